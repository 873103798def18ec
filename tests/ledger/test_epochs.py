"""An epoch is one life of the database: it stays until a restore begins another."""

import pytest

from barnraise.ledger import epochs
from barnraise.ledger.models import Epoch

pytestmark = pytest.mark.django_db


def test_whoever_only_asks_writes_nothing() -> None:
    assert epochs.current(fresh=True) == epochs.UNBEGUN
    assert not Epoch.objects.exists()


def test_the_first_epoch_begins_once_and_stays() -> None:
    for _start in range(3):
        epochs.begin_first()
    words = {epochs.current(fresh=True) for _time in range(3)}
    assert words == {Epoch.objects.get().word}


def test_a_new_epoch_has_another_word_and_the_next_number() -> None:
    epochs.begin_first()
    first = epochs.current(fresh=True)
    second = epochs.begin("a test")
    assert second != first
    assert epochs.current(fresh=True) == second
    assert [(one.number, one.word) for one in Epoch.objects.order_by("number")] == [
        (1, first),
        (2, second),
    ]


def test_a_process_answers_from_memory_for_a_moment(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    word = epochs.current(fresh=True)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert epochs.current() == word
    later = epochs.begin("a test")
    monkeypatch.setattr(epochs, "SECONDS", -1.0)
    epochs.current(fresh=True)
    assert epochs.current() == later
