"""Cuts a text into paragraphs or words and finds which of them two texts share. Pure.

`difflib` compares in quadratic time or worse, so it is asked only while a limit of steps lasts.
After that only what is alike at the beginning and at the end counts as shared.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise, takewhile
from typing import Optional

MAX_STEPS = 10_000_000  # of one merge; about half a second at worst
MAX_COMPARED = 400  # pairs of paragraphs; more are compared as one long one
MAX_DEPTH = 8  # gaps within gaps
PARAGRAPH = re.compile(r"\n+|[^\n]+")
JOINED = "'’_\u200c\u200d"  # they hold a word together

_Row = tuple[int, int, Optional["_Row"]]


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph or word, with the line ends or blanks before it; the end of a text is "".

    Two items are alike when their words are, whatever stands before them.
    """

    before: str
    words: str

    @property
    def text(self) -> str:
        return self.before + self.words


Items = tuple[Item, ...]


def text_of(items: Sequence[Item]) -> str:
    """The very text that was cut."""
    return "".join(item.text for item in items)


def words_of(items: Sequence[Item]) -> list[str]:
    return [item.words for item in items]


def paragraphs(text: str) -> Items:
    """Its paragraphs, and the end."""
    parts = (each[0] for each in PARAGRAPH.finditer(text))
    return _items((part[0] == "\n", part) for part in parts)


def words(text: str) -> Items:
    """Its words and signs, and the end."""
    return _items(_parts(text))


def _items(parts: Iterable[tuple[bool, str]]) -> Items:
    """Each part with the blank part before it, if any."""
    found: list[Item] = []
    before = ""
    for is_blank, part in parts:
        if is_blank:
            before = part
        else:
            found.append(Item(before, part))
            before = ""
    return (*found, Item(before, ""))


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Runs of blanks, runs of letters, digits and marks on them, and each sign by itself."""
    for sort, run in groupby(text, _sort):
        if sort == "sign":
            yield from ((False, sign) for sign in run)
        else:
            yield sort == "blank", "".join(run)


def is_word(character: str) -> bool:
    """Whether the character is part of a word, and no blank or sign."""
    return _sort(character) == "word"


def _sort(character: str) -> str:
    if character.isspace():
        return "blank"
    is_joined = character in JOINED or unicodedata.category(character)[0] in "LNM"
    return "word" if is_joined else "sign"


class Matcher:
    """Finds what two sequences share, and counts the steps it takes."""

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self.steps = steps
        self.cut: dict[str, tuple[str, ...]] = {}  # the words of each paragraph

    def shared(self, one: Sequence[str], other: Sequence[str], deep: int = 0) -> dict[int, int]:
        """Places in `one` and where the same stands in `other`; both rise together."""
        start = alike(one, other)
        end = alike(one[start:][::-1], other[start:][::-1])
        found = {place: place for place in range(start)}
        inner, inner_other = one[start : len(one) - end], other[start : len(other) - end]
        if self._affords(inner, inner_other):
            blocks = SequenceMatcher(None, inner, inner_other, autojunk=False)
            for at, at_other, size in blocks.get_matching_blocks():
                found |= {start + at + n: start + at_other + n for n in range(size)}
        elif deep < MAX_DEPTH:
            parts = self._around_anchors(inner, inner_other, deep)
            found |= {start + place: start + to for place, to in parts.items()}
        shift = len(other) - len(one)
        found |= {place: place + shift for place in range(len(one) - end, len(one))}
        return found

    def shared_words(self, one: Items, other: Items) -> dict[int, int]:
        """The same for the words of two rows of paragraphs, paragraph beside paragraph."""
        found: dict[int, int] = {}
        place = place_other = 0
        for paragraph, twin in self._beside(one, other):
            mine, yours = self._cut(paragraph), self._cut(twin)
            for at, at_other in self.shared(mine, yours).items():
                found[place + at] = place_other + at_other
            place, place_other = place + len(mine), place_other + len(yours)
        return {**found, place: place_other}  # the ends

    def _beside(self, one: Items, other: Items) -> Iterator[tuple[Items, Items]]:
        """Paragraphs that are the same or much alike, and what stands between them."""
        at = at_other = 0
        held = self.shared(words_of(one), words_of(other))
        for to, to_other in [*sorted(held.items()), (len(one), len(other))]:
            yield from self._alike(one[at:to], other[at_other:to_other])
            yield one[to : to + 1], other[to_other : to_other + 1]
            at, at_other = to + 1, to_other + 1

    def _alike(self, one: Items, other: Items) -> Iterator[tuple[Items, Items]]:
        """Each paragraph beside the next one that shares more than half of its words."""
        at = at_other = 0
        for place in range(len(one) if len(one) * len(other) <= MAX_COMPARED else 0):
            for place_other in range(at_other, len(other)):
                twins = one[place : place + 1], other[place_other : place_other + 1]
                if _are_alike(self._cut(twins[0]), self._cut(twins[1])):
                    yield one[at:place], other[at_other:place_other]
                    yield twins
                    at, at_other = place + 1, place_other + 1
                    break
        yield one[at:], other[at_other:]

    def _cut(self, items: Items) -> tuple[str, ...]:
        """The words of paragraphs."""
        for each in items:
            if each.words not in self.cut:
                self.cut[each.words] = tuple(words_of(words(each.words))[:-1])
        return tuple(word for each in items for word in self.cut[each.words])

    def _around_anchors(
        self, one: Sequence[str], other: Sequence[str], deep: int
    ) -> dict[int, int]:
        """The same for long texts: what stands once in each holds them together."""
        held = anchors(one, other)
        found = dict(held)
        corners = [(-1, -1), *held, (len(one), len(other))] if held else []
        for (at, at_other), (to, to_other) in pairwise(corners):
            gap, gap_other = one[at + 1 : to], other[at_other + 1 : to_other]
            for place, where in self.shared(gap, gap_other, deep + 1).items():
                found[at + 1 + place] = at_other + 1 + where
        return found

    def _affords(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether the steps last for the worst that `difflib` may need here."""
        if not one or not other:
            return False
        many = Counter(other)
        pairs = sum(many[each] for each in one)
        worst = (min(len(one), len(other)) + 1) * (pairs + len(one)) // 2 + len(other)
        if worst > self.steps:
            return False
        self.steps -= worst
        return True


def _are_alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether more than half of the shorter one's words are in both; signs and "a" do not count."""
    mine, yours = ({word for word in each if len(word) > 2} for each in (one, other))
    return 2 * len(mine & yours) > min(len(mine), len(yours)) > 0


def anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Where what stands exactly once in each stands: the longest row that rises in both."""
    many, many_other = Counter(one), Counter(other)
    places = {each: place for place, each in enumerate(other)}
    ends: list[int] = []  # by length of a row: the lowest place in `other` at which one ends
    rows: list[_Row] = []  # and that row, as a chain
    for place, each in enumerate(one):
        if many[each] == 1 == many_other[each]:
            size = bisect_left(ends, places[each])
            row = (place, places[each], rows[size - 1] if size else None)
            ends[size : size + 1], rows[size : size + 1] = [places[each]], [row]
    return _unchained(rows[-1] if rows else None)


def _unchained(row: "_Row | None") -> list[tuple[int, int]]:
    found = []
    while row:
        place, place_other, row = row
        found.append((place, place_other))
    return found[::-1]


def alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of the first are the same in both."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
