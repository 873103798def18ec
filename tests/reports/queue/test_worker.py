"""Documents are made in processes of their own: fair, shared, within bounds, gone in time."""

import pickle
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnraise.reports.document.report import Report
from barnraise.reports.queue import frames
from barnraise.reports.queue import worker as queue_worker
from barnraise.reports.queue.fair_queue import FairQueue
from barnraise.reports.queue.worker import DocumentOutcome, Worker
from tests.deadline import DEADLINE
from tests.reports.queue.slow_child import Endless

TIMEOUT = 120


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    monkeypatch.setattr(queue_worker, "TIMEOUT_END", DEADLINE)
    found = Worker()
    yield found
    found.close()


def job(form: str, document: object) -> bytes:
    return pickle.dumps((form, document))


def test_one_process_makes_one_document_after_the_other(
    worker: Worker, example: Callable[[str], Report]
) -> None:
    report = example("en")
    for form, begins in (("pdf", b"%PDF"), ("markdown", b"#"), ("html", b"<!doctype")):
        answer = worker.make(job(form, report))
        assert answer.outcome is DocumentOutcome.MADE
        assert answer.data.startswith(begins)
        assert answer.counts["question"] == (26, 26)
        process = worker.process
        assert process is not None
        if form == "pdf":
            first = process.pid
        assert process.pid == first


def test_it_ends_with_its_server(worker: Worker, example: Callable[[str], Report]) -> None:
    worker.make(job("markdown", example("en")))
    process = worker.process
    assert process is not None
    assert worker.close() == 0
    assert process.poll() == 0


class Huge(Endless):
    """Takes a document's place, and all the memory there is."""

    def __reduce__(self) -> Any:
        return (bytearray, (1 << 32,))


def test_a_document_without_an_end_is_ended() -> None:
    worker = Worker(seconds=1)
    answer = worker.make(job("pdf", Endless()))
    assert answer.outcome is DocumentOutcome.TOO_SLOW


def test_a_document_that_wants_too_much_memory_is_ended_and_the_next_is_made(
    worker: Worker, example: Callable[[str], Report]
) -> None:
    assert worker.make(job("pdf", Huge())).outcome is DocumentOutcome.TOO_BIG
    assert worker.make(job("markdown", example("en"))).outcome is DocumentOutcome.MADE


def test_a_process_that_was_killed_is_started_again(
    worker: Worker, example: Callable[[str], Report]
) -> None:
    assert worker.make(job("markdown", example("en"))).outcome is DocumentOutcome.MADE
    assert worker.process is not None
    worker.process.kill()
    worker.process.wait()
    assert worker.make(job("markdown", example("en"))).outcome is DocumentOutcome.MADE


def test_what_breaks_is_told_without_a_word_of_the_document(
    worker: Worker, capfd: pytest.CaptureFixture[str]
) -> None:
    assert worker.make(pickle.dumps(("pdf", {"secret": "words"}))).outcome is DocumentOutcome.BROKEN
    worker.close()
    told = capfd.readouterr().err
    assert "A document could not be made: AttributeError at child.py" in told
    assert "secret" not in told
    assert "Traceback" not in told


def test_frames_come_back_whole_or_say_that_they_were_cut() -> None:
    sent = BytesIO()
    frames.write(sent, b"one")
    frames.write(sent, b"")
    read = BytesIO(sent.getvalue())
    assert [frames.read(read), frames.read(read), frames.read(read)] == [b"one", b"", None]
    for length in range(1, 11):
        with pytest.raises(frames.Cut):
            frames.read(BytesIO(sent.getvalue()[:length]))


@given(st.lists(st.sampled_from("abc"), max_size=30))
def test_turns_are_fair_and_forget_nobody(tables: list[str]) -> None:
    turns: FairQueue[tuple[str, int]] = FairQueue()
    things = [(table, number) for number, table in enumerate(tables)]
    for thing in things:
        turns.add(thing[0], thing)
    expected = [turns.ahead(thing) for thing in things]
    served = [turns.take() for _thing in things]
    assert turns.take() is None
    assert [served.index(thing) for thing in things] == expected
    for table in set(tables):
        mine = [thing for thing in served if thing and thing[0] == table]
        assert mine == sorted(mine)
    first = [thing[0] for thing in served[: len(set(tables))] if thing]
    assert sorted(first) == sorted(set(tables))  # each table once before any comes again
