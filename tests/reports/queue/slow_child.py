"""A worker that makes documents when the test says so, and a document that never is."""

import pickle
import threading
from typing import Any

from barnraise.reports.queue.job import JobRequest
from barnraise.reports.queue.worker import Answer, DocumentOutcome, Worker
from tests.deadline import DEADLINE


class Slow(Worker):
    """A worker that makes what it is told, when it is told."""

    made: list[str] = []
    go = threading.Event()
    answer = Answer(DocumentOutcome.MADE, b"a document", {"question": (26, 26)})

    def make(self, job: bytes) -> Answer:
        self.go.wait(DEADLINE)
        self.made.append(pickle.loads(job)[1])
        return self.answer


def wanted(table: str, version: int = 1) -> JobRequest:
    return JobRequest(table, "pdf", version, "en")


class Endless:
    """Takes a document's place, and all the time there is."""

    language = "en"

    def __reduce__(self) -> Any:
        return (exec, ("while True: pass",))
