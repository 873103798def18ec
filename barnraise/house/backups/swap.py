"""Puts a verified copy in the place of the live data: all of it or nothing."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.core.management.color import no_style
from django.db import connection, connections

from barnraise.house.atomic_file import sync_folder
from barnraise.house.backups import rows, schema
from barnraise.house.backups.errors import BackupError
from barnraise.house.backups.staging import Staged, digest, empty
from barnraise.ledger.removal import removal

IN_USE = "Another program has the database open. Stop it, then restore again."


def swap(copy: Staged, live: Path, stamp: str) -> Path | None:
    """SQLite: the copy takes the live file's name; answers the name the old one now has."""
    copy.connection.close()
    _settle(copy.path)
    kept = live.with_name(f"{live.name}.before-restore-{stamp}") if live.exists() else None
    if kept:
        connections.close_all()
        _fold(live)
        for end in ("-wal", "-shm"):  # only a damaged database still has them
            if (beside := live.with_name(live.name + end)).exists():
                beside.rename(kept.with_name(kept.name + end))
        _name_too(live, kept)
    owned_like(copy.path, kept or live.parent)
    copy.path.replace(live)
    sync_folder(live.parent)
    return kept


def _name_too(live: Path, kept: Path) -> None:
    """Give the old file its second name; where files have only one, there is a gap between."""
    try:
        os.link(live, kept)
    except OSError:
        live.rename(kept)


def owned_like(file: Path | int, model: Path) -> None:
    """Let the server's user own what root restored."""
    if os.name != "nt" and os.geteuid() == 0:
        owner = model.stat()
        os.chown(file, owner.st_uid, owner.st_gid)


def _fold(live: Path) -> None:
    """Bring all of a database into its one file; another program that has it open refuses that.

    Otherwise the old write-ahead log would be replayed into the new file.
    """
    try:
        with closing(sqlite3.connect(live, timeout=5)) as old:
            [mode] = old.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise BackupError(IN_USE) from error
    except sqlite3.DatabaseError:
        pass  # damaged, which is why somebody restores
    else:
        if mode != "delete":
            raise BackupError(IN_USE)


def _settle(path: Path) -> None:
    """Bring the copy to disk, in the mode in which readers and the writer do not meet."""
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode=WAL")
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def refill(copy: Staged) -> None:
    """PostgreSQL: one transaction takes out every row and puts in the copy's."""
    schema.migrate(connection)
    tables = schema.tables_at(schema.applied(copy.connection))
    with removal("restoring a backup"):
        empty(tables, connection)
        for table in tables:
            fields, writer = table.fields, rows.TableWriter(table, connection)
            for line in rows.lines(table, copy.connection.alias):
                writer.add(rows.values(line, fields))
            writer.flush()
        _renumber(tables)
        connection.check_constraints()
        _check(tables, copy.connection.alias)


def _renumber(tables: list[schema.BackupTable]) -> None:
    """Let new rows be numbered after the ones that came."""
    models = [table.model for table in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _check(tables: list[schema.BackupTable], using: str) -> None:
    for table in tables:
        there = digest(rows.lines(table, using))
        if digest(rows.lines(table, connection.alias)) != there:
            raise BackupError(f"{table.name} did not come out as it was; nothing was changed.")


def others() -> int:
    """How many other programs are connected to this PostgreSQL database now."""
    ask = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    with connection.cursor() as cursor:
        cursor.execute(ask)
        [count] = cursor.fetchone()
    return int(count)
