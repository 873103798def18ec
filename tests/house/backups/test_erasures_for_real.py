"""Real processes from end to end: write, back up, remove for good, restore the older backup."""

import json
import re
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener
from uuid import uuid4

from tests.deadline import DEADLINE
from tests.house.commands import barnraise, free_port, said_until, serving
from tests.house.install import copy_install

TEXT = "text/partner-text-1"
ENTRY = json.dumps({"id": str(uuid4()), "field": TEXT, "sees": [], "value": {"text": "Maria"}})


class Person:
    """Somebody with a browser that has no script, and a device that sends what it kept."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        return self._asked(Request(self.address + path))[1]

    def post(self, path: str, page: str, **fields: str) -> str:
        """Post a form of `page`; answers the address it led to."""
        found = re.search('csrfmiddlewaretoken" value="([^"]+)"', self.get(page))
        assert found
        body = urlencode({"csrfmiddlewaretoken": found[1], **fields}).encode()
        return self._send(path, body)[0]

    def sync(self, slug: str) -> str:
        """Send the entry; answers what became of it."""
        body = json.dumps({"page": "1", "since": 0, "entries": [ENTRY]}).encode()
        headers = {"X-Barnraise": "sync", "Content-Type": "application/json"}
        said = json.loads(self._send(f"/w/{slug}/sync/", body, **headers)[1])
        return str(said["receipts"][0]["outcome"])

    def _send(self, path: str, body: bytes, **headers: str) -> tuple[str, str]:
        headers = {"Origin": self.address, **headers}
        return self._asked(Request(self.address + path, body, headers))

    def _asked(self, request: Request) -> tuple[str, str]:
        with self.browser.open(request, timeout=DEADLINE) as answer:
            return answer.geturl(), answer.read().decode()


def holding(data: Path) -> list[str]:
    """The files of the data folder that hold the word."""
    found = (path for path in data.rglob("*") if path.is_file() and path.suffix != ".barn")
    return [path.name for path in found if b"Maria" in path.read_bytes()]


def test_what_was_removed_for_good_stays_removed_through_a_restore(tmp_path: Path) -> None:
    data, port, old = copy_install(tmp_path / "data"), free_port(), str(tmp_path / "old.barn")
    person = Person(f"http://127.0.0.1:{port}")
    with serving(data, port) as process:
        said_until(process, "Barnraise is at")
        slug = person.post("/workbooks/", "/", name="Juniper Bend").split("/")[4]
        assert person.sync(slug) == "stored"
        assert barnraise(data, "backup", "-o", old).returncode == 0
        assert holding(data)
        page = f"/w/{slug}/erasing/{TEXT}/"
        person.post(page, page, scope="every", words="on")
        assert person.sync(slug) == "erased"
        assert holding(data) == []
        assert slug in (data / "backups" / "erased.jsonl").read_text()
    done = barnraise(data, "restore", old, "--yes", "--json")
    assert json.loads(done.stdout)["erased_again"] == 1, done.stderr
    assert holding(data) == []
    assert json.loads(barnraise(data, "doctor", "--json").stdout)["ok"]
    with serving(data, port) as process:
        said_until(process, "Barnraise is at")
        assert person.sync(slug) == "erased"
        assert "removed 1 version for good" in person.get(f"/w/{slug}/history/{TEXT}/")
