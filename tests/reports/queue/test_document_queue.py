"""The shelf: who asks for the same shares it, tables take turns, nothing lies there for long."""

import errno
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from barnraise.refusals import TooMany
from barnraise.reports.document.report import Report
from barnraise.reports.queue import document_queue, job
from barnraise.reports.queue.document_queue import (
    CONCURRENCY,
    MAX_OF_A_TABLE,
    MAX_READING,
    DocumentQueue,
)
from barnraise.reports.queue.job import JobRequest
from barnraise.reports.queue.worker import Answer, DocumentOutcome, Worker
from tests.deadline import DEADLINE, until
from tests.reports.queue.slow_child import Endless, Slow, wanted


def test_who_asks_for_the_same_shares_one_making(slow: DocumentQueue) -> None:
    built: list[int] = []
    making = {slow.ask(wanted("a"), lambda: built.append(1) or "a") for _each in range(10)}
    Slow.go.set()
    assert len(making) == 1
    assert making.pop().wait(DEADLINE)
    assert (Slow.made, built) == (["a"], [1])
    again = slow.ask(wanted("a"), lambda: "never")
    assert again.read() == b"a document"
    assert slow.ask(wanted("a", version=2), lambda: "new").wait(DEADLINE)
    assert Slow.made == ["a", "new"]


def test_a_table_that_asks_for_much_does_not_hold_up_the_others(slow: DocumentQueue) -> None:
    busy = [slow.ask(wanted("busy", n), lambda n=n: f"busy {n}") for n in range(6)]
    until(lambda: len(slow.turns) == 6 - CONCURRENCY)
    other = slow.ask(wanted("other"), lambda: "other")
    assert slow.ahead(other) <= 1
    Slow.go.set()
    assert all(each.wait(DEADLINE) for each in [*busy, other])
    assert Slow.made.index("other") <= CONCURRENCY + 1


def test_too_many_are_refused_with_a_sentence(slow: DocumentQueue) -> None:
    for n in range(MAX_OF_A_TABLE):
        slow.ask(wanted("busy", n), lambda: "x")
    with pytest.raises(TooMany, match="try again in a minute"):
        slow.ask(wanted("busy", 200), lambda: "x")
    assert slow.ask(wanted("other"), lambda: "x")


def test_whoever_would_wait_long_for_contents_to_be_read_hears_so_at_once(
    slow: DocumentQueue,
) -> None:
    read = threading.Event()

    def ask(n: int) -> object:
        return slow.ask(wanted(f"table {n}"), lambda: read.wait(DEADLINE))

    with ThreadPoolExecutor(MAX_READING) as pool:
        waiting = [pool.submit(ask, n) for n in range(MAX_READING)]
        until(lambda: not slow.readers._value)  # type: ignore[attr-defined]
        with pytest.raises(TooMany, match="try again in a minute"):
            ask(100)
        assert not any(each.done() for each in waiting)
        read.set()
        assert all(each.result() for each in waiting)
    assert ask(100)


def test_many_documents_leave_one_timer_behind(slow: DocumentQueue) -> None:
    Slow.go.set()
    before = sum(isinstance(each, threading.Timer) for each in threading.enumerate())
    for n in range(MAX_OF_A_TABLE):
        assert slow.ask(wanted(f"table {n}"), lambda: "x").wait(DEADLINE)
    after = sum(isinstance(each, threading.Timer) for each in threading.enumerate())
    assert after - before <= 1


