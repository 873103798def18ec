"""A page's own way of saving: one entry as JSON, a receipt as the answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from uuid import uuid4

FIELD = "text/partner-text-1"


@dataclass
class Device:
    """One browser with a stage page open, at one workbook."""

    port: int
    slug: str
    name: str
    secret: str
    version: int = 0
    line: HTTPConnection = field(init=False)
    last: dict[str, str] = field(init=False)  # by field: the id of what it said last

    def __post_init__(self) -> None:
        self.line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.last = {}

    def save(self, number: int) -> bool:
        """Write the stage's text once more; whether the server says that it is kept."""
        text = f"What we know now, for the {number}th time. " + "Words " * 40
        return self.send({FIELD: {"text": text}})

    def send(self, values: Mapping[str, Mapping[str, str]], page: str = "1") -> bool:
        """Send what is said in some fields; whether the server says that all of it is kept.

        With a page it answers the regions that changed there, without one receipts only.
        """
        entries = [json.dumps(self._entry(name, value)) for name, value in values.items()]
        status, body = self._post(
            json.dumps({"page": page, "since": self.version, "entries": entries})
        )
        if status != 200:
            return False
        told = json.loads(body)
        self.version = told["version"]
        return all(each["outcome"] in {"stored", "duplicate"} for each in told["receipts"])

    def _entry(self, name: str, value: Mapping[str, str]) -> dict[str, object]:
        key, last = str(uuid4()), self.last.get(name)
        self.last[name] = key
        return {"id": key, "field": name, "sees": [last] if last else [], "value": value}

    def get(self, path: str) -> bytes:
        """A page, as it is."""
        self.line.request("GET", path, headers={"Cookie": f"{self.name}={self.secret}"})
        return self.line.getresponse().read()

    def _post(self, text: str) -> tuple[int, bytes]:
        """Status and body; a line that the server closed meanwhile is opened again, once."""
        try:
            return self._posted(text)
        except (ConnectionError, HTTPException):
            self.line.close()
            return self._posted(text)

    def _posted(self, text: str) -> tuple[int, bytes]:
        self.line.request("POST", f"/w/{self.slug}/sync/", text, self._headers())
        answer = self.line.getresponse()
        return answer.status, answer.read()

    def _headers(self) -> dict[str, str]:
        return {
            "Cookie": f"{self.name}={self.secret}",
            "Content-Type": "application/json",
            "Accept": "application/json",
            "X-Barnraise": "sync",
            "Origin": f"http://127.0.0.1:{self.port}",
        }
