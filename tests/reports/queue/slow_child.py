"""A shelf on which documents are made when the test says so, and waiting within bounds."""

import pickle
import threading
import time
from collections.abc import Callable

from barnraise.reports.queue.document_queue import JobRequest
from barnraise.reports.queue.worker import Answer, DocumentOutcome, Worker

TIMEOUT = 120  # seconds


class Slow(Worker):
    """A worker that makes what it is told, when it is told."""

    made: list[str] = []
    go = threading.Event()
    answer = Answer(DocumentOutcome.MADE, b"a document", {"question": (26, 26)})

    def make(self, job: bytes) -> Answer:
        self.go.wait(TIMEOUT)
        self.made.append(pickle.loads(job)[1])
        return self.answer


def wanted(table: str, version: int = 1) -> JobRequest:
    return JobRequest(table, "pdf", version, "en")


def until(true: Callable[[], object]) -> None:
    """Wait for it, within bounds."""
    for _try in range(TIMEOUT * 100):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")
