"""Documents are made in processes of their own: fair, shared, within bounds, gone in time."""

import errno
import os
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnraise.ledger.draft import Draft
from barnraise.reports.aside import frames, shelf
from barnraise.reports.aside.fairness import Turns
from barnraise.reports.aside.shelf import AT_ONCE, Shelf, Wanted
from barnraise.reports.aside.worker import Answer, Outcome, Worker
from barnraise.reports.document import Report
from barnraise.ui.refusals import TooMany
from tests.cast import a_draft, a_table, an_item

PATIENCE = 120


@pytest.fixture
def worker() -> Iterator[Worker]:
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
        assert answer.outcome is Outcome.MADE
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


class Endless:
    """Takes a document's place, and all the time there is."""

    language = "en"

    def __reduce__(self) -> Any:
        return (exec, ("while True: pass",))


class Huge(Endless):
    """Takes a document's place, and all the memory there is."""

    def __reduce__(self) -> Any:
        return (bytearray, (1 << 32,))


def test_a_document_without_an_end_is_ended() -> None:
    worker = Worker(seconds=1)
    answer = worker.make(job("pdf", Endless()))
    assert answer.outcome is Outcome.TOO_SLOW


def test_a_document_that_wants_too_much_memory_is_ended_and_the_next_is_made(
    worker: Worker, example: Callable[[str], Report]
) -> None:
    assert worker.make(job("pdf", Huge())).outcome is Outcome.TOO_BIG
    assert worker.make(job("markdown", example("en"))).outcome is Outcome.MADE


def test_a_process_that_was_killed_is_started_again(
    worker: Worker, example: Callable[[str], Report]
) -> None:
    assert worker.make(job("markdown", example("en"))).outcome is Outcome.MADE
    assert worker.process is not None
    worker.process.kill()
    worker.process.wait()
    assert worker.make(job("markdown", example("en"))).outcome is Outcome.MADE


def test_what_breaks_is_told_without_a_word_of_the_document(
    worker: Worker, capfd: pytest.CaptureFixture[str]
) -> None:
    assert worker.make(pickle.dumps(("pdf", {"secret": "words"}))).outcome is Outcome.BROKEN
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
    turns: Turns[tuple[str, int]] = Turns()
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


class Slow(Worker):
    """A worker that makes what it is told, when it is told."""

    made: list[str] = []
    go = threading.Event()
    answer = Answer(Outcome.MADE, b"a document", {"question": (26, 26)})

    def make(self, job: bytes) -> Answer:
        self.go.wait(PATIENCE)
        self.made.append(pickle.loads(job)[1])
        return self.answer


@pytest.fixture
def slow() -> Iterator[Shelf]:
    Slow.go.clear()
    Slow.made.clear()
    Slow.answer = Answer(Outcome.MADE, b"a document", {"question": (26, 26)})
    yield Shelf(Slow)
    Slow.go.set()


def wanted(table: str, version: int = 1) -> Wanted:
    return Wanted(table, "pdf", version, "en")


def until(true: Callable[[], object]) -> None:
    """Wait for it, within bounds."""
    for _try in range(PATIENCE * 100):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")


def test_who_asks_for_the_same_shares_one_making(slow: Shelf) -> None:
    built: list[int] = []
    making = {slow.ask(wanted("a"), lambda: built.append(1) or "a") for _each in range(10)}
    Slow.go.set()
    assert len(making) == 1
    assert making.pop().wait(PATIENCE)
    assert (Slow.made, built) == (["a"], [1])
    again = slow.ask(wanted("a"), lambda: "never")
    assert again.read() == b"a document"
    assert slow.ask(wanted("a", version=2), lambda: "new").wait(PATIENCE)
    assert Slow.made == ["a", "new"]


def test_a_table_that_asks_for_much_does_not_hold_up_the_others(slow: Shelf) -> None:
    busy = [slow.ask(wanted("busy", n), lambda n=n: f"busy {n}") for n in range(6)]
    until(lambda: len(slow.turns) == 6 - AT_ONCE)
    other = slow.ask(wanted("other"), lambda: "other")
    assert slow.ahead(other) <= 1
    Slow.go.set()
    assert all(each.wait(PATIENCE) for each in [*busy, other])
    assert Slow.made.index("other") <= AT_ONCE + 1


def test_too_many_are_refused_with_a_sentence(slow: Shelf) -> None:
    with pytest.raises(TooMany, match="try again in a minute"):
        for n in range(100):
            slow.ask(wanted("busy", n), lambda: "x")
    assert slow.ask(wanted("other"), lambda: "x")


