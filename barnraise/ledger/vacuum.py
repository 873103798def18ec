"""After words were erased: takes the bytes they stood in out of the database's files as well.

A database keeps old bytes for a while: SQLite in free space and in the write-ahead log, PostgreSQL
in dead rows. docs/explanation/erasing.md says what this reaches and what it does not.
"""

import logging

from django.db import DatabaseError, connection

from barnraise.ledger.writer import exclusive

log = logging.getLogger(__name__)

TIMEOUT = 2_000  # milliseconds to wait for readers, as of a running backup; writers wait as well


def scour(*tables: str) -> bool:
    """Write the database anew without them; whether all of it could be done.

    Call it outside a transaction. On SQLite writers wait meanwhile, about a second for 100 MB. When
    it cannot be done now (a full disk, a reader who stays), the hourly tidying tries the rest.
    """
    if connection.in_atomic_block:  # as in a test; whoever opened it may call this at its end
        return False
    try:
        return _postgresql(tables) if connection.vendor == "postgresql" else _sqlite()
    except DatabaseError:
        log.exception("erased words may still lie in free space of the database's files")
        return False


def _sqlite() -> bool:
    with exclusive(), connection.cursor() as cursor:
        cursor.execute("VACUUM")
        return _folded()


def fold() -> bool:
    """SQLite: bring the write-ahead log into the database and cut it to nothing."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return True
    with exclusive():
        return _folded()


def _folded() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        [usual] = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout={TIMEOUT}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            [busy, _pages, _moved] = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={int(usual)}")
    return not busy


def _postgresql(tables: tuple[str, ...]) -> bool:
    """Free the dead rows. Rows that an older snapshot still sees are freed by a later VACUUM."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM {connection.ops.quote_name(table)}")
    return True
