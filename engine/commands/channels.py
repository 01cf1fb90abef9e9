"""How a summary leaves the machine: to a group robot of 企业微信 or 钉钉, or by mail. Nothing leaves without an address.

Addresses and secrets come from the environment, or from a file that the environment names.

(docs/decisions.md, "What leaves the machine")
"""

import base64
import hashlib
import hmac
import json
import os
import smtplib
import ssl
import time
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, quote_plus, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from engine.ledgers.faults import SaidError
from engine.subjects.supervision import Summary

FILE = "LEDGER_NOTIFY"  # names a file with the settings below, a line each
WECOM, DINGTALK, SECRET = "LEDGER_WECOM", "LEDGER_DINGTALK", "LEDGER_DINGTALK_SECRET"
SMTP, USER, PASSWORD = "LEDGER_SMTP", "LEDGER_SMTP_USER", "LEDGER_SMTP_PASSWORD"
FROM, TO = "LEDGER_MAIL_FROM", "LEDGER_MAIL_TO"
PATIENCE = 10.0  # seconds that a server may be silent
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")  # the one place that is reached without TLS
_ANSWER, _QUOTED = 64 * 1024, 200  # bytes of an answer that are read, letters of it that are said
# What the robots take, in bytes; the rest of a message would be refused whole.
_LIMITS = {WECOM: 4096, DINGTALK: 20_000}
_ROBOTS = {WECOM: "企业微信", DINGTALK: "钉钉"}
# The robots' Markdown knows no escape: signs that would make a link, an image or a mention of ledger text.
_PLAIN = str.maketrans(
    {"[": "［", "]": "］", "<": "＜", ">": "＞", "*": "＊", "`": "｀", "_": "＿", "#": "＃", "@": "＠"}
)


class NotSent(SaidError):
    """A message that did not go out, or not to all: whoever set up the channel must act. No secret stands in the words."""


def settings() -> dict[str, str]:
    """The environment, and below it what stands in the file that LEDGER_NOTIFY names."""
    named = os.environ.get(FILE)
    return (_of_file(Path(named)) if named else {}) | dict(os.environ)


