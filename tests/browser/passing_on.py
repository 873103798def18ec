"""A server in front of the server: may change the service worker, or take no saves."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

from tests.browser.acting import SAVES
from tests.deadline import DEADLINE

HOP = {"connection", "transfer-encoding", "keep-alive", "content-length"}


@dataclass
class Host:
    """What this host does to two kinds of requests; a test may change it at any time."""

    changes: list[tuple[bytes, bytes]]
    takes_no_saves: bool = False


class Front(BaseHTTPRequestHandler):
    """One request, passed on as it came; the host's way of being decides about two of them."""

    protocol_version = "HTTP/1.1"
    behind: ClassVar[str]
    host: ClassVar["Host"]

    def pass_on(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.host.takes_no_saves and SAVES.search(self.path):
            self.answer(503, [], b"")
        else:
            self.answer(*self.ask(content))

    def ask(self, content: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        headers = {k: v for k, v in self.headers.items() if k.lower() != "accept-encoding"}
        there = http.client.HTTPConnection(urlsplit(self.behind).netloc, timeout=DEADLINE)
        with closing(there):
            there.request(self.command, self.path, content, headers)
            response = there.getresponse()
            body = response.read()
        if self.path == "/sw.js":
            for old, new in self.host.changes:
                body = body.replace(old, new)
        return response.status, response.getheaders(), body

    def answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        if status not in {204, 304}:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_HEAD = do_POST = pass_on  # noqa: N815  as the standard library calls them

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@contextmanager
def in_front_of(address: str, host: Host) -> Iterator[str]:
    """The address of such a server."""
    handler = type("Handler", (Front,), {"behind": address, "host": host})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join(DEADLINE)
