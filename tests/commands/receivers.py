"""Receivers on this machine: a robot's web address and a mail server, each in a thread of the test."""

import json
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path


@contextmanager
def robot(answer: bytes = b'{"errcode":0,"errmsg":"ok"}', status: int = 200, silent: bool = False) -> Iterator[tuple]:
    """Its address, and the (path, message) that came in; it answers so, or not at all."""
    came: list[tuple[str, dict]] = []
    asleep = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            if silent:
                asleep.wait(10)
                return
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server, _running(server):
        yield f"http://127.0.0.1:{server.server_port}/send?key=geheim", came
        asleep.set()


class Mailbox:
    """What a mail server was told, line by line, and the mails it took; who is `unknown` is refused.

    `starttls`: it speaks TLS when asked to, not from the first byte.
    """

    def __init__(self, unknown: tuple[str, ...] = (), login: bool = True, starttls: bool = False) -> None:
        self.told: list[str] = []
        self.mails: list[EmailMessage] = []
        self.unknown, self.login, self.starttls = unknown, login, starttls

    def answer(self, line: str) -> str:
        """The answer to one command."""
        self.told.append(line)
        verb = line.upper().partition(" ")[0]
        if verb == "EHLO":
            return f"250-here\r\n{'250-STARTTLS' if self.starttls else '250-SIZE'}\r\n250 AUTH PLAIN"
        if verb == "AUTH":
            return "235 ok" if self.login else "535 no"
        if verb == "RCPT" and any(name in line for name in self.unknown):
            return "550 nobody"
        return {"DATA": "354 go on", "QUIT": "221 bye", "STARTTLS": "220 go on"}.get(verb, "250 ok")


@contextmanager
def mail_server(box: Mailbox, host: str = "127.0.0.1", certificate: Path | None = None) -> Iterator[str]:
    """Its address; with a certificate (and its key in one file) it speaks TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if certificate:
        context.load_cert_chain(certificate)
    at_once = certificate and not box.starttls

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                said = line.decode().strip()
                self.wfile.write(f"{box.answer(said)}\r\n".encode())
                if said.upper() == "STARTTLS":
                    self.request = context.wrap_socket(self.request, server_side=True)
                    self.setup()
                if said.upper() == "DATA":
                    lines = iter(self.rfile.readline, b".\r\n")
                    box.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
                    self.wfile.write(b"250 ok\r\n")
                if said.upper() == "QUIT":
                    return

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address, daemon_threads = True, True

        def handle_error(self, *_: object) -> None:  # a client that does not trust the certificate hangs up
            pass

    with Server((host, 0), Handler) as server:
        if at_once:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        with _running(server):
            yield f"{'smtps' if at_once else 'smtp'}://{'localhost' if certificate else host}:{server.server_address[1]}"


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
