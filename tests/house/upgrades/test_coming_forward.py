"""An install of an earlier version comes forward with all it holds, by its database or a backup."""

from pathlib import Path

import pytest

from tests.house.commands import barnraise
from tests.house.upgrades.frozen import (
    VERSIONS,
    Version,
    assert_all_is_there,
    keeper_of,
    name_of,
    served,
    versions_with,
)

PARTS = ("pages.json", "outbox.json", "gone", "words", "removed_words", "text")


def assert_pages_open(version: Version, data: Path) -> None:
    with served(data) as port:
        for book in version.books:
            keeper = keeper_of(version, book, port)
            overview = keeper.get("")
            assert overview.status == 200
            assert book.get("name", "Juniper Bend").split("·")[0].split("&")[0] in overview.text
            assert keeper.get("stages/1/").status == 200


@pytest.mark.parametrize("version", VERSIONS, ids=name_of)
def test_its_database_is_taken_on_and_nothing_is_missing(version: Version, tmp_path: Path) -> None:
    data = version.unpack(tmp_path / "data")
    assert_pages_open(version, data)
    assert_all_is_there(version, data)
    looked = barnraise(data, "doctor")
    assert looked.returncode == 0, looked.stdout + looked.stderr


@pytest.mark.parametrize("version", VERSIONS, ids=name_of)
def test_its_backup_can_be_restored(version: Version, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    done = barnraise(data, "restore", "--yes", str(version.path("all.backup")))
    assert done.returncode == 0, done.stdout + done.stderr
    assert_all_is_there(version, data)
    assert_pages_open(version, data)


def test_the_newest_folder_holds_every_part() -> None:
    """Else a test beside this one would pass because nothing was there to try."""
    newest = VERSIONS[-1]
    assert [part for part in PARTS if newest not in versions_with(part)] == []
    assert all(book["file"] and book["paper"] for book in newest.books)
