"""A document on its way: by what it is made of, and what became of it."""

from dataclasses import dataclass, field
from threading import BoundedSemaphore, Event, Lock
from typing import IO, Final

from barnraise.reports.queue.worker import Answer, DocumentOutcome

MAX_WAITING: Final = 8  # requests that may wait for a document; the server has threads for 32
UNTOLD: Final = Answer(DocumentOutcome.BROKEN)  # what stands until the process has answered

_waiters = BoundedSemaphore(MAX_WAITING)


@dataclass(frozen=True)
class JobRequest:
    """A document by what it is made of; `variant` tells apart what the rest does not."""

    table: str
    format_name: str
    version: int
    language: str
    variant: str = ""


@dataclass(eq=False)
class Job:
    """One document on its way, and what became of it."""

    request: JobRequest
    done: Event = field(default_factory=Event)
    answer: Answer = UNTOLD
    size: int = 0
    file: IO[bytes] | None = None
    pickled: bytes = b""
    until: float = 0.0
    is_dropped: bool = False
    is_elsewhere: bool = False  # another server makes it; who asks again hears how far it is
    lock: Lock = field(default_factory=Lock)

    @property
    def is_ready(self) -> bool:
        return self.done.is_set() and self.answer.outcome is DocumentOutcome.MADE

    @property
    def has_failed(self) -> bool:
        return self.done.is_set() and not self.is_ready

    def wait(self, seconds: float) -> bool:
        """Whether it is done within so many seconds; when many wait already, whether it is now."""
        if self.done.is_set() or self.is_elsewhere or not _waiters.acquire(blocking=False):
            return self.done.is_set()
        try:
            return self.done.wait(seconds)
        finally:
            _waiters.release()

    def read(self) -> bytes | None:
        """The document, or None when it does not lie here any more."""
        with self.lock:
            if self.file is None or self.file.closed:
                return None
            self.file.seek(0)
            return self.file.read()

    def forget(self) -> None:
        """Let the file go, which nothing else holds."""
        with self.lock:
            if self.file is not None:
                self.file.close()
