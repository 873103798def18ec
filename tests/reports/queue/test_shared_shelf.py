"""Documents of several servers: one makes, all find; bounded in number, bytes and age."""

import pytest
from django.db import connection

from barnraise.reports.queue import shared_shelf
from barnraise.reports.queue.job import JobRequest
from barnraise.reports.queue.shared_shelf import KEPT, MAX_SILENCE, SharedShelf
from barnraise.reports.queue.worker import Answer, DocumentOutcome
from tests.reports.queue.slow_child import wanted

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one server serves"),
]
WANTED: JobRequest = wanted("a")
MADE = Answer(
    DocumentOutcome.MADE, b"a document \x00", {"note": (3, 3)}, ("a place",), "and a sentence"
)


@pytest.fixture
def one() -> SharedShelf:
    return SharedShelf()


@pytest.fixture
def other() -> SharedShelf:
    return SharedShelf()


def later(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reports_document SET touched = touched - %s * interval '1 second'", [seconds]
        )


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM reports_document")
        return int(cursor.fetchone()[0])


def test_what_one_makes_the_other_waits_for(one: SharedShelf, other: SharedShelf) -> None:
    assert one.find(WANTED) is None
    assert one.claim(WANTED)
    assert not other.claim(WANTED)
    found = other.find(WANTED)
    assert found
    assert found.answer is None
    assert one.claim(WANTED)  # as after it refused to make too many


def test_what_is_made_is_found_by_all_until_it_has_lain_long_enough(
    one: SharedShelf, other: SharedShelf
) -> None:
    assert one.claim(WANTED)
    one.keep(WANTED, MADE)
    for shelf in (one, other):
        found = shelf.find(WANTED)
        assert found
        assert found.answer == MADE
        assert not shelf.claim(WANTED)
        assert shelf.find(wanted("a", version=2)) is None
    later(KEPT)
    assert other.find(WANTED) is None
    assert other.claim(WANTED)


def test_who_says_nothing_for_long_is_gone_and_another_takes_over(
    one: SharedShelf, other: SharedShelf
) -> None:
    assert one.claim(WANTED)
    for _time in range(3):
        later(MAX_SILENCE / 2)
        one.touch([WANTED])
        assert not other.claim(WANTED)
    later(MAX_SILENCE)
    assert other.find(WANTED) is None
    assert other.claim(WANTED)
    one.release(WANTED)  # which is no longer its own
    assert not one.claim(WANTED)


def test_a_failure_is_told_by_all_and_may_be_tried_again(
    one: SharedShelf, other: SharedShelf
) -> None:
    failed = Answer(DocumentOutcome.INCOMPLETE, b"lost something", {}, ("a note",))
    one.keep(WANTED, failed)
    found = other.find(WANTED)
    assert found
    assert found.answer == Answer(DocumentOutcome.INCOMPLETE, b"", {}, ("a note",))
    assert other.claim(WANTED)


def test_the_oldest_go_when_there_are_too_many_or_too_large_ones(
    one: SharedShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_shelf, "MAX_ROWS", 5)
    for number in range(9):
        one.keep(wanted("a", version=number), MADE)
    assert count() == 5
    monkeypatch.setattr(shared_shelf, "MAX_BYTES", 2 * len(MADE.data))
    one.touch([])
    assert count() == 2
    assert one.find(wanted("a", version=8))
    later(KEPT)
    one.touch([])
    assert count() == 0


def test_nothing_is_left_when_something_was_removed_for_good(one: SharedShelf) -> None:
    one.keep(WANTED, MADE)
    one.empty()
    assert count() == 0