def test_what_lay_long_enough_is_gone_and_made_again(
    slow: DocumentQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    Slow.go.set()
    making = slow.ask(wanted("a"), lambda: "a")
    assert making.wait(DEADLINE)
    monkeypatch.setattr(
        document_queue, "monotonic", lambda: time.monotonic() + document_queue.KEPT + 1
    )
    assert slow.find(wanted("a")) is None
    assert making.read() is None


def test_the_oldest_go_when_there_is_too_much(
    slow: DocumentQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    Slow.go.set()
    monkeypatch.setattr(document_queue, "MAX_BYTES", 25)
    for n in range(4):
        assert slow.ask(wanted("a", n), lambda: "a").wait(DEADLINE)
    assert [n for n in range(4) if slow.find(wanted("a", n))] == [2, 3]


def test_what_must_not_be_read_any_more_goes_also_while_it_is_made(slow: DocumentQueue) -> None:
    making = slow.ask(wanted("a"), lambda: "before")
    until(lambda: not len(slow.turns))  # it is being made
    slow.forget_all()
    assert slow.find(wanted("a")) is None
    again = slow.ask(wanted("a"), lambda: "after")
    Slow.go.set()
    assert making.wait(DEADLINE)
    assert again.wait(DEADLINE)
    assert (making.is_ready, making.read()) == (False, None)
    assert again.read() == b"a document"
    slow.forget_all()
    assert again.read() is None


class Ceaseless(Worker):
    """A real process, which by itself would go on for longer than any test."""

    def __init__(self) -> None:
        super().__init__(seconds=100_000)


def test_a_maker_that_holds_what_was_removed_ends_at_once_and_what_waits_is_never_made() -> None:
    shelf = DocumentQueue(Ceaseless)
    made = [shelf.ask(wanted("a", n), Endless) for n in range(CONCURRENCY + 2)]
    until(lambda: sum(each.process is not None for each in shelf.workers) == CONCURRENCY)
    processes = [each.process for each in shelf.workers]
    assert all(each is not None and each.poll() is None for each in processes)
    shelf.forget_all()
    assert all(each.wait(DEADLINE) and not each.is_ready for each in made)
    assert [each.wait(DEADLINE) for each in processes if each] == [-signal.SIGKILL] * CONCURRENCY
    assert shelf.ahead(made[-1]) == len(shelf.turns) == 0


def test_a_maker_that_rests_ends_as_well_and_the_next_document_gets_a_new_one(
    example: Callable[[str], Report],
) -> None:
    shelf = DocumentQueue(Ceaseless)
    first = JobRequest("a", "markdown", 1, "en")
    assert shelf.ask(first, lambda: example("en")).wait(DEADLINE)
    [resting] = [each.process for each in shelf.workers]
    shelf.forget_all()
    assert resting is not None
    assert resting.wait(DEADLINE) == -signal.SIGKILL
    again = shelf.ask(first, lambda: example("en"))
    assert again.wait(DEADLINE)
    assert again.is_ready
    shelf.forget_all()


def test_what_was_read_before_words_were_removed_is_not_made_after(slow: DocumentQueue) -> None:
    def read() -> str:
        slow.forget_all()
        return "before"

    Slow.go.set()
    making = slow.ask(wanted("a"), read)
    assert making.wait(DEADLINE)
    assert not making.is_ready
    assert slow.ask(wanted("a"), lambda: "after").wait(DEADLINE)
    assert Slow.made == ["after"]


def test_a_finished_document_has_no_name_on_the_disk(slow: DocumentQueue, settings: Any) -> None:
    before = set(Path(settings.DATA).iterdir())
    Slow.go.set()
    making = slow.ask(wanted("a"), lambda: "a")
    assert making.wait(DEADLINE)
    assert making.read() == b"a document"
    assert set(Path(settings.DATA).iterdir()) == before


def test_a_full_disk_is_said(slow: DocumentQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(document_queue, "_file_with", full)
    Slow.go.set()
    making = slow.ask(wanted("a"), lambda: "a")
    assert making.wait(DEADLINE)
    assert making.answer.outcome is DocumentOutcome.NO_ROOM


def test_what_failed_is_tried_again(slow: DocumentQueue) -> None:
    Slow.answer = Answer(DocumentOutcome.TOO_SLOW)
    Slow.go.set()
    failed = slow.ask(wanted("a"), lambda: "a")
    assert failed.wait(DEADLINE)
    assert not failed.is_ready
    Slow.answer = Answer(DocumentOutcome.MADE, b"now")
    again = slow.ask(wanted("a"), lambda: "a")
    assert again.wait(DEADLINE)
    assert again.read() == b"now"


def test_contents_that_cannot_be_read_leave_nothing_waiting(slow: DocumentQueue) -> None:
    with pytest.raises(ZeroDivisionError):
        slow.ask(wanted("a"), lambda: 1 / 0)
    Slow.go.set()
    assert slow.ask(wanted("a"), lambda: "a").wait(DEADLINE)


def test_few_requests_wait_and_the_others_hear_at_once(slow: DocumentQueue) -> None:
    making = slow.ask(wanted("a"), lambda: "a")
    threads = [
        threading.Thread(target=making.wait, args=[DEADLINE]) for _n in range(job.MAX_WAITING)
    ]
    for each in threads:
        each.start()
    until(lambda: not job._waiters.acquire(blocking=False) or job._waiters.release())
    assert making.wait(DEADLINE) is False  # at once, or this would never end: nothing is made yet
    Slow.go.set()
    for each in threads:
        each.join()
