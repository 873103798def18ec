"""An install as an earlier version left it: its data folder, what it held, and who knew it."""

import gzip
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.house.commands import free_port, said_until, serving
from tests.house.install import copy_assets
from tests.house.upgrades.browser import Browser

OF_WORKBOOK = """
    join workbook_workbook book on book.id = entry.log_id
    join partnerships_partnership partnership on partnership.id = book.partnership_id
    where partnership.slug = ?
"""
ENTRIES = f"""
    select entry.version, entry.key, entry.field, entry.digest from workbook_entry entry
    {OF_WORKBOOK} order by entry.version
"""
STANDING = f"""
    select entry.field, entry.key, entry.value from workbook_standing standing
    join workbook_entry entry on entry.id = standing.entry_id {OF_WORKBOOK}
"""
LISTS = {"erased.jsonl": "backups"}  # where in the data folder it lies

Row = tuple[Any, ...]
Book = dict[str, Any]


@dataclass(frozen=True)
class Version:
    """A folder of this place."""

    folder: Path

    def path(self, name: str) -> Path:
        return self.folder / name

    def json(self, name: str) -> Any:
        return json.loads(self.path(name).read_text(encoding="utf-8"))

    @cached_property
    def said(self) -> dict[str, Any]:
        """What was there, and how it was known."""
        return dict(self.json("said.json"))

    @property
    def books(self) -> list[Book]:
        return list(self.said["workbooks"])

    def links_of(self, book: Book) -> dict[str, str]:
        """The paths of its links, by role; an early folder holds the keeper's token alone."""
        return dict(book.get("paper") or {"keeper": f"/open/{self.said['token']}/"})

    def unpack(self, data: Path) -> Path:
        """The data folder as that version left it."""
        data.mkdir()
        for name in ("links.key", "secret.key"):
            shutil.copy(self.path(name), data / name)
        for name, where in LISTS.items():
            if self.path(name).exists():
                (data / where).mkdir()
                shutil.copy(self.path(name), data / where / name)
        with gzip.open(self.path("barnraise.sqlite3.gz")) as packed:
            (data / "barnraise.sqlite3").write_bytes(packed.read())
        return data


VERSIONS = sorted(
    (Version(path.parent) for path in Path(__file__).parent.glob("*/said.json")),
    key=lambda version: version.folder.name,
)


def versions_with(name: str) -> list[Version]:
    """Those whose folder has such a file, or whose list of what was there has such a word."""
    return [each for each in VERSIONS if each.path(name).exists() or name in each.said]


def name_of(version: Version) -> str:
    return version.folder.name


@contextmanager
def served(data: Path) -> Iterator[int]:
    """The port of the server of today on that data; it takes styles and scripts from another."""
    if not (data / "assets").exists():
        copy_assets(data)
    port = free_port()
    with serving(data, port) as process:
        said_until(process, "Barnraise is at")
        yield port


def keeper_of(version: Version, book: Book, port: int) -> Browser:
    """A browser that came by the keeper's link."""
    browser = Browser(port)
    browser.open_link(version.links_of(book)["keeper"])
    return browser


def rows(data: Path, query: str, slug: str) -> list[Row]:
    with closing(sqlite3.connect(data / "barnraise.sqlite3")) as database:
        return database.execute(query, [slug]).fetchall()


def standing_values(data: Path, slug: str) -> dict[str, list[Any]]:
    """What stands in each field, in an order of its own."""
    standing: dict[str, list[Any]] = {}
    for field, _key, value in rows(data, STANDING, slug):
        standing.setdefault(field, []).append(json.loads(value))
    return {field: in_order(values) for field, values in standing.items()}


def in_order(values: list[Any]) -> list[Any]:
    return sorted(values, key=lambda value: json.dumps(value, sort_keys=True))


def assert_all_is_there(version: Version, data: Path) -> None:
    """Every entry in its place, and the same ones standing."""
    for book in version.books:
        slug = book["slug"]
        there = [list(row) for row in rows(data, ENTRIES, slug)]
        then = [[n, bare(key), field, digest] for n, key, field, digest in book["entries"]]
        assert there[: len(then)] == then
        standing: dict[str, list[str]] = {}
        for field, key, _value in rows(data, STANDING, slug):
            standing.setdefault(field, []).append(key)
        stood = {field: sorted(map(bare, keys)) for field, keys in book["standing"].items()}
        assert {field: sorted(keys) for field, keys in standing.items()} == stood


def bare(key: str) -> str:
    """An entry's id as SQLite holds it."""
    return key.replace("-", "")
