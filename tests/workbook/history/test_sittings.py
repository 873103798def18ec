"""A log cut into sittings: by pauses and days, whoever wrote."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from barnraise.workbook.history.sittings import Kept, leaf, sittings
from tests.laws import examples

NOON = datetime(2027, 3, 31, 12, tzinfo=UTC)


def kept(*minutes: int, field: str = "answer/goal", name: str = "Ana") -> list[Kept]:
    return [
        Kept(n, NOON + timedelta(minutes=each), field, name) for n, each in enumerate(minutes, 1)
    ]


def test_half_an_hour_without_a_word_ends_a_sitting() -> None:
    found = sittings(kept(0, 10, 39, 69, 70))
    assert [[each.version for each in sitting.kept] for sitting in found] == [[1, 2, 3], [4, 5]]
    assert [sitting.version for sitting in found] == [3, 5]


def test_midnight_ends_a_sitting() -> None:
    assert len(sittings(kept(719, 721))) == 2


def test_a_clock_that_was_set_back_within_a_day_does_not() -> None:
    assert len(sittings(kept(100, 5))) == 1


def test_it_says_who_and_how_many_things_of_each_kind() -> None:
    [found] = sittings(
        [
            *kept(0, 1, name=""),
            Kept(3, NOON, "note/goal/a", "Ana", "Juniper Bend"),
            Kept(4, NOON, "note/goal/b", "Ana", "Juniper Bend"),
            Kept(5, NOON, "milestone/c", "Ana", "Juniper Bend"),
        ]
    )
    assert found.who == (("", ""), ("Ana", "Juniper Bend"))
    assert found.fields == (("answer", 1), ("note", 2))


@settings(max_examples=examples(100))
@given(st.lists(st.integers(0, 3000), max_size=40).map(sorted), st.integers(1, 4))
def test_page_by_page_every_entry_is_shown_once(minutes: list[int], most: int) -> None:
    everything = kept(*minutes)
    before, shown = len(everything), []
    for _page in range(len(everything) + 1):
        newest = [each for each in everything if each.version <= before][::-1]
        found = leaf(newest[:10], most=most, more=len(newest) > 10)
        shown += [each.version for sitting in found.sittings for each in sitting.kept]
        if not found.older:
            break
        assert found.older < before
        before = found.older
    assert sorted(shown) == [each.version for each in everything]
