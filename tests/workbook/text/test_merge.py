"""Two texts that grew apart: the rules by their examples, and laws that hold for any text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnraise.caches import forget_all
from barnraise.workbook.fields.kinds import KINDS
from barnraise.workbook.text import match
from barnraise.workbook.text.items import paragraphs, text_of, words
from barnraise.workbook.text.match import Matcher, anchors
from barnraise.workbook.text.merge import By, Merge, MergePiece, merge
from tests.laws import examples
from tests.workbook.text.steps import slides_counted

PAPER = Path(__file__).parents[3] / "docs/explanation/sync.md"
LONGEST = KINDS["text"].attributes[0].most
WORD = re.compile(r"\w+")
SOME = (
    "a",
    "b",
    "map",
    "list",
    "é",
    "e\u0301",
    "12",
    ".",
    ",",
    "’",
    "🏠",
    "👩\u200d🌾",
    "地図",
    "ا",
)
BLANKS = (" ", " ", " ", "", "\n", "\n\n", "\r\n", "\n \n", "\t", "\u2028", "\u00a0", "\x85")
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(SOME + BLANKS), max_size=24).map("".join),
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=14).map(" ".join),
    st.lists(st.sampled_from(["a b", "b c", "c", "d e f"]), max_size=6).map("\n\n".join),
)


def rows_of_the_table() -> Iterator[tuple[str, ...]]:
    """The rows of the table in the paper."""
    rows = PAPER.read_text(encoding="utf-8").split("| Both grew out of |")[1].splitlines()
    for row in rows[2:]:
        if not row.startswith("|"):
            return
        cells = re.split(r"(?<!\\)\|", row)[1:-1]
        yield tuple(re.sub(" ¶ ", "\n\n", cell.strip().replace(r"\|", "|")) for cell in cells)


def swapped(merged: Merge) -> set[tuple[object, ...]]:
    """Its pieces, whatever their order, as the other side sees them."""
    other = {By.ONE: By.OTHER, By.OTHER: By.ONE}
    return {
        _seen(other.get(each.by, each.by), each, each.other, each.one) for each in merged.pieces
    }


def _seen(by: By, piece: MergePiece, *sides: str) -> tuple[object, ...]:
    text = "" if by is By.APART else piece.text.strip()
    return (by, text, piece.gone, *sides)


def test_the_paper_has_examples() -> None:
    assert len(list(rows_of_the_table())) == 10


@pytest.mark.parametrize(("base", "one", "other", "offered"), list(rows_of_the_table()))
def test_the_page_offers_what_the_paper_says(base: str, one: str, other: str, offered: str) -> None:
    assert merge(base, one, other).text == offered


@given(TEXTS, TEXTS)
def test_where_only_one_side_changed_something_that_side_is_right(base: str, text: str) -> None:
    assert merge(base, text, text).text == text
    assert merge(base, base, text).text == text
    assert merge(base, text, base).text == text


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=examples(150))
def test_it_does_not_matter_whose_text_comes_first(base: str, one: str, other: str) -> None:
    there, back = merge(base, one, other), merge(base, other, one)
    assert there.apart == back.apart
    assert sorted(WORD.findall(there.text)) == sorted(WORD.findall(back.text))
    assert {_seen(e.by, e, e.one, e.other) for e in there.pieces} == swapped(back)


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=examples(150))
def test_every_word_that_somebody_added_is_in_the_joined_text(
    base: str, one: str, other: str
) -> None:
    there = set(WORD.findall(merge(base, one, other).text))
    assert set(WORD.findall(one)) - set(WORD.findall(base)) <= there
    assert set(WORD.findall(other)) - set(WORD.findall(base)) <= there


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=examples(150))
def test_where_somebody_has_to_choose_both_sides_stand_whole(
    base: str, one: str, other: str
) -> None:
    merged = merge(base, one, other)
    for piece in merged.pieces:
        if piece.by is By.APART:
            assert piece.one.strip() in piece.text
            assert piece.other.strip() in piece.text
            assert piece.text.strip().startswith("[")
            assert piece.text.endswith("]")


def test_two_words_never_become_one() -> None:
    assert merge("a, b", "a,b", "a b").text == "a b"


@given(TEXTS)
def test_a_text_that_is_cut_can_be_put_together_again(text: str) -> None:
    assert text_of(paragraphs(text)) == text
    assert text_of(words(text)) == text
    assert not any(item.words != item.words.strip() for item in words(text))


@given(st.lists(st.integers(0, 9), max_size=30), st.lists(st.integers(0, 9), max_size=30))
@settings(max_examples=examples(150))
def test_what_is_shared_is_the_same_and_in_the_same_order(one: list[int], other: list[int]) -> None:
    first, second = [str(n) for n in one], [str(n) for n in other]
    for steps in (0, 50, 10_000):
        found = Matcher(steps).shared(first, second)
        places = sorted(found)
        assert all(first[place] == second[found[place]] for place in places)
        assert [found[place] for place in places] == sorted(set(found.values()))


def test_what_stands_once_in_both_holds_long_texts_together() -> None:
    assert anchors(list("axbyc"), list("cabz")) == [(0, 1), (2, 2)]
    one, other = "w " * 3000 + "here " + "w " * 3000, "w " * 2000 + "here " + "w " * 3900
    found = Matcher(0).shared(one.split(), other.split())
    assert found[3000] == 2000


def hostile() -> Iterator[tuple[str, str, str]]:
    """Long texts that a comparison without bounds would think about for minutes."""
    signs = [chr(0x2200 + (7 * n * n + 3 * n) % 1999) for n in range(LONGEST)]
    yield "", "x " * 9_999, "y " * 9_999
    yield "w " * 9_000, "w " * 9_999, "w " * 8_000
    yield "w w v " * 3_000, "w v w " * 3_000, "v w w " * 3_000
    yield "w\n" * 9_000, "w\n" * 9_999, "w\nv\n" * 5_000
    yield "\n" * LONGEST, " \n" * 9_999, "\r\n" * 9_999
    yield "".join(signs), "".join(signs[::-1]), "".join(signs[::2] + signs[1::2])
    yield tuple(" ".join(f"{n} {by}{n}" for n in range(2_500))[:LONGEST] for by in "pqr")  # type: ignore[misc]


@pytest.mark.parametrize("texts", list(hostile()))
def test_the_longest_texts_take_a_bounded_number_of_steps(
    texts: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Steps and not seconds: a busy machine is no fault."""
    spent = slides_counted(monkeypatch)
    forget_all()
    merged = merge(*texts)
    assert sum(spent) <= match.MAX_STEPS + LONGEST
    for text in texts[1:]:
        assert set(WORD.findall(text)) <= set(WORD.findall(merged.text))


def test_many_changes_in_one_long_paragraph_are_told_apart_word_by_word() -> None:
    base = ["the" if n % 3 else f"w{n}" for n in range(3_000)]
    one, other = list(base), list(base)
    one[::100], other[50::100] = ["ONE"] * 30, ["OTHER"] * 30
    merged = merge(" ".join(base), " ".join(one), " ".join(other))
    assert merged.apart == 0
    assert (merged.text.count("ONE"), merged.text.count("OTHER")) == (30, 30)
