"""A browser's part of the conversation: cookies, the form token, kept-alive requests."""

import re
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode

TOKEN = re.compile(rb'csrfmiddlewaretoken" value="([^"]+)')


@dataclass
class Visitor:
    """One browser at one server."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    place: str = ""  # the path of its workbook

    def __post_init__(self) -> None:
        self.line = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[int, bytes, str]:
        """Status, body as sent, and where it leads."""
        headers = {"Cookie": self._cookie()}
        if form is None:
            headers["Accept-Encoding"] = "gzip, br"
        if form is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Accept": "application/json",
            }
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        self.line.request(method, path, urlencode(form) if form is not None else None, headers)
        answer = self.line.getresponse()
        body = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _equals, rest = value.strip().partition("=")
                self.cookies[key] = rest.split(";")[0]
        return answer.status, body, answer.getheader("Location") or ""

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def start(self, address: str = "/workbooks/") -> str:
        """Start a workbook (or take the example); returns the path of its overview."""
        page = self.plain("/")
        self.token = TOKEN.findall(page)[0].decode()
        _status, _body, where = self.ask("POST", address, {"csrfmiddlewaretoken": self.token})
        self.place = "/".join(where.split("/")[:3]) + "/"
        return self.place

    def plain(self, path: str) -> bytes:
        """A page's body without compression."""
        self.line.request("GET", path, headers={"Cookie": self._cookie()})
        answer = self.line.getresponse()
        body = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _equals, rest = value.strip().partition("=")
                self.cookies[key] = rest.split(";")[0]
        return body
