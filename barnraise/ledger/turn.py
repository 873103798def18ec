"""One writer at a time in this process, so that SQLite's busy handler never has to sleep."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

_turn = threading.Lock()


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that is on disk when the block ends.

    On SQLite, writers of this process wait here in turn instead of sleeping and retrying inside
    the database, which keeps the slowest save short (docs/explanation/how-it-is-kept.md).
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with _turn, transaction.atomic():
        yield


@contextmanager
def writing_in(log: Any) -> Iterator[Any]:
    """The same, alone with one log: its row as it is now, while nobody else adds to it."""
    with writing():
        yield type(log)._default_manager.select_for_update().get(pk=log.pk)