def _of_file(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise NotSent(f"{FILE} 指的文件“{path.name}”读不了，没有发送。请核对路径、权限，并存为 UTF-8。") from fault
    pairs = (line.partition("=") for line in map(str.strip, lines) if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def wecom(found: Summary, given: Mapping[str, str]) -> str:
    """Send to the group robot of 企业微信; returns what to say of it. Raises NotSent."""
    return _to_robot(WECOM, _address(WECOM, given), {"content": _markdown(found, _LIMITS[WECOM])})


def dingtalk(found: Summary, given: Mapping[str, str]) -> str:
    """Send to the group robot of 钉钉, signed where there is a secret (加签); returns what to say of it. Raises NotSent."""
    url, secret = _address(DINGTALK, given), given.get(SECRET)
    if secret:
        now = round(time.time() * 1000)
        url += f"{'&' if urlsplit(url).query else '?'}timestamp={now}&sign={quote_plus(signature(now, secret))}"
    return _to_robot(DINGTALK, url, {"title": found.title, "text": _markdown(found, _LIMITS[DINGTALK])})


def signature(milliseconds: int, secret: str) -> str:
    """钉钉's 加签: HMAC-SHA256 of the time and the secret under the secret, in base64."""
    signed = hmac.new(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256)
    return base64.b64encode(signed.digest()).decode()


def mail(found: Summary, given: Mapping[str, str]) -> str:
    """Send as a mail; returns what to say of it. Raises NotSent."""
    server, message = _parts(_needed(SMTP, given)), EmailMessage()
    if server.scheme not in ("smtp", "smtps") or not server.hostname:
        raise NotSent(f"{SMTP} 应写成 smtps://服务器:465 或 smtp://服务器:587，没有发送。")
    try:
        message["Subject"], message["From"] = found.title, _needed(FROM, given)
        message["To"] = _needed(TO, given)
        message.set_content(found.text, cte="base64")
        with _mail_server(server) as smtp:
            if given.get(USER):
                smtp.login(given[USER], given.get(PASSWORD, ""))
            refused = smtp.send_message(message)
    except smtplib.SMTPAuthenticationError as fault:
        raise NotSent(f"邮件服务器不认这个账号或授权码（{USER}、{PASSWORD}），没有发送。") from fault
    except smtplib.SMTPNotSupportedError as fault:
        raise NotSent(
            f"邮件服务器 {server.hostname} 不支持加密连接或登录，没有发送。请改用 smtps://，或换一台服务器。"
        ) from fault
    except (OSError, ValueError) as fault:  # those of smtplib are among them
        raise NotSent(f"邮件没有发送：{server.hostname} {_why(fault)}。请核对 {SMTP}、{FROM}、{TO}。") from fault
    if refused:
        raise NotSent(f"邮件已发送，但服务器拒收了这些收件人：{'、'.join(refused)}。请核对 {TO}。")
    return "已发到邮箱。"


CHANNELS: dict[str, Callable[[Summary, Mapping[str, str]], str]] = {
    "wecom": wecom,
    "dingtalk": dingtalk,
    "mail": mail,
}


def _needed(name: str, given: Mapping[str, str]) -> str:
    if not given.get(name):
        raise NotSent(f"没有设置 {name}，没有发送。请在环境变量或 {FILE} 指的文件里写上。")
    return given[name]


def _address(name: str, given: Mapping[str, str]) -> str:
    """The robot's address; it holds a key, so it travels encrypted and is never said."""
    url = _needed(name, given)
    parts = _parts(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _THIS_MACHINE)
    if not (safe and parts.hostname and url.isascii() and url.isprintable() and " " not in url):
        raise NotSent(f"{name} 不是可用的网址，没有发送。应是群机器人给出的、以 https:// 开头的地址。")
    return url


def _parts(url: str) -> SplitResult:
    """The parts of an address; of what is none, nothing."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


class _Straight(HTTPRedirectHandler):
    """A redirected message would arrive empty, or elsewhere: then it is not sent."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _to_robot(name: str, url: str, content: dict[str, str]) -> str:
    robot, body = _ROBOTS[name], json.dumps({"msgtype": "markdown", "markdown": content}, ensure_ascii=False)
    request = Request(url, body.encode(), {"Content-Type": "application/json; charset=utf-8"})
    try:
        with build_opener(_Straight).open(request, timeout=PATIENCE) as response:
            answer = json.loads(response.read(_ANSWER))
    except HTTPError as fault:
        raise NotSent(f"{robot}没有收下（HTTP {fault.code}），没有发送。请核对 {name}。") from fault
    except (OSError, HTTPException) as fault:
        raise NotSent(f"{robot}没有发送：{_why(fault)}。请核对网络和 {name}。") from fault
    except ValueError as fault:
        raise NotSent(f"{robot}的回答读不懂，不知道是否收下。请核对 {name} 是不是群机器人的地址。") from fault
    code = answer.get("errcode") if isinstance(answer, dict) else None
    if code != 0:
        told = " ".join(str(answer.get("errmsg", "") if isinstance(answer, dict) else "").split())[:_QUOTED]
        raise NotSent(f"{robot}没有收下：{told or '没有说明原因'}（errcode {code}）。")
    return f"已发到{robot}群。"


def _markdown(found: Summary, most: int) -> str:
    """The summary as the robots' Markdown, whole lines of it in so many bytes."""
    lines = [f"### {found.title.translate(_PLAIN)}"]
    for part in found.parts:
        lines += ["", f"**{part.heading.translate(_PLAIN)}**"]
        lines += [f"- {line.translate(_PLAIN)}" for line in part.lines]
    whole = len(lines)

    def told() -> str:
        cut = [f"（还有 {whole - len(lines)} 行，见看板）"] if len(lines) < whole else []
        return "\n".join([*lines, *cut])

    while len(told().encode()) > most and len(lines) > 1:
        lines.pop()
    return told()


def _mail_server(server: SplitResult) -> smtplib.SMTP:
    """A connection to it, encrypted from the start or from now on; on this machine alone it may be plain."""
    host, context = str(server.hostname), ssl.create_default_context()
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, server.port or 465, timeout=PATIENCE, context=context)
    smtp = smtplib.SMTP(host, server.port or 587, timeout=PATIENCE)
    try:
        smtp.ehlo_or_helo_if_needed()
        if host not in _THIS_MACHINE or smtp.has_extn("starttls"):
            smtp.starttls(context=context)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _why(fault: BaseException) -> str:
    """The reason in words that hold no address and no secret."""
    reason = fault.reason if isinstance(fault, URLError) else fault
    if isinstance(reason, TimeoutError):
        return f"{PATIENCE:.0f} 秒没有回答"
    if isinstance(reason, ssl.SSLError):
        return "的加密证书不可信，或不是加密端口"
    if isinstance(reason, smtplib.SMTPResponseException):
        return f"没有收下（{reason.smtp_code}）"
    return "连不上" if isinstance(reason, OSError) and not isinstance(reason, smtplib.SMTPException) else "没有收下"
