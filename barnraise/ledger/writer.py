"""One writer at a time in this process, and many saves in one synced transaction."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import Error, connection, transaction
from django.utils.translation import get_language, override

from barnraise.ledger import durability, sql
from barnraise.ledger.db_errors import Trouble, Unavailable, trouble_in
from barnraise.ledger.held import HeldLog
from barnraise.ledger.models import Log

T = TypeVar("T")

MAX_TOGETHER = 64  # saves in one transaction; more would only make the first ones wait
TIMEOUT = 20  # seconds to wait for the turn, and for whoever else holds the database
STUCK = 2.0  # seconds after which the database seems to be held by somebody else
MAX_STUCK = 16  # saves that then wait on; more would leave no thread to those who only read

_turn = threading.Lock()
_waiting: "deque[_Save[Any]]" = deque()
_queue = threading.Lock()  # for looking through what waits
_began = 0.0  # when the leader asked the database for its transaction; 0 while nobody does


@contextmanager
def exclusive() -> Iterator[None]:
    """While the block lasts no other thread of this process writes to SQLite."""
    with _turn:
        yield


@contextmanager
def write_transaction() -> Iterator[None]:
    """A transaction that is on disk when the block ends.

    On SQLite, writers of this process wait here in turn instead of sleeping and retrying inside
    the database, which keeps the slowest save short (docs/explanation/how-it-is-kept.md).
    """
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with _spoken():
        if connection.vendor != "sqlite":
            with _whole():
                yield
            return
        with _my_turn(), _whole():
            yield


@contextmanager
def locked(log: Log) -> Iterator[HeldLog]:
    """The same, alone with one log: its row as it is now, while nobody else adds to it.

    Raises LogGone when it was removed. The log knows what came in when the block has ended.
    """
    with write_transaction(), locked_here(log) as held:
        yield held


@contextmanager
def locked_here(log: Log) -> Iterator[HeldLog]:
    """The same in a transaction that has begun, such as that of `group_commit`."""
    with connection.cursor() as cursor:
        held = HeldLog(log, *sql.state(cursor, log), cursor)
        yield held
    log.version, log.bytes_kept = held.version, held.bytes_kept
    log.last_erasure = held.last_erasure


@contextmanager
def _spoken() -> Iterator[None]:
    """Trouble with the machine is noted, and becomes a sentence for whoever waits."""
    try:
        yield
    except Error as error:
        trouble = trouble_in(error)
        if trouble is None:
            raise
        durability.report(trouble)
        raise Unavailable(trouble) from error


@contextmanager
def _my_turn() -> Iterator[None]:
    if not _turn.acquire(timeout=TIMEOUT):
        raise Unavailable(Trouble.BUSY)
    try:
        durability.ensure_synced()
        yield
    finally:
        _turn.release()


@contextmanager
def _whole() -> Iterator[None]:
    """A transaction of which everything is on disk at the end, or which raises."""
    with transaction.atomic():
        yield
        _must_be_whole()
    durability.clear()


def _must_be_whole(error: BaseException | None = None) -> None:
    """Raise if the database took the transaction back: Django would end it without a word."""
    gone = not getattr(connection.connection, "in_transaction", True)  # SQLite's connections know
    if gone or connection.needs_rollback:
        raise error or transaction.TransactionManagementError("the transaction was taken back")


@dataclass(eq=False)  # two that say the same are still two
class _Save(Generic[T]):
    """Something to do in a transaction, by whichever thread leads it."""

    work: Callable[[], T]
    language: str | None
    done: bool = False
    result: T | None = None
    error: BaseException | None = None

    def run(self, *, alone: bool) -> None:
        """Do it; among others in a savepoint, so that one that fails leaves its neighbors alone."""
        try:
            with _speaking(self.language), nullcontext() if alone else transaction.atomic():
                self.result = self.work()
        except Exception as error:
            self.error = error
            if alone:
                raise


def _speaking(language: str | None) -> AbstractContextManager[object]:
    """Whichever thread does the work, its sentences are in the language of whoever sent it."""
    return nullcontext() if language == get_language() else override(language)


def group_commit(work: Callable[[], T]) -> T:
    """Do `work` in a transaction that is on disk when this returns; what it raises is raised here.

    On SQLite, saves that arrive while another is being synced wait and are then synced as one:
    whoever gets the turn next leads them all, in the order they came. PostgreSQL groups its
    flushes itself.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with write_transaction():
            return work()
    save = _Save(work, get_language())
    with _queue:
        _waiting.append(save)
    while not save.done:
        if _turn.acquire(timeout=1):
            try:
                _lead(save)
            finally:
                _turn.release()
        elif _is_one_too_many(save):
            raise Unavailable(Trouble.BUSY)
    with _spoken():
        if save.error:
            raise save.error
    return save.result  # type: ignore[return-value]


def _is_one_too_many(save: _Save[Any]) -> bool:
    """Whether the database is held by somebody else and enough others wait; then it waits no more.

    Reading needs threads as well.
    """
    began = _began
    if not began or time.monotonic() - began < STUCK:
        return False
    with _queue:
        if save not in list(_waiting)[MAX_STUCK:]:
            return False
        _waiting.remove(save)
    return True


def _lead(mine: _Save[Any]) -> None:
    """Run what waits until mine is done; nobody is answered before it is on disk."""
    while not mine.done:
        _one_group()


def _one_group() -> None:
    """One transaction. When it cannot even begin, whoever waits by then is told so at once."""
    global _began  # noqa: PLW0603 - said by whoever has the turn, and nobody else
    saves: list[_Save[Any]] = []
    _began = time.monotonic()
    try:
        durability.ensure_synced()
        with transaction.atomic():
            _began = 0.0
            saves = _next(MAX_TOGETHER)
            for save in saves:
                save.run(alone=len(saves) == 1)
                _must_be_whole(save.error)
        durability.clear()
    except BaseException as error:  # the disk said no: nothing of this was kept
        saves = saves or _next(len(_waiting))
        for save in saves:
            save.error = save.error or error
        if not isinstance(error, Exception):
            raise
    finally:
        _began = 0.0
        for save in saves:
            save.done = True


def _next(most: int) -> list[_Save[Any]]:
    with _queue:
        return [_waiting.popleft() for _save in range(min(len(_waiting), most))]
