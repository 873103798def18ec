"""Finds which paragraphs or words two texts share: for `diff` and for `merge`. Pure.

What is alike at both ends is set aside, then the shortest edit is looked for. Where that takes too
much, what stands exactly once in each text holds them together; else nothing in between counts as
shared. All of it within a number of steps, so that no text takes long.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Optional

from barnraise.workbook.text.items import Items, words, words_of
from barnraise.workbook.text.shortest_edit import Budget, Pair, shared_pairs

MAX_STEPS = 10_000_000  # of one diff or merge; about a second at worst
MAX_EDITS = 300  # that may lie between two texts before they count as different altogether
MAX_COMPARED = 400  # pairs of paragraphs; more are compared as one long one
MAX_DEPTH = 8  # gaps within gaps

_Row = tuple[int, int, Optional["_Row"]]


class Matcher:
    """Finds what two sequences share; all that one matcher is asked takes from the same steps."""

    def __init__(
        self, steps: int = MAX_STEPS, max_edits: int = MAX_EDITS, max_depth: int = MAX_DEPTH
    ) -> None:
        self.budget = Budget(steps)
        self.max_edits, self.max_depth = max_edits, max_depth
        self.cut: dict[str, tuple[str, ...]] = {}  # the words of each paragraph

    def shared(self, one: Sequence[str], other: Sequence[str], depth: int = 0) -> dict[int, int]:
        """Places in `one` and where the same stands in `other`; both rise together."""
        start = alike(one, other)
        end = alike(one[start:][::-1], other[start:][::-1])
        places = {place: place for place in range(start)}
        inner, inner_other = one[start : len(one) - end], other[start : len(other) - end]
        for place, to in self._inside(inner, inner_other, depth):
            places[start + place] = start + to
        shift = len(other) - len(one)
        places |= {place: place + shift for place in range(len(one) - end, len(one))}
        return places

    def _inside(self, one: Sequence[str], other: Sequence[str], depth: int) -> Iterable[Pair]:
        pairs = shared_pairs(one, other, self.max_edits, self.budget)
        if pairs is None:
            return self._around_anchors(one, other, depth) if depth < self.max_depth else ()
        return pairs

    def _around_anchors(
        self, one: Sequence[str], other: Sequence[str], depth: int
    ) -> Iterator[Pair]:
        """The same for long texts: what stands once in each holds them together."""
        held = anchors(one, other)
        corners = [(-1, -1), *held, (len(one), len(other))] if held else []
        for (at, at_other), (to, to_other) in pairwise(corners):
            gap, gap_other = one[at + 1 : to], other[at_other + 1 : to_other]
            for place, where in self.shared(gap, gap_other, depth + 1).items():
                yield at + 1 + place, at_other + 1 + where
        yield from held

    def shared_words(self, one: Items, other: Items) -> dict[int, int]:
        """The same for the words of two rows of paragraphs, paragraph beside paragraph."""
        places: dict[int, int] = {}
        place = place_other = 0
        for paragraph, twin in self._aligned(one, other):
            mine, yours = self._cut(paragraph), self._cut(twin)
            for at, at_other in self.shared(mine, yours).items():
                places[place + at] = place_other + at_other
            place, place_other = place + len(mine), place_other + len(yours)
        return {**places, place: place_other}  # the ends

    def _aligned(self, one: Items, other: Items) -> Iterator[tuple[Items, Items]]:
        """Paragraphs that are the same or much alike, and what stands between them."""
        at = at_other = 0
        held = self.shared(words_of(one), words_of(other))
        for to, to_other in [*sorted(held.items()), (len(one), len(other))]:
            yield from self._similar(one[at:to], other[at_other:to_other])
            yield one[to : to + 1], other[to_other : to_other + 1]
            at, at_other = to + 1, to_other + 1

    def _similar(self, one: Items, other: Items) -> Iterator[tuple[Items, Items]]:
        """Each paragraph beside the next one that shares more than half of its words."""
        at = at_other = 0
        for place in range(len(one) if len(one) * len(other) <= MAX_COMPARED else 0):
            for place_other in range(at_other, len(other)):
                twins = one[place : place + 1], other[place_other : place_other + 1]
                if _are_similar(self._cut(twins[0]), self._cut(twins[1])):
                    yield one[at:place], other[at_other:place_other]
                    yield twins
                    at, at_other = place + 1, place_other + 1
                    break
        yield one[at:], other[at_other:]

    def _cut(self, items: Items) -> tuple[str, ...]:
        """The words of paragraphs."""
        for item in items:
            if item.words not in self.cut:
                self.cut[item.words] = tuple(words_of(words(item.words))[:-1])
        return tuple(word for item in items for word in self.cut[item.words])


def _are_similar(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether more than half of the shorter one's words are in both; signs and "a" do not count."""
    mine, yours = ({word for word in side if len(word) > 2} for side in (one, other))
    return 2 * len(mine & yours) > min(len(mine), len(yours)) > 0


def anchors(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """Where what stands exactly once in each stands: the longest row that rises in both."""
    many, many_other = Counter(one), Counter(other)
    places = {item: place for place, item in enumerate(other)}
    ends: list[int] = []  # by length of a row: the lowest place in `other` at which one ends
    rows: list[_Row] = []  # and that row, as a chain
    for place, item in enumerate(one):
        if many[item] == 1 == many_other[item]:
            size = bisect_left(ends, places[item])
            row = (place, places[item], rows[size - 1] if size else None)
            ends[size : size + 1], rows[size : size + 1] = [places[item]], [row]
    return _unchained(rows[-1] if rows else None)


def _unchained(row: "_Row | None") -> list[Pair]:
    pairs = []
    while row:
        place, place_other, row = row
        pairs.append((place, place_other))
    return pairs[::-1]


def alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of the first are the same in both."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
