"""Gateways to test against: a small real SMTP server and a small real HTTP server, each on a port of its own."""

import http.server
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _SmtpHandler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 test ready")
        lines: list[str] | None = None
        recipient = ""
        while raw := self.rfile.readline():
            line = raw.decode("utf-8").rstrip("\r\n")
            if lines is not None:
                if line == ".":
                    self.server.mails.append((recipient, "\n".join(lines)))
                    lines = None
                    self._say("250 kept")
                else:
                    lines.append(line)
                continue
            verb = line.split(" ")[0].split(":")[0].upper()
            if verb == "RCPT":
                recipient = line.partition("<")[2].partition(">")[0]
                self._say(self.server.answers.get(recipient, "250 known"))
            elif verb == "DATA":
                lines = []
                self._say("354 go on")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 test")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class SmtpServer(socketserver.ThreadingTCPServer):
    """Keeps what it is sent in `mails` as (recipient, message); `answers` sets the reply to a recipient."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0):
        super().__init__(("127.0.0.1", port), _SmtpHandler)
        self.mails: list[tuple[str, str]] = []
        self.answers: dict[str, str] = {}


class _HttpHandler(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        self.server.requests.append((dict(self.headers), body, status))
        if not status:
            self.wfile.write(b"no HTTP at all\r\n\r\n")
            self.close_connection = True
            return
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args: object) -> None:
        pass


class HttpServer(http.server.ThreadingHTTPServer):
    """Keeps requests as (headers, body, status answered); `statuses` are answered first (0: with nonsense), then 200."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _HttpHandler)
        self.requests: list[tuple[dict[str, str], bytes, int]] = []
        self.statuses: list[int] = []


@contextmanager
def running(server: socketserver.BaseServer) -> Iterator[socketserver.BaseServer]:
    """Serve within the block."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
