"""A browser in plain Python: its cookies, links it opens, and what it posts, byte for byte."""

import json
import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage, HTTPResponse
from typing import Any
from urllib.parse import urlencode

from tests.deadline import DEADLINE

FORM = "application/x-www-form-urlencoded"
SYNC = {"Content-Type": "application/json", "X-Barnraise": "sync"}
TOKEN = re.compile(r'csrfmiddlewaretoken" value="([^"]+)')
TIMEOUT = DEADLINE


@dataclass(frozen=True)
class Response:
    """What came back, read to its end."""

    status: int
    body: bytes
    headers: HTTPMessage  # whose names have no case

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Browser:
    """Somebody's browser at a workbook."""

    port: int
    slug: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Response:
        """One request to this site; `path` is its whole path, or goes on from the workbook's."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        ours = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        whole = path if path.startswith("/") else f"/w/{self.slug}/{path}"
        line.request(method, whole, body or None, {**(headers or {}), **ours})
        response = line.getresponse()
        self._take_cookies(response)
        read = Response(response.status, response.read(), response.headers)
        line.close()
        return read

    def _take_cookies(self, response: HTTPResponse) -> None:
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _equals, rest = cookie.partition("=")
            self.cookies[name.strip()] = rest.split(";")[0]

    def get(self, path: str) -> Response:
        return self.ask("GET", path)

    def post_form(self, path: str, fields: dict[str, str], *, at: str = "") -> Response:
        """Post a form with the token of the page it stands on."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token(at or path)}).encode()
        return self.ask("POST", path, body, {"Content-Type": FORM})

    def token(self, path: str) -> str:
        return str(TOKEN.findall(self.get(path).text)[0])

    def open_link(self, path: str) -> None:
        """Open a private link by its button, and go where it leads."""
        response = self.post_form(path, {})
        assert response.status == 302, response.text
        self.slug = response.headers["Location"].split("/")[2]

    def sync(self, entries: list[str], about: dict[str, Any] | None = None) -> list[dict[str, str]]:
        """Send entries as a device does; their receipts."""
        body = {**(about or {"page": "1", "since": 0}), "entries": entries}
        response = self.ask("POST", "sync/", json.dumps(body).encode(), SYNC)
        assert response.status == 200, response.text
        assert response.json["count"] == len(entries)
        return list(response.json["receipts"])
