"""One writer at a time in this process, and many saves in one synced transaction."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection, transaction
from django.utils.translation import get_language, override

from barnraise.ledger import rows

T = TypeVar("T")

MOST_TOGETHER = 64  # saves in one transaction; more would only make the first ones wait

_turn = threading.Lock()


@contextmanager
def alone() -> Iterator[None]:
    """While the block lasts no other thread of this process writes to SQLite."""
    with _turn:
        yield


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
    if getattr(log, "is_held", False):
        yield log
        return
    with writing():
        held = copy(log)
        held.is_held = True
        held.version, held.bytes_kept = rows.state(log)
        yield held
    log.version, log.bytes_kept = held.version, held.bytes_kept


@dataclass
class _Save(Generic[T]):
    """Something to do in a transaction, by whichever thread leads it."""

    work: Callable[[], T]
    language: str | None
    done: bool = False
    result: T | None = None
    error: BaseException | None = None

    def run(self) -> None:
        """Do it in a savepoint: one that fails leaves its neighbors alone."""
        try:
            with override(self.language), transaction.atomic():
                self.result = self.work()
        except Exception as error:
            self.error = error


_waiting: deque[_Save[Any]] = deque()


def together(work: Callable[[], T]) -> T:
    """Do `work` in a transaction that is on disk when this returns; what it raises is raised here.

    On SQLite, saves that arrive while another is being synced wait and are then synced as one:
    whoever gets the turn next leads them all, in the order they came. PostgreSQL groups its
    flushes itself.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            return work()
    save = _Save(work, get_language())
    _waiting.append(save)
    with _turn:
        while not save.done:
            _lead()
    if save.error:
        raise save.error
    return save.result  # type: ignore[return-value]


def _lead() -> None:
    """Run what waits, in one transaction; nobody is answered before it is on disk."""
    saves = [_waiting.popleft() for _save in range(min(len(_waiting), MOST_TOGETHER))]
    try:
        with transaction.atomic():
            for save in saves:
                save.run()
    except BaseException as error:  # the disk said no: nothing of this was kept
        for save in saves:
            save.error = save.error or error
        if not isinstance(error, Exception):
            raise
    finally:
        for save in saves:
            save.done = True
