"""Writes the list of what ended for good as soon as there is more, in case the database dies."""

import logging
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db import DatabaseError

from barnraise.house.backups import erasures

log = logging.getLogger(__name__)
_waits, _writes = Lock(), Lock()


def list_erasures(**_signal: object) -> None:
    """Add to the list among the data folder's own backups; a full disk is no reason to fail.

    One thread writes and one waits. Whoever comes while one waits need not: that one has yet to
    read the database, and finds there what both committed.
    """
    if not _waits.acquire(blocking=False):
        return
    with _writes:
        _waits.release()
        _list_now()


def _list_now() -> None:
    folder = Path(settings.DATA) / "backups"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        erasures.write_list(folder, erasures.in_database("default"))
    except (OSError, DatabaseError):
        log.exception("the list of what ended for good could not be written")
