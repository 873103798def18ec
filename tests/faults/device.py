"""An honest device in plain Python: it forgets nothing that has no receipt of its very bytes."""

import hashlib
import json
import random
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, RemoteDisconnected
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from tests.deadline import DEADLINE

TOKEN = re.compile(r'csrfmiddlewaretoken" value="([^"]+)')
SEES = re.compile(r'name="([^"]+)~sees" value="([^"]*)"')
FORM = "application/x-www-form-urlencoded"
WRITE_LINK = re.compile(r"/open/(w[a-z0-9]+)/")
GOOD, OTHER = {"stored", "duplicate", "same", "erased"}, {"conflict", "refused"}
MAX_AT_ONCE = 200
LONGEST_WAIT = 0.5  # seconds; browsers wait up to a minute


class NoReceipt(Exception):  # noqa: N818 - said as people say it
    """Nothing came back that names what was sent; everything stays on the device."""


@dataclass(frozen=True)
class Said:
    """One entry as a device keeps and sends it: `text` is the very JSON that travels."""

    id: str
    field: str
    sees: tuple[str, ...]
    value: Mapping[str, Any]

    @property
    def text(self) -> str:
        parts = {"id": self.id, "field": self.field, "sees": self.sees, "value": self.value}
        return json.dumps(parts)


@dataclass(frozen=True)
class Receipt:
    """What the server answered for one entry, and in which epoch."""

    id: str
    outcome: str
    kept_as: str
    reason: str
    epoch: str

    @property
    def is_good(self) -> bool:
        """Whether the device may count its words as kept."""
        return self.outcome in GOOD


@dataclass(frozen=True)
class Place:
    """A workbook and the link to write in it."""

    slug: str
    token: str


@dataclass
class Answer:
    """A response read to its end."""

    status: int
    body: bytes
    where: str = ""


