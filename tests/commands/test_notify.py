"""`notify` prints, and sends where a channel is named and its address is set; what does not go out is said, without a secret."""

import base64
import hashlib
import hmac
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from engine.__main__ import main
from engine.commands import channels
from engine.ledgers.home import Home
from engine.subjects.supervision import Part, Summary
from tests.commands.receivers import Mailbox, mail_server, robot
from tests.homes import EAST
from tests.subjects.test_supervision import SECRET, office_home

Run = Callable[..., tuple[int, str, str]]
KEY = "geheim"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return office_home(tmp_path_factory.mktemp("office"))


@pytest.fixture
def run(home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `notify` with these settings in the environment: (exit code, what it printed, what it complained of)."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(channels, "PATIENCE", 1.0)
    for name in (channels.FILE, channels.WECOM, channels.DINGTALK, channels.SECRET, channels.SMTP, channels.USER):
        monkeypatch.delenv(name, raising=False)

    def verb(*words: str, **settings: object) -> tuple[int, str, str]:
        monkeypatch.setenv("LEDGER_HOME", str(home.path))
        for name, value in settings.items():
            monkeypatch.setenv(name, str(value))
        code = main(["notify", *words])
        printed = capsys.readouterr()
        assert KEY not in printed.out + printed.err
        return code, printed.out, printed.err

    return verb


def test_without_a_channel_it_is_printed_and_nothing_is_sent(run: Run) -> None:
    with robot() as (url, came):
        code, printed, complaint = run(LEDGER_WECOM=url, LEDGER_DINGTALK=url)
    assert (code, complaint, came) == (0, "", [])
    first, *_ = printed.splitlines()
    assert first == "白杨乡督办日报（2024年6月30日）"
    assert run("--period", "week", "--place", EAST)[1].startswith("东湾村督办周报（2024年6月24日至2024年6月30日）\n")


@pytest.mark.parametrize(
    "by, name", [("wecom", "LEDGER_WECOM"), ("dingtalk", "LEDGER_DINGTALK"), ("mail", "LEDGER_SMTP")]
)
def test_a_channel_without_an_address_sends_nothing_and_says_which_setting_lacks(run: Run, by: str, name: str) -> None:
    said = f"没有设置 {name}，没有发送。请在环境变量或 LEDGER_NOTIFY 指的文件里写上。\n"
    assert run("--by", by) == (1, "", said)


def test_an_office_that_does_not_exist_is_refused_with_those_that_do(run: Run) -> None:
    code, printed, complaint = run("--office", "城管办")
    assert (code, printed) == (1, "")
    assert complaint.startswith("没有责任单位“城管办”。可写：党政综合办、")


def test_the_robot_of_wecom_gets_the_printed_lines_as_markdown(run: Run) -> None:
    with robot() as (url, came):
        assert run("--by", "wecom", LEDGER_WECOM=url) == (0, "已发到企业微信群。\n", "")
    [(path, message)] = came
    assert (path, set(message), message["msgtype"]) == ("/send?key=geheim", {"msgtype", "markdown"}, "markdown")
    content = message["markdown"]["content"]
    lines = [line.removeprefix("### ").removeprefix("- ").strip("*") for line in content.splitlines()]
    assert lines == [line.removeprefix("· ") for line in run()[1].rstrip().splitlines()]
    assert "T-1" in content and [each for each in SECRET if each in content] == []


def test_the_robot_of_dingtalk_gets_title_and_text_signed_with_its_secret(run: Run) -> None:
    with robot() as (url, came):
        assert run("--by", "dingtalk", LEDGER_DINGTALK=url, LEDGER_DINGTALK_SECRET="SECgeheim")[:2] == (
            0,
            "已发到钉钉群。\n",
        )
        assert run("--by", "dingtalk", LEDGER_DINGTALK_SECRET="")[0] == 0
    (path, message), (unsigned, _) = came
    assert message["markdown"]["title"] == "白杨乡督办日报（2024年6月30日）"
    assert message["markdown"]["text"].startswith("### 白杨乡督办日报（2024年6月30日）\n")
    given = {name: value for name, [value] in parse_qs(urlsplit(path).query).items()}
    said = f"{given['timestamp']}\nSECgeheim".encode()
    signed = base64.b64encode(hmac.digest(b"SECgeheim", said, hashlib.sha256)).decode()
    assert given == {"key": "geheim", "timestamp": given["timestamp"], "sign": signed}
    assert unsigned == "/send?key=geheim"


@pytest.mark.parametrize(
    "answer, said",
    [
        (
            b'{"errcode":93000,"errmsg":"invalid webhook url"}',
            "企业微信没有收下：invalid webhook url（errcode 93000）。",
        ),
        (b'{"errmsg":"ok"}', "企业微信没有收下：ok（errcode None）。"),
        (b"[1]", "企业微信没有收下：没有说明原因（errcode None）。"),
        (b"<html>", "企业微信的回答读不懂，不知道是否收下。请核对 LEDGER_WECOM 是不是群机器人的地址。"),
    ],
)
def test_an_answer_that_is_no_success_is_said(run: Run, answer: bytes, said: str) -> None:
    with robot(answer) as (url, _):
        assert run("--by", "wecom", LEDGER_WECOM=url) == (1, "", f"{said}\n")


@pytest.mark.parametrize("status", [302, 404, 500])
def test_another_status_and_a_redirection_are_no_success(run: Run, status: int) -> None:
    with robot(status=status) as (url, came):
        said = f"企业微信没有收下（HTTP {status}），没有发送。请核对 LEDGER_WECOM。\n"
        assert run("--by", "wecom", LEDGER_WECOM=url) == (1, "", said)
    assert len(came) == 1


def test_a_robot_that_does_not_answer_is_waited_for_no_longer_than_that(run: Run) -> None:
    with robot(silent=True) as (url, _):
        code, _, complaint = run("--by", "wecom", LEDGER_WECOM=url)
    assert (code, complaint) == (1, "企业微信没有发送：1 秒没有回答。请核对网络和 LEDGER_WECOM。\n")
    code, _, complaint = run("--by", "wecom", LEDGER_WECOM=url)
    assert (code, complaint) == (1, "企业微信没有发送：连不上。请核对网络和 LEDGER_WECOM。\n")


@pytest.mark.parametrize(
    "url",
    [
        "http://robot.example/send?key=geheim",
        "ftp://127.0.0.1/geheim",
        "geheim",
        "https://乙.example/geheim",
        "https://[/geheim",
    ],
)
def test_an_address_that_would_show_its_key_on_the_way_is_refused(run: Run, url: str) -> None:
    said = "LEDGER_WECOM 不是可用的网址，没有发送。应是群机器人给出的、以 https:// 开头的地址。\n"
    assert run("--by", "wecom", LEDGER_WECOM=url) == (1, "", said)


def test_settings_may_stand_in_a_file_that_the_environment_names(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "notify.env"
    with robot() as (url, came):
        file.write_text(f"# 群机器人\nLEDGER_WECOM = '{url}'\n\n", encoding="utf-8-sig")
        assert run("--by", "wecom", LEDGER_NOTIFY=file)[0] == 0
    assert len(came) == 1
    said = "LEDGER_NOTIFY 指的文件“none.env”读不了，没有发送。请核对路径、权限，并存为 UTF-8。\n"
    assert run("--by", "wecom", LEDGER_NOTIFY=tmp_path / "none.env") == (1, "", said)


def test_a_message_keeps_to_what_the_robot_takes_and_ledger_text_makes_no_link(run: Run) -> None:
    typed = "![x](https://example.org) <@all> *急*"
    message = channels._markdown(Summary("标题", [Part("一", [typed] * 2), Part("二", ["乙" * 100] * 20)]), 1000)
    assert message.splitlines()[:5] == [
        "### 标题",
        "",
        "**一**",
        *["- !［x］(https://example.org) ＜＠all＞ ＊急＊"] * 2,
    ]
    assert len(message.encode()) <= 1000 and message.endswith("（还有 18 行，见看板）")


MAIL = {
    "LEDGER_SMTP_USER": "robot",
    "LEDGER_SMTP_PASSWORD": "geheim",
    "LEDGER_MAIL_FROM": "看板 <robot@example.org>",
    "LEDGER_MAIL_TO": "a@example.org, b@example.org",
}


def test_a_mail_has_the_printed_text_and_goes_to_everyone(run: Run) -> None:
    box = Mailbox()
    with mail_server(box) as server:
        assert run("--by", "mail", LEDGER_SMTP=server, **MAIL) == (0, "已发到邮箱。\n", "")
    [mail] = box.mails
    assert (mail["Subject"], mail["To"]) == ("白杨乡督办日报（2024年6月30日）", "a@example.org, b@example.org")
    assert mail.get_content() == run()[1]
    assert [line for line in box.told if line.startswith("rcpt")] == [
        "rcpt TO:<a@example.org>",
        "rcpt TO:<b@example.org>",
    ]


def test_who_was_refused_is_named(run: Run) -> None:
    with mail_server(Mailbox(unknown=("b@",))) as server:
        said = "邮件已发送，但服务器拒收了这些收件人：b@example.org。请核对 LEDGER_MAIL_TO。\n"
        assert run("--by", "mail", LEDGER_SMTP=server, **MAIL) == (1, "", said)
    with mail_server(Mailbox(unknown=("a@", "b@"))) as server:
        code, _, complaint = run("--by", "mail", LEDGER_SMTP=server, **MAIL)
    assert (code, complaint.startswith("邮件没有发送：127.0.0.1 没有收下。")) == (1, True)


def test_a_wrong_password_is_said(run: Run) -> None:
    box = Mailbox(login=False)
    with mail_server(box) as server:
        said = "邮件服务器不认这个账号或授权码（LEDGER_SMTP_USER、LEDGER_SMTP_PASSWORD），没有发送。\n"
        assert run("--by", "mail", LEDGER_SMTP=server, **MAIL) == (1, "", said)
    assert box.mails == []


def test_another_machine_gets_neither_password_nor_mail_without_encryption(run: Run) -> None:
    box = Mailbox()
    with mail_server(box, host="127.0.0.2") as server:
        code, _, complaint = run("--by", "mail", LEDGER_SMTP=server, **MAIL)
    assert (code, complaint) == (
        1,
        "邮件服务器 127.0.0.2 不支持加密连接或登录，没有发送。请改用 smtps://，或换一台服务器。\n",
    )
    assert [line.partition(" ")[0] for line in box.told] == ["ehlo"]


def test_a_server_that_is_not_there_or_wrongly_written_is_said(run: Run) -> None:
    with mail_server(Mailbox()) as gone:
        pass
    said = "邮件没有发送：127.0.0.1 连不上。请核对 LEDGER_SMTP、LEDGER_MAIL_FROM、LEDGER_MAIL_TO。\n"
    assert run("--by", "mail", LEDGER_SMTP=gone, **MAIL) == (1, "", said)
    said = "LEDGER_SMTP 应写成 smtps://服务器:465 或 smtp://服务器:587，没有发送。\n"
    for written in ("mail.example.org", "smtp://[", "https://mail.example.org"):
        assert run("--by", "mail", LEDGER_SMTP=written, **MAIL) == (1, "", said)
    code, _, complaint = run("--by", "mail", LEDGER_SMTP="smtp://127.0.0.1:99999", **MAIL)
    assert (code, complaint.startswith("邮件没有发送：")) == (1, True)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine that nobody trusts yet, with its key in one file, and alone."""
    folder = tmp_path_factory.mktemp("certificate")
    both, key, alone = (folder / name for name in ("both", "key", "alone"))
    made = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", alone]
    named = ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(["openssl", "req", "-x509", *made, *named], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + alone.read_bytes())
    return both, alone


@pytest.mark.slow
@pytest.mark.parametrize("starttls", [False, True])
def test_an_encrypted_server_is_trusted_only_by_its_certificate(
    run: Run, certificate: tuple[Path, Path], starttls: bool
) -> None:
    box = Mailbox(starttls=starttls)
    with mail_server(box, certificate=certificate[0]) as server:
        code, _, complaint = run("--by", "mail", LEDGER_SMTP=server, **MAIL)
        assert (code, [line.partition(" ")[0] for line in box.told]) == (1, ["ehlo", "STARTTLS"] * starttls)
        assert complaint.startswith("邮件没有发送：localhost 的加密证书不可信，或不是加密端口。")
        assert run("--by", "mail", LEDGER_SMTP=server, SSL_CERT_FILE=certificate[1], **MAIL)[0] == 0
    assert len(box.mails) == 1
