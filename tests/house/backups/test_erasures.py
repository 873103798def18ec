"""Backups and what was removed for good: none made later holds it, none made earlier revives it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from barnraise.house.backups import erasures, integrity
from barnraise.house.backups.erasure_list import list_erasures
from barnraise.house.backups.restore import NOTHING_KNOWN, UNREADABLE
from barnraise.ledger.models import Removed
from barnraise.ledger.receipt import Outcome
from barnraise.partnerships.models import Member, Partnership
from barnraise.workbook.erasure.erase import What, erase
from barnraise.workbook.erasure.remove_workbook import remove
from barnraise.workbook.models import Entry, Workbook
from tests.cast import a_draft, an_item
from tests.house.backups.conftest import Install
from tests.house.backups.forge import members

SECRET = "Maria Lopez is nine"


@pytest.fixture(autouse=True)
def nothing_removed(install: Install) -> Iterator[None]:
    yield
    Removed.objects.all().delete()


def told(install: Install) -> str:
    """A note with words that have to go; answers its field."""
    field = an_item("note")
    install.table.workbook.keep([a_draft(field, text=SECRET)], by=install.table.writer)
    return field


def whole(install: Install) -> str:
    """Every row of every table, as a backup writes it."""
    path = install.back_up(f"{uuid4().hex}.barn")
    text = b"".join(members(path).values()).decode()
    path.unlink()
    return text


def test_a_backup_made_afterwards_does_not_hold_it(install: Install) -> None:
    field = told(install)
    assert SECRET in whole(install)
    erase(install.table.workbook, What(field, names=True), by=install.table.keeper)
    assert SECRET not in whole(install)
    path = install.back_up()
    assert install.restore(path) is not None
    assert not list(integrity.troubles("default"))


def test_an_older_backup_restored_here_is_rid_of_it_again(install: Install) -> None:
    field = told(install)
    key = Entry.objects.get(field=field).key
    path = install.back_up()
    erase(install.table.workbook, What(field), by=install.table.keeper)
    done = install.restore(path)
    assert done is not None
    assert (done.erased, done.unknown) == (1, "")
    assert SECRET not in whole(install)
    assert not list(integrity.troubles("default"))
    workbook = Workbook.objects.get(pk=install.table.workbook.pk)
    [receipt] = workbook.keep([a_draft(field, text="x")], by=install.table.writer)
    assert receipt.outcome is Outcome.STORED
    again = workbook.entries.get(key=key)
    assert (again.value, again.digest) == ({}, "")
    assert workbook.erasures.get().name == "Ana"
    assert SECRET.encode() not in database()


def database() -> bytes:
    """The bytes of the live database's files; nothing on PostgreSQL."""
    if connection.vendor != "sqlite":
        return b""
    path = Path(str(settings.DATABASES["default"]["TEST"]["NAME"]))
    return b"".join(
        each.read_bytes() for each in (path, path.with_name(f"{path.name}-wal")) if each.exists()
    )


def test_a_device_that_re_sends_what_the_backup_never_had_is_told_erased(install: Install) -> None:
    path = install.back_up()
    said = a_draft(an_item("note"), text=SECRET)
    install.table.workbook.keep([said], by=install.table.writer)
    erase(install.table.workbook, What(said.field), by=install.table.keeper)
    install.restore(path)
    workbook = Workbook.objects.get(pk=install.table.workbook.pk)
    [receipt] = workbook.keep([said], by=install.table.writer)
    assert receipt.outcome is Outcome.ERASED


def test_a_fresh_machine_knows_it_by_the_list_beside_the_backup(install: Install) -> None:
    field = told(install)
    path = install.back_up()
    erase(install.table.workbook, What(field, names=True), by=install.table.keeper)
    erasures.write_list(path.parent, erasures.in_database("default"))
    assert list((install.data).glob("erased.jsonl"))
    listed = (install.data / "erased.jsonl").read_text()
    for word in (SECRET, "Ben", "Ana", "Lakeside"):
        assert word not in listed
    _forget_all(install)
    done = install.restore(path)
    assert done is not None
    assert done.erased == 1
    assert SECRET not in whole(install)
    assert Member.objects.get(pk=install.table.writer.pk).signature == ("", "")


def _forget_all(install: Install) -> None:
    """Another machine: its database knows nothing of this one."""
    remove(install.table.workbook)
    Removed.objects.all().delete()


def test_a_removed_workbook_does_not_come_back(install: Install) -> None:
    told(install)
    slug, path = install.table.slug, install.back_up()
    remove(install.table.workbook)
    done = install.restore(path)
    assert done is not None
    assert done.erased == 4
    assert not Partnership.objects.filter(slug=slug).exists()
    assert len(Removed.objects.get(name=slug).known_to) == 2
    assert SECRET not in whole(install)


def test_a_removed_workbook_is_known_by_the_list_too(install: Install) -> None:
    slug, path = install.table.slug, install.back_up()
    remove(install.table.workbook)
    erasures.write_list(path.parent, erasures.in_database("default"))
    Removed.objects.all().delete()
    assert install.restore(path) is not None
    assert not Partnership.objects.filter(slug=slug).exists()
    assert len(Removed.objects.get(name=slug).known_to) == 2


def test_where_it_cannot_be_known_it_is_said(install: Install) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL is always there to be asked")
    path = install.back_up()
    live = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    for each in live.parent.glob(f"{live.name}*"):
        each.unlink()
    done = install.restore(path)
    assert done is not None
    assert done.unknown == NOTHING_KNOWN


def test_a_damaged_database_is_said_to_be_one(install: Install) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("damages an SQLite file")
    path = install.back_up()
    live = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    for each in live.parent.glob(f"{live.name}-*"):
        each.unlink()
    live.write_bytes(b"not a database at all" * 400)
    done = install.restore(path)
    assert done is not None
    assert done.unknown == UNREADABLE
    with closing(sqlite3.connect(live)) as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_running_server_writes_the_list_at_once(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA", install.data)
    field = told(install)
    erase(install.table.workbook, What(field), by=install.table.keeper)
    list_erasures()
    [line] = (install.data / "backups" / "erased.jsonl").read_text().splitlines()
    assert json.loads(line)["field"] == field


def test_a_list_only_grows_and_bad_lines_are_counted(tmp_path: Path) -> None:
    one, two = erasures.Erasures(), erasures.Erasures()
    one.removed["aaaaaaaaaa"] = (timezone.now(), ())
    two.removed["bbbbbbbbbb"] = (timezone.now(), ())
    for each in (one, two, one):
        erasures.write_list(tmp_path, each)
    path = tmp_path / erasures.NAME
    path.write_text(path.read_text() + "not a line\n[]\n{}\n")
    found = erasures.in_list(path)
    assert sorted(found.removed) == ["aaaaaaaaaa", "bbbbbbbbbb"]
    assert found.unread == ["not a line", "[]", "{}"]
    erasures.write_list(tmp_path, one)
    assert erasures.in_list(path) == found