@dataclass
class Device:
    """One browser: its cookies, what it saw, what waits, and what was acknowledged."""

    port: int  # where it sends: the server, or a proxy before it
    chance: random.Random = field(default_factory=random.Random)
    cookies: dict[str, str] = field(default_factory=dict)
    patience: float = 10.0  # seconds one request may take
    slug: str = ""
    page: str = "1"
    version: int = 0
    sees: dict[str, tuple[str, ...]] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)  # everything it ever said, by id
    waiting: dict[str, Said] = field(default_factory=dict)
    acknowledged: dict[str, Receipt] = field(default_factory=dict)  # the newest good one
    unkept: dict[str, Receipt] = field(default_factory=dict)
    requests: int = 0
    unanswered: int = 0
    html: str = ""  # the page looked at last
    line: HTTPConnection | None = None

    def start(self) -> Place:
        """Start a workbook, and learn the link for those who write."""
        form = {"csrfmiddlewaretoken": self._token("/")}
        self.slug = self.ask("POST", "/workbooks/", form=form).where.split("/")[2]
        links = self.ask("GET", f"/w/{self.slug}/links/").body.decode()
        return Place(self.slug, WRITE_LINK.findall(links)[0])

    def open(self, place: Place) -> None:
        """Open the link to write; the cookie it gives is this device's from now on."""
        path = f"/open/{place.token}/"
        answer = self.ask("POST", path, form={"csrfmiddlewaretoken": self._token(path)})
        assert answer.status == 302, answer.body
        self.slug = place.slug

    def _token(self, path: str) -> str:
        return TOKEN.findall(self.ask("GET", path).body.decode())[0]

    def look(self, page: str = "1") -> dict[str, tuple[str, ...]]:
        """Load a stage's page; what stands in each of its fields is what was seen from now on."""
        answer = self.ask("GET", f"/w/{self.slug}/stages/{page}/")
        if answer.status != 200:
            raise NoReceipt(f"page {page}: {answer.status}")
        self.html = answer.body.decode()
        return self._saw(self.html)

    def _saw(self, html: str) -> dict[str, tuple[str, ...]]:
        found = {name: tuple(sorted(ids.split())) for name, ids in SEES.findall(html)}
        self.sees |= found
        return found

    def say(self, field: str, *, id: str = "", **value: Any) -> Said:  # noqa: A002 - its name
        """Write into a field: kept here, to be sent with what else waits."""
        key = id or str(UUID(int=self.chance.getrandbits(128), version=4))
        said = Said(key, field, self.sees.get(field, ()), value)
        self.said[key] = self.waiting[key] = said
        self.sees[field] = (key,)
        return said

    def send(self, entries: Sequence[Said] | None = None) -> list[Receipt]:
        """Send what waits (or just these); NoReceipt unless the answer names every one of them."""
        sent = list(self.waiting.values())[:MAX_AT_ONCE] if entries is None else list(entries)
        self.requests += 1
        try:
            receipts = self._receipts([each.text for each in sent], self._post(sent))
        except NoReceipt:
            self.unanswered += 1
            raise
        for said, receipt in zip(sent, receipts, strict=True):
            self._settle(said, receipt)
        return receipts

    def _post(self, sent: Sequence[Said]) -> dict[str, Any]:
        about = {"page": self.page, "since": self.version}
        answer = self.post({**about, "entries": [each.text for each in sent]})
        if answer.status != 200:
            raise NoReceipt(f"{answer.status}: {answer.body[:200]!r}")
        try:
            told = json.loads(answer.body)
        except ValueError:
            raise NoReceipt("no JSON") from None
        if not isinstance(told, dict):
            raise NoReceipt("no object")
        return told

    def post(self, body: object) -> Answer:
        """Post to the sync address whatever it may be."""
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.ask("POST", f"/w/{self.slug}/sync/", body=text)

    def _receipts(self, texts: Sequence[str], told: dict[str, Any]) -> list[Receipt]:
        """The receipts in the order of `texts`, checked: count, ids, digests of the very bytes."""
        found = told.get("receipts")
        if not isinstance(found, list) or not told.get("count") == len(found) == len(texts):
            raise NoReceipt("not as many receipts as entries")
        receipts = []
        for text, each in zip(texts, found, strict=True):
            digest = hashlib.sha256(text.encode()).hexdigest()
            same = each["id"] == json.loads(text)["id"] and each["digest"] == digest
            if not same or each["outcome"] not in GOOD | OTHER:
                raise NoReceipt("a receipt for something else")
            names = (each["id"], each["outcome"], each["kept_as"], each["reason"])
            receipts.append(Receipt(*names, told["epoch"]))
        self.version = int(told["version"])
        self._saw(told["html"])
        self._after_restore(told["epoch"])
        return receipts

    def _after_restore(self, epoch: str) -> None:
        """Another epoch: the server may lack what it had acknowledged, so it is sent again."""
        for key, receipt in self.acknowledged.items():
            if receipt.epoch != epoch and key not in self.waiting:
                self.waiting[key] = self.said[key]

    def _settle(self, said: Said, receipt: Receipt) -> None:
        if not receipt.is_good:
            self.unkept[said.id] = receipt
            self.waiting.pop(said.id, None)
            return
        self.acknowledged[said.id] = receipt
        if self.waiting.get(said.id) == said:
            del self.waiting[said.id]

    def drain(self) -> None:
        """Send until nothing waits; after each failure wait longer, and longer for the answer."""
        end, failures = time.monotonic() + DEADLINE, 0
        while self.waiting:
            try:
                self.send()
                failures = 0
            except NoReceipt:
                assert time.monotonic() < end, f"{len(self.waiting)} entries never got a receipt"
                failures += 1
                self.patience = min(DEADLINE, self.patience * 1.2)
                time.sleep(self.wait(failures))

    def wait(self, failures: int) -> float:
        """Seconds to wait after this many failures: doubling, a little more or less each time."""
        return float(min(LONGEST_WAIT, 0.02 * 2**failures) * self.chance.uniform(0.7, 1.3))

    def ask(
        self,
        method: str,
        path: str,
        *,
        form: dict[str, str] | None = None,
        body: bytes = b"",
        kind: str = "sync",
    ) -> Answer:
        """One request on a kept-alive line; a broken line is NoReceipt, and the next is new.

        `form` is a form as a person's browser posts it; `body` is what a script posts, in JSON or,
        with `kind="form"`, as a form that is answered in JSON.
        """
        headers = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if form is not None:
            body = urlencode(form).encode()
            headers["Content-Type"] = FORM
        elif kind == "form":
            headers |= {"Content-Type": FORM, "Accept": "application/json"}
        elif method == "POST":
            headers |= {"Content-Type": "application/json", "X-Barnraise": "sync"}
        is_idle = self.line is not None and method == "GET"  # servers close lines that are idle
        try:
            if is_idle:
                with suppress(RemoteDisconnected):
                    return self._asked(method, path, body, headers)
                self.hang_up()
            return self._asked(method, path, body, headers)
        except (OSError, HTTPException, ValueError) as error:
            self.hang_up()
            raise NoReceipt(f"{type(error).__name__}: {error}") from None

    def _asked(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        if self.line is None:
            self.line = HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        self.line.request(method, path, body or None, headers)
        answer = self.line.getresponse()
        read = answer.read()
        self._take_cookies(answer.headers.get_all("Set-Cookie") or [])
        if answer.will_close:
            self.hang_up()
        return Answer(answer.status, read, answer.headers.get("Location") or "")

    def _take_cookies(self, given: Iterable[str]) -> None:
        for each in given:
            name, _equals, rest = each.partition("=")
            self.cookies[name.strip()] = rest.split(";")[0]

    def hang_up(self) -> None:
        """Drop the line; the next request opens another."""
        if self.line is not None:
            self.line.close()
        self.line = None

    def __del__(self) -> None:
        self.hang_up()
