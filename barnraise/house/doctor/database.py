"""The database itself: whether it opens, is whole, and fits this version of the program."""

from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError
from django.db.backends.base.base import BaseDatabaseWrapper

from barnraise.house.backups import schema
from barnraise.house.doctor.findings import Finding, error, warning

RESTORE = "Stop the server, keep a copy of the data folder, and restore the newest backup."


def findings(connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    """What is wrong with its pages, its references and its settings."""
    if connection.vendor == "sqlite":
        yield from _whole(connection)
    else:
        yield from _durable(connection)
    try:
        connection.check_constraints()
    except IntegrityError as found:
        yield error(f"A row points to one that is not there: {_short(found)}", RESTORE)


def _whole(connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    answers = [row[0] for row in _asked(connection, "PRAGMA integrity_check(5)")]
    if answers != ["ok"]:
        yield error(f"The database file is damaged: {answers[0]}.", RESTORE)


def _durable(connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    [[mode]] = _asked(connection, "SHOW synchronous_commit")
    if mode == "off":
        yield error(
            "PostgreSQL answers before a save is on disk (synchronous_commit is off).",
            "Set synchronous_commit = on, for this database at least.",
        )


def _asked(connection: BaseDatabaseWrapper, question: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def fit(connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    """Whether its tables are those of this version; while they are not, nobody can read them."""
    nodes = schema.applied(connection)
    if schema.unknown(nodes):
        yield error(
            "The database was written by a newer Barnraise.", "Update the program, then look again."
        )
    elif waiting := schema.waiting(connection):
        yield warning(
            f"The database is {waiting} steps behind this version, so its contents were not "
            "looked at.",
            "`barnraise run` brings it up to date; make a backup before.",
        )


def _short(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
