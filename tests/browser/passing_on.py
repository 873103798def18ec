"""A server in front of the server: passes everything on, but may say another service worker."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

from tests.deadline import DEADLINE

HOP = {"connection", "transfer-encoding", "keep-alive", "content-length"}


class Front(BaseHTTPRequestHandler):
    """One request, passed on as it came; `worker` may change the service worker's script."""

    protocol_version = "HTTP/1.1"
    behind: ClassVar[str]
    change: ClassVar[list[tuple[bytes, bytes]]]

    def pass_on(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        there = http.client.HTTPConnection(urlsplit(self.behind).netloc, timeout=DEADLINE)
        headers = {k: v for k, v in self.headers.items() if k.lower() != "accept-encoding"}
        there.request(self.command, self.path, self.rfile.read(length), headers)
        answer = there.getresponse()
        body = answer.read()
        if self.path == "/sw.js":
            for old, new in self.change:
                body = body.replace(old, new)
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP:
                self.send_header(name, value)
        if answer.status not in {204, 304}:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        there.close()

    do_GET = do_HEAD = do_POST = pass_on  # noqa: N815  as the standard library calls them

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@contextmanager
def in_front_of(address: str, change: list[tuple[bytes, bytes]]) -> Iterator[str]:
    """The address of such a server; what is taken out of `change` is changed no longer."""
    handler = type("Handler", (Front,), {"behind": address, "change": change})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join(DEADLINE)
