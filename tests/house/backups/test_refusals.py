"""What is foreign, forged or from the future is refused in one sentence; live data stay."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from barnraise.house import instance_lock
from barnraise.house.backups import archive
from barnraise.house.env import UsageError
from tests.house.backups import forge
from tests.house.backups.conftest import Install
from tests.house.backups.forge import Members

pytestmark = pytest.mark.alike

ENTRIES = "workbook.entry"


def edited(change: Callable[[Any], Any]) -> Callable[[Members], Members]:
    """A forgery of the list of contents alone."""

    def forgery(found: Members) -> Members:
        said = forge.manifest(found)
        change(said)
        return forge.told(found, said)

    return forgery


def without(table: str, number: int) -> Callable[[Members], Members]:
    """A forgery that leaves out one row."""

    def forgery(found: Members) -> Members:
        lines = found[f"rows/{table}.jsonl"].splitlines(keepends=True)
        del lines[number]
        return forge.with_rows(found, table, b"".join(lines))

    return forgery


def other(table: str, **fields: Any) -> Callable[[Members], Members]:
    """A forgery of one row."""
    return lambda found: forge.changed(found, table, 0, **fields)


def rows(table: str, content: bytes) -> Callable[[Members], Members]:
    """A forgery of a whole table."""
    return lambda found: forge.with_rows(found, table, content)


FORGERIES: dict[str, tuple[Callable[[Members], Members], str]] = {
    "a newer format": (
        edited(lambda m: m.update(format=2, program="9.1")),
        "newer Barnraise (9.1)",
    ),
    "a newer migration": (
        edited(lambda m: m["migrations"].append(["workbook", "0999_later"])),
        "newer Barnraise",
    ),
    "a migration left out": (
        edited(lambda m: m["migrations"].remove(["ledger", "0001_permit"])),
        "gaps",
    ),
    "a word it does not know": (edited(lambda m: m.update(color="red")), "cannot be read"),
    "a format that is no number": (edited(lambda m: m.update(format="x")), "cannot be read"),
    "a count that is no number": (
        edited(lambda m: m["tables"][0].update(rows=True)),
        "cannot be read",
    ),
    "a table of another name": (
        edited(lambda m: m["tables"][0].update(name="../../etc/passwd")),
        "cannot be read",
    ),
    "a table left out": (edited(lambda m: m["tables"].pop()), "no Barnraise put there"),
    "a table twice": (edited(lambda m: m["tables"].append(m["tables"][0])), "cannot be read"),
    "deep nesting": (
        lambda found: {**found, "manifest.json": b"[" * 100_000},
        "cannot be read",
    ),
    "a field it does not know": (other(ENTRIES, mood="good"), "other fields"),
    "a row that is no object": (rows(ENTRIES, b"3\n"), "not an object"),
    "a row that is no JSON": (rows(ENTRIES, b"{\n"), "cannot be read"),
    "a number too large": (other(ENTRIES, id=2**70), "cannot be read"),
    "an id that is none": (other(ENTRIES, key="x"), "cannot be read"),
    "a reference to nothing": (other(ENTRIES, by_id=999_999), "cannot be read"),
    "the same row twice": (
        lambda found: forge.with_rows(found, ENTRIES, 2 * found[f"rows/{ENTRIES}.jsonl"]),
        "cannot be read",
    ),
    "other words in an entry": (other(ENTRIES, value={"text": "forged"}), "not what was received"),
    "an entry left out": (without(ENTRIES, 1), "damaged"),
    "a standing line left out": (without("workbook.standing", 0), "what stands"),
    "logs that say otherwise": (rows("logs", b"{}\n"), "logs came back other"),
}


@pytest.mark.parametrize(("forgery", "sentence"), FORGERIES.values(), ids=FORGERIES)
def test_a_forged_backup_is_refused_in_one_sentence(
    install: Install, forgery: Callable[[Members], Members], sentence: str
) -> None:
    path, before = install.back_up(), install.state()
    forge.forge(path, forgery(forge.members(path)))
    with pytest.raises(UsageError) as refused:
        install.restore(path)
    assert sentence in str(refused.value)
    assert len(str(refused.value)) < 400
    assert install.state() == before


def test_the_forger_changes_nothing_by_himself(install: Install) -> None:
    path = install.back_up()
    forge.forge(path, forge.members(path))
    assert install.restore(path) is not None


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "rows/../../outside", "more.json"])
def test_a_member_that_would_lead_elsewhere_is_refused(install: Install, name: str) -> None:
    path = install.back_up()
    forge.forge(path, forge.members(path), (name, b"x"))
    with pytest.raises(UsageError, match="no Barnraise put there"):
        install.restore(path)
    assert not (install.data.parent / "outside").exists()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_comes_twice_is_refused(install: Install) -> None:
    path = install.back_up()
    forge.forge(path, forge.members(path), (f"rows/{ENTRIES}.jsonl", b""))
    with pytest.raises(UsageError, match=r"is damaged|twice"):
        install.restore(path)


def test_a_bomb_ends_at_its_first_line(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_LINE", 1_000_000)
    path = install.back_up()
    bomb = forge.with_rows(forge.members(path), ENTRIES, b" " * 50_000_000)
    forge.forge(path, bomb)
    assert path.stat().st_size < 200_000
    with pytest.raises(UsageError, match="too long"):
        install.restore(path)


def test_more_than_the_disk_can_hold_is_refused_before_anything_is_unpacked(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = install.back_up()
    monkeypatch.setattr("shutil.disk_usage", lambda folder: type("Usage", (), {"free": 10})())
    with pytest.raises(UsageError, match="free disk"):
        install.restore(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"SQLite format 3\x00" + b"\x00" * 200, "is not a backup made by Barnraise"),
        (b"A letter to the landlord.\n", "is not a backup made by Barnraise"),
        (b"PK\x03\x04", "is cut off"),
    ],
)
def test_what_is_no_backup_is_told_apart(install: Install, content: bytes, sentence: str) -> None:
    path = install.data / "foreign"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=sentence):
        install.restore(path)


def test_another_programs_archive_is_foreign(install: Install) -> None:
    path = install.data / "photos.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": 1}))
    with pytest.raises(UsageError, match="is not a backup made by Barnraise"):
        install.restore(path)


def test_nothing_is_restored_under_a_running_server(install: Install) -> None:
    path, before = install.back_up(), install.state()
    with (
        instance_lock.hold(install.data),
        pytest.raises(UsageError, match="is running on the data folder"),
    ):
        install.restore(path)
    assert install.state() == before


def test_a_file_that_is_not_there_is_said_by_its_name(install: Install, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        install.restore(tmp_path / "nowhere.barn")
