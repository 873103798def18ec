"""A browser's part of the conversation: cookies, the form token, kept-alive requests."""

import re
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode
from uuid import uuid4

VERSION = re.compile(rb'"version": (\d+)')
TOKEN = re.compile(rb'csrfmiddlewaretoken" value="([^"]+)')


@dataclass
class Visitor:
    """One browser at one server."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    place: str = ""  # the path of its workbook
    version: int = 0
    last: str = ""  # the id of what it said last

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

    def save(self, number: int) -> bool:
        """Write the stage's text once more; whether the server says that it is kept."""
        address, key = "text/partner-text-1", str(uuid4())
        form = {
            "csrfmiddlewaretoken": self.token,
            "page": "1",
            "since": str(self.version),
            f"{address}~id": key,
            f"{address}~sees": self.last,
            f"{address}.text": f"What we know now, for the {number}th time. " + "Words " * 40,
        }
        self.last = key
        status, body, _where = self.ask("POST", f"{self.place}entries/", form)
        if status != 200 or b'"stored"' not in body:
            return False
        self.version = int(VERSION.findall(body)[0])
        return True
