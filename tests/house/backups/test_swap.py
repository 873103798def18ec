"""Putting a copy in the place of a SQLite database: an open one is left, a damaged one replaced."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from barnraise.house.backups.errors import BackupError
from tests.house.backups.conftest import Install

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL has no file to put in place"
)


def live() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def cleaned(done: Any) -> list[Path]:
    """The old databases, which a test leaves nowhere."""
    kept = [path for path in done.kept if ".key." not in path.name]
    for path in kept:
        path.unlink()
    return kept


def test_a_database_that_another_program_has_open_is_left_alone(install: Install) -> None:
    path = install.back_up()
    install.say_more()
    before = install.state()
    with closing(sqlite3.connect(live())) as other:
        other.execute("SELECT count(*) FROM workbook_entry").fetchone()
        with pytest.raises(BackupError, match="Another program has the database open"):
            install.restore(path)
    assert install.state() == before


def test_a_damaged_database_is_replaced_and_what_was_there_is_kept(install: Install) -> None:
    path, before = install.back_up(), install.state()
    connection.close()
    damaged = b"no database at all " * 500
    live().write_bytes(damaged)
    (wal := live().with_name(live().name + "-wal")).write_bytes(b"an old log")
    done = install.restore(path)
    assert done is not None
    assert install.state() == before
    [kept] = [path for path in done.kept if ".key." not in path.name]
    assert kept.read_bytes() == damaged
    assert not wal.exists() or wal.read_bytes() != b"an old log"
    cleaned(done)


def test_the_old_database_holds_what_was_said_until_then(install: Install) -> None:
    path = install.back_up()
    install.say_more(5)
    done = install.restore(path)
    assert done is not None
    with closing(sqlite3.connect(done.kept[0])) as old:
        assert old.execute("SELECT count(*) FROM workbook_entry").fetchone() == (8,)
    assert len(cleaned(done)) == 1


def test_the_new_database_is_in_the_mode_in_which_readers_and_writer_do_not_meet(
    install: Install,
) -> None:
    done = install.restore(install.back_up())
    with closing(sqlite3.connect(live())) as new:
        assert new.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    cleaned(done)
