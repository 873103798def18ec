"""An install of an earlier version comes forward with all it holds; its open pages still save."""

import gzip
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.deadline import DEADLINE
from tests.house.commands import barnraise, free_port, said_until, serving

VERSIONS = sorted(path.parent for path in Path(__file__).parent.glob("*/said.json"))
ENTRIES = "select version, key, field, digest from workbook_entry order by version"
STANDING = """
    select standing.field, entry.key from workbook_standing standing
    join workbook_entry entry on entry.id = standing.entry_id
"""

pytestmark = pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.name)


@dataclass(frozen=True)
class Page:
    """A browser whose page was loaded from the earlier version."""

    port: int
    slug: str
    cookie: str

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        line = HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        headers |= {"Cookie": self.cookie, "Origin": f"http://127.0.0.1:{self.port}"}
        line.request(method, f"/w/{self.slug}/{path}", body.encode(), headers)
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        return answer.status, text

    def send(self, field: str, sees: list[str], **value: str) -> dict[str, str]:
        """One entry in the shape that version sent; its receipt."""
        entry = {"id": str(uuid4()), "field": field, "sees": sees, "value": value}
        body = json.dumps({"page": "1", "since": 0, "entries": [json.dumps(entry)]})
        kind = {"Content-Type": "application/json", "X-Barnraise": "sync"}
        status, text = self.ask("POST", "sync/", body, **kind)
        assert status == 200, text
        receipt: dict[str, str] = json.loads(text)["receipts"][0]
        return receipt


def said_in(version: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((version / "said.json").read_text(encoding="utf-8"))
    return found


def unpacked(version: Path, data: Path) -> Path:
    """The data folder as that version left it."""
    data.mkdir()
    for name in ("links.key", "secret.key"):
        shutil.copy(version / name, data / name)
    with gzip.open(version / "barnraise.sqlite3.gz") as packed:
        (data / "barnraise.sqlite3").write_bytes(packed.read())
    return data


@contextmanager
def page_of(version: Path, data: Path) -> Iterator[Page]:
    """The server of today on that data, and a page of then."""
    said, port = said_in(version), free_port()
    with serving(data, port) as process:
        said_until(process, "Barnraise is at")
        yield Page(port, said["slug"], f"{said['cookie']}={said['secret']}")


def rows(data: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(data / "barnraise.sqlite3")) as database:
        return database.execute(query).fetchall()


def assert_all_is_there(version: Path, data: Path) -> None:
    [book] = said_in(version)["workbooks"]
    there = [[number, key, field, digest] for number, key, field, digest in rows(data, ENTRIES)]
    then = [[n, key.replace("-", ""), field, digest] for n, key, field, digest in book["entries"]]
    assert there[: len(then)] == then
    standing: dict[str, list[str]] = {}
    for field, key in sorted(rows(data, STANDING)):
        standing.setdefault(field, []).append(key)
    stood = {f: [key.replace("-", "") for key in keys] for f, keys in book["standing"].items()}
    assert standing == stood


def test_its_database_is_taken_on_and_nothing_is_missing(version: Path, tmp_path: Path) -> None:
    data = unpacked(version, tmp_path / "data")
    with page_of(version, data) as page:
        status, text = page.ask("GET", "")
        assert status == 200
        assert "Juniper Bend" in text
        assert page.ask("GET", "stages/1/")[0] == 200
    assert_all_is_there(version, data)
    looked = barnraise(data, "doctor")
    assert looked.returncode == 0, looked.stdout + looked.stderr


def test_a_page_that_was_open_then_still_saves(version: Path, tmp_path: Path) -> None:
    data = unpacked(version, tmp_path / "data")
    seen = said_in(version)["text"]
    with page_of(version, data) as page:
        assert (
            page.send("text/text-1", seen, text="Joined after the update.")["outcome"] == "stored"
        )
        assert page.send("answer/goal", [], choice="yes")["outcome"] == "stored"
    found = rows(data, STANDING + "where standing.field = 'text/text-1'")
    assert len(found) == 1, "what the page saw is replaced"


def test_its_backup_can_be_restored(version: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    done = barnraise(data, "restore", "--yes", str(version / "all.backup"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert_all_is_there(version, data)
    with page_of(version, data) as page:
        assert page.ask("GET", "")[0] == 200
