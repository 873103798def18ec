"""Raises a backup aside, in a database of its own, and compares it with what was written down."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from barnraise.house.backups import archive, connections, integrity, logs, rows, schema
from barnraise.house.backups.archive import Backup
from barnraise.house.backups.errors import BackupError, legible
from barnraise.house.backups.schema import BackupTable
from barnraise.house.startup import Say

NAME = "barnraise.sqlite3"
PERMIT = "ledger.permit"


@dataclass(frozen=True)
class Staged:
    """A verified copy in a database beside the live one, at this program's schema."""

    backup: Backup
    connection: BaseDatabaseWrapper
    path: Path


@contextmanager
def staged(path: Path, folder: Path, say: Say) -> Iterator[Staged]:
    """The backup as a database, gone again with the block; BackupError when anything differs.

    `folder` is on the disk where the database would belong in the end.
    """
    with (
        archive.open_archive(path) as backup,
        tempfile.TemporaryDirectory(prefix=".restoring-", dir=folder) as place,
        connections.aside(Path(place) / NAME) as connection,
    ):
        _check_room(backup, folder)
        say(f"raising {backup.manifest.rows:,} rows aside")
        _fill(backup, connection)
        schema.migrate(connection)
        if wrong := list(integrity.troubles(connection.alias)):
            raise BackupError(f"{path} holds a database that is not sound: {wrong[0]}")
        yield Staged(backup, connection, Path(place) / NAME)


def _check_room(backup: Backup, folder: Path) -> None:
    needed = 2 * sum(part.bytes for part in backup.manifest.parts)
    if shutil.disk_usage(folder).free < needed:
        raise BackupError(f"Restoring needs {needed / 1e6:,.0f} MB of free disk at {folder}.")


def _fill(backup: Backup, connection: BaseDatabaseWrapper) -> None:
    nodes = backup.manifest.migrations
    schema.migrate(connection, nodes)
    if schema.applied(connection) != sorted(nodes):
        raise BackupError(f"{backup.path} is damaged: its list of migrations has gaps.")
    tables = schema.tables_at(nodes)
    _check_tables(backup, tables)
    parts = {part.name: part for part in backup.manifest.tables}
    with legible(backup.path, "a row"), transaction.atomic(using=connection.alias):
        empty(tables, connection)
        for table in tables:
            fields, writer = table.fields, rows.TableWriter(table, connection)
            for line in backup.lines(parts[table.name]):
                writer.add(rows.values(line, fields))
            writer.flush()
        connection.check_constraints()
    compare(backup, tables, connection.alias)


def _check_tables(backup: Backup, tables: list[BackupTable]) -> None:
    theirs = {part.name for part in backup.manifest.tables}
    if odd := sorted(theirs.symmetric_difference(table.name for table in tables)):
        raise BackupError(f"{backup.path} does not fit its own schema: {odd[0]}.")


def empty(tables: Iterable[BackupTable], connection: BaseDatabaseWrapper) -> None:
    """Remove every row, what points to others first; needs a permit where entries are kept."""
    quoted = connection.ops.quote_name
    names = [quoted(table.model._meta.db_table) for table in tables]
    with connection.cursor() as cursor:
        for name in reversed(names):
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - a table's name, quoted


def compare(backup: Backup, tables: list[BackupTable], using: str) -> None:
    """The rows of a database, written down again, are the very bytes the backup holds."""
    expected = {part.name: part.sha256 for part in backup.manifest.parts}
    found = {table.name: digest(rows.lines(table, using)) for table in tables}
    found["logs"] = digest(logs.checks(tables, using))
    for name, own in found.items():
        if own != expected[name]:
            raise BackupError(
                f"{backup.path} is damaged: {name} came back other than it was written."
            )


def digest(lines: Iterable[bytes]) -> str:
    """SHA-256 of all lines."""
    found = hashlib.sha256()
    for line in lines:
        found.update(line)
    return found.hexdigest()