def test_what_lay_long_enough_is_gone_and_made_again(
    slow: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    Slow.go.set()
    making = slow.ask(wanted("a"), lambda: "a")
    assert making.wait(PATIENCE)
    monkeypatch.setattr(shelf, "monotonic", lambda: time.monotonic() + shelf.KEPT + 1)
    assert slow.find(wanted("a")) is None
    assert making.read() is None


def test_the_oldest_go_when_there_is_too_much(
    slow: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    Slow.go.set()
    monkeypatch.setattr(shelf, "MOST_BYTES", 25)
    for n in range(4):
        assert slow.ask(wanted("a", n), lambda: "a").wait(PATIENCE)
    assert [n for n in range(4) if slow.find(wanted("a", n))] == [2, 3]


def test_a_finished_document_has_no_name_on_the_disk(slow: Shelf, settings: Any) -> None:
    before = set(Path(settings.DATA).iterdir())
    Slow.go.set()
    making = slow.ask(wanted("a"), lambda: "a")
    assert making.wait(PATIENCE)
    assert making.read() == b"a document"
    assert set(Path(settings.DATA).iterdir()) == before


def test_a_full_disk_is_said(slow: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shelf, "_kept", full)
    Slow.go.set()
    making = slow.ask(wanted("a"), lambda: "a")
    assert making.wait(PATIENCE)
    assert making.answer.outcome is Outcome.NO_ROOM


def test_what_failed_is_tried_again(slow: Shelf) -> None:
    Slow.answer = Answer(Outcome.TOO_SLOW)
    Slow.go.set()
    failed = slow.ask(wanted("a"), lambda: "a")
    assert failed.wait(PATIENCE)
    assert not failed.is_ready
    Slow.answer = Answer(Outcome.MADE, b"now")
    again = slow.ask(wanted("a"), lambda: "a")
    assert again.wait(PATIENCE)
    assert again.read() == b"now"


def test_contents_that_cannot_be_read_leave_nothing_waiting(slow: Shelf) -> None:
    with pytest.raises(ZeroDivisionError):
        slow.ask(wanted("a"), lambda: 1 / 0)
    Slow.go.set()
    assert slow.ask(wanted("a"), lambda: "a").wait(PATIENCE)


def test_few_requests_wait_and_the_others_hear_at_once(slow: Shelf) -> None:
    making = slow.ask(wanted("a"), lambda: "a")
    threads = [
        threading.Thread(target=making.wait, args=[PATIENCE]) for _n in range(shelf.MOST_WAITING)
    ]
    for each in threads:
        each.start()
    until(lambda: not shelf._waiters.acquire(blocking=False) or shelf._waiters.release())
    assert making.wait(PATIENCE) is False  # at once, or this would never end: nothing is made yet
    Slow.go.set()
    for each in threads:
        each.join()


@pytest.mark.django_db
class TestOverHttp:
    """The pages, with a shelf on which things happen when the test says so."""

    @pytest.fixture(autouse=True)
    def ours(self, slow: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("barnraise.reports.views.SHELF", slow)
        monkeypatch.setattr("barnraise.reports.views.AT_ONCE", 0.01)

    def test_a_long_one_has_a_page_then_the_document(self) -> None:
        table = a_table()
        reader = table.client("reader")
        path = f"/w/{table.slug}/reports/pdf/"
        answer = reader.get(path)
        assert answer.status_code == 302
        page = answer.headers["Location"]
        assert page == f"{path}progress/?version=0&asked=1"
        assert "Being made…" in reader.get(page).content.decode()
        assert 'data-done' not in reader.get(page).content.decode()
        Slow.go.set()
        until(lambda: "Your document is ready" in reader.get(page).content.decode())
        assert "26 of 26 questions" in reader.get(page).content.decode()
        given = reader.get(f"{path}?version=0")
        assert given.content == b"a document"
        assert given.headers["Content-Disposition"].startswith("attachment")
        assert "no-store" in given.headers["Cache-Control"]

    def test_what_is_pinned_is_the_version_that_was_asked_for(self) -> None:
        table = a_table()
        path = f"/w/{table.slug}/reports/pdf/"
        page = table.client("reader").get(path).headers["Location"]
        table.workbook.keep([a_note()], by=table.writer)
        assert "Being made…" in table.client("reader").get(page).content.decode()
        Slow.go.set()
        until(lambda: "is ready" in table.client("reader").get(page).content.decode())

    def test_a_version_that_lies_here_no_more_is_made_anew(self) -> None:
        table = a_table()
        path = f"/w/{table.slug}/reports/pdf/"
        for there in (f"{path}?version=7", f"{path}progress/?version=7"):
            assert table.client("reader").get(there).headers["Location"] == path

    @pytest.mark.parametrize("odd", ["x", "-1", "9" * 40, "²", ""])
    def test_an_odd_version_is_no_version(self, odd: str) -> None:
        table = a_table()
        there = table.client("reader").get(f"/w/{table.slug}/reports/pdf/progress/?version={odd}")
        assert there.status_code == 302

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (Answer(Outcome.TOO_SLOW), "was not ready after 90 seconds"),
            (Answer(Outcome.TOO_BIG), "needs more memory"),
            (Answer(Outcome.NO_ROOM), "disk is full"),
            (Answer(Outcome.BROKEN), "Something broke"),
            (Answer(Outcome.REFUSED, sentence="It is too hard."), "It is too hard."),
            (Answer(Outcome.INCOMPLETE, problems=("note/goal",)), "<code>note/goal</code>"),
        ],
    )
    def test_what_failed_is_a_sentence_and_what_is_missing(self, answer: Answer, said: str) -> None:
        table = a_table()
        Slow.answer = answer
        Slow.go.set()
        page = table.client("reader").get(f"/w/{table.slug}/reports/pdf/").headers["Location"]
        until(lambda: table.client("reader").get(page).status_code == 409)
        text = table.client("reader").get(page).content.decode()
        assert said in text
        assert "Nothing is lost" in text
        assert "Make it again" in text

    def test_a_stranger_hears_nothing_of_it(self) -> None:
        table = a_table()
        page = table.client("reader").get(f"/w/{table.slug}/reports/pdf/").headers["Location"]
        Slow.go.set()
        assert table.client("stranger").get(page).status_code == 404
        assert table.client("stranger").get(page.replace("progress/", "")).status_code == 404


def a_note() -> Draft:
    return a_draft(an_item("note"), text="Written meanwhile")
