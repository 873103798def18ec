"""What changed in the words: nothing is lost of either text, and the work has an end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnraise.workbook.text import match
from barnraise.workbook.text.diff import Stretch, diff
from tests.laws import examples
from tests.workbook.text.steps import slides_counted

SOME = st.text(alphabet="ab \n.é家ا\u200f", max_size=40)
law = settings(max_examples=examples(200))


def told(before: str, after: str) -> str:
    """The stretches with wdiff's signs."""
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(signs[each.code].format(each.text) for each in diff(before, after))


@law
@given(SOME, SOME)
def test_both_texts_are_whole_in_the_stretches(before: str, after: str) -> None:
    found = diff(before, after)
    assert "".join(each.text for each in found if each.code != "new") == before
    assert "".join(each.text for each in found if each.code != "gone") == after
    assert all(each.text for each in found)


@law
@given(SOME, SOME)
def test_the_other_way_round_is_the_mirror(before: str, after: str) -> None:
    forth, back = diff(before, after), diff(after, before)
    for code, turned in (("same", "same"), ("gone", "new"), ("new", "gone")):
        there = [each.text for each in forth if each.code == code]
        assert there == [each.text for each in back if each.code == turned]


@law
@given(SOME)
def test_a_text_is_no_different_from_itself(text: str) -> None:
    assert all(each.code == "same" for each in diff(text, text))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("We have a map.", "We have a new map.", "We have a{+ new+} map."),
        ("We have a map.", "We have a list.", "We have a[- map.-]{+ list.+}"),
        ("One.\nTwo.\nThree.", "One.\nThree.", "One.\n[-Two.\n-]Three."),
        ("To the end", "To the end and on", "To the end{+ and on+}"),
        ("", "All new.", "{+All new.+}"),
        ("All gone.", "", "[-All gone.-]"),
        ("我们有地图", "我们有新地图", "我们有{+新+}地图"),
        ("Tenemos un mapa.", "Tenemos el mapa.", "Tenemos[- un-]{+ el+} mapa."),
    ],
)
def test_only_the_words_that_differ_are_marked(before: str, after: str, expected: str) -> None:
    assert told(before, after) == expected


def test_a_lone_word_between_two_replacements_is_replaced_too() -> None:
    before, after = "red green blue and one two three", "four five six and seven eight nine"
    assert diff(before, after) == (Stretch("gone", before), Stretch("new", after))


def test_texts_with_too_little_in_common_stand_whole() -> None:
    before, after = "a " * 400 + "the end", "b " * 400 + "the end"
    found = diff(before, after)
    assert [each.code for each in found] == ["gone", "new", "same"]
    assert diff("a b c", "a x c", 0) == (
        Stretch("same", "a"),
        Stretch("gone", " b"),
        Stretch("new", " x"),
        Stretch("same", " c"),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 10_000, "a b " * 5_000),
        ("a\n" * 10_000, "b\n" * 10_000),
        ("a b " * 5_000, "b a " * 5_000),
        ("x" * 20_000, "y" * 20_000),
        ("\n" * 20_000, "a\n" * 10_000),
    ],
)
def test_hostile_texts_take_a_bounded_number_of_steps(
    before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent = slides_counted(monkeypatch)
    found = diff(before, after)
    assert "".join(each.text for each in found if each.code != "new") == before
    assert sum(spent) <= match.MAX_STEPS + max(len(before), len(after))
    assert len(spent) <= 4 * match.MAX_EDITS**2
