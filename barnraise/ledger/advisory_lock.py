"""One server at a time does what is to be done once: a lock that ends with its connection."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.db import connection

PAUSE = 0.1  # seconds between two tries


@contextmanager
def advisory_lock(name: str, *, timeout: float = 0) -> Iterator[bool]:
    """Whether this server holds the lock until the block ends, within so many seconds.

    On PostgreSQL servers share a database; on SQLite one process serves, so it always does. The
    database takes the lock back by itself when a server is gone.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    key = int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)
    is_held = _take(key, timeout)
    try:
        yield is_held
    finally:
        if is_held:
            _ask("SELECT pg_advisory_unlock(%s)", key)


def _take(key: int, timeout: float) -> bool:
    """Tried again and again: a wait inside the database would end with its limit for locks."""
    end = time.monotonic() + timeout
    while not (is_held := _ask("SELECT pg_try_advisory_lock(%s)", key)):
        if time.monotonic() >= end:
            break
        time.sleep(PAUSE)
    return is_held


def _ask(sql: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [key])
        return bool(cursor.fetchone()[0])
