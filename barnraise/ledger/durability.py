"""After the disk said no, nothing is acknowledged until all that can be read is on disk for sure.

A write that failed may lie in the database's file without ever having reached the disk, and the
system will not try again. Read back after a restart, it would be called a duplicate, which is an
acknowledgement. So a process begins in doubt, falls into it with every trouble, and leaves it by
a checkpoint, which writes and syncs everything once more (docs/decisions/0019).
"""

import logging
import sqlite3
import threading
import time

from django.db import Error, connection, connections

from barnraise.ledger.db_errors import Trouble, Unavailable, trouble_in

log = logging.getLogger(__name__)

TRIES = 40

_is_serving = False
_in_doubt = True
_latest: tuple[Trouble, float] | None = None
_generation = 0
_thread = threading.local()
_anchor: sqlite3.Connection | None = None


def report(trouble: Trouble) -> None:
    """Remember that the database said no, and open its file anew where that may help."""
    global _in_doubt, _latest, _generation  # noqa: PLW0603 - the state of one process
    _latest = (trouble, time.monotonic())
    if trouble is Trouble.BUSY:
        return
    _in_doubt = True
    if trouble is not Trouble.FULL:  # then opening could need the very room that is missing
        _generation += 1
        reopen_if_stale()


def clear() -> None:
    """Say that something was written and synced just now."""
    global _latest  # noqa: PLW0603
    _latest = None


def latest() -> tuple[Trouble, float] | None:
    """The trouble since which nothing was written, and its age in seconds."""
    found = _latest
    return (found[0], time.monotonic() - found[1]) if found else None


def reopen_if_stale(**signal: object) -> None:
    """Close this thread's connection if there was trouble since it was opened."""
    if getattr(_thread, "generation", 0) != _generation and not connection.in_atomic_block:
        connections.close_all()
        _thread.generation = _generation


def begin() -> None:
    """Leave the doubt of a server that has just started, if the disk allows it by now."""
    global _is_serving  # noqa: PLW0603
    _is_serving = True
    try:
        with connection.cursor():  # which also opens it for whoever reads
            ensure_synced()
    except Unavailable as error:
        report(error.trouble)
        log.warning("nothing can be saved yet: %s", error.trouble)
    except Error as error:
        trouble = trouble_in(error) or Trouble.BUSY
        report(trouble)
        log.warning("nothing can be saved yet: %s", trouble)


def ensure_synced() -> None:
    """Leave doubt, or raise what stands against it. Only for whoever has the turn."""
    global _in_doubt  # noqa: PLW0603
    if not _in_doubt or connection.vendor != "sqlite":
        return
    reopen_if_stale()
    for _try in range(TRIES):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            is_busy, there, done = cursor.fetchone()
        if not is_busy and done >= there:
            if _is_serving:
                _hold_open()
            _in_doubt = False
            return
        time.sleep(0.05)  # somebody reads an older state; they will not for long
    raise Unavailable(Trouble.BUSY)


def _hold_open() -> None:
    """Keep one connection that is never closed, so that the last reader leaving clears nothing.

    What lies beside the database file is then still there for readers when no file can be made.
    """
    global _anchor  # noqa: PLW0603
    before, path = _anchor, str(connection.settings_dict["NAME"])
    with connection.wrap_database_errors:
        _anchor = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        _anchor.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if before:
        before.close()
