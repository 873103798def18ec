"""A page's own way of saving: one entry as JSON, a receipt as the answer."""

import json
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
    last: str = ""  # the id of what it said last
    line: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.line = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def save(self, number: int) -> bool:
        """Write the stage's text once more; whether the server says that it is kept."""
        key = str(uuid4())
        text = f"What we know now, for the {number}th time. " + "Words " * 40
        sees = [self.last] if self.last else []
        entry = {"id": key, "field": FIELD, "sees": sees, "value": {"text": text}}
        said = {"page": "1", "since": self.version, "entries": [json.dumps(entry)]}
        self.last = key
        status, body = self._post(json.dumps(said))
        if status != 200:
            return False
        told = json.loads(body)
        self.version = told["version"]
        return bool(told["receipts"][0]["outcome"] in {"stored", "duplicate"})

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
