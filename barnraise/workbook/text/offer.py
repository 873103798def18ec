"""Offers one text for two that stand in one field, from what both grew out of. Pure.

Nothing here is stored: an offer follows from the log each time a page is read, and becomes an
entry only when a person saves it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from barnraise.workbook.text.merge import Merge, merge

MAX_PIECES = 400  # of a text that is shown piece by piece; more could not be read
MAX_DEPTH = 4  # ancestors that were two texts themselves, of which each was two, and so on


@dataclass(frozen=True, slots=True)
class Version:
    """An entry of a text's history: what it says and which entries it replaces."""

    text: str
    replaces: frozenset[UUID] = frozenset()


History = Mapping[UUID, Version]


@dataclass(frozen=True, slots=True)
class MergeOffer:
    """A text to begin from; `merge` tells what came from whom, when that can be shown."""

    text: str
    apart: int = 0  # places where somebody has to choose
    merge: Merge | None = None


def offer(history: History, versions: Sequence[UUID]) -> MergeOffer:
    """One text out of the versions that stand, in their order."""
    first, *rest = versions
    text, last, apart = history[first].text, None, 0
    for place, key in enumerate(rest, 1):
        base = _base(history, [*versions[:place], key])
        last = merge(base, text, history[key].text)
        text, apart = last.text, apart + last.apart
    shows = last is not None and len(rest) == 1 and len(last.pieces) <= MAX_PIECES
    return MergeOffer(text, apart, last if shows else None)


def _base(history: History, keys: Sequence[UUID], deep: int = 0) -> str:
    """The text that all of `keys` grew out of; "" when there is none."""
    nearest = nearest_common(history, keys)
    if not nearest or deep >= MAX_DEPTH:
        return ""
    first, *rest = nearest
    text = history[first].text
    for place, key in enumerate(rest, 1):
        base = _base(history, [*nearest[:place], key], deep + 1)
        text = merge(base, text, history[key].text).text
    return text


def nearest_common(history: History, keys: Sequence[UUID]) -> list[UUID]:
    """What each of `keys` replaced, directly or not, and no later one of these did."""
    common = set.intersection(*(_replaced(history, key) for key in keys))
    older = {before for key in common for before in history[key].replaces}
    return [key for key in history if key in common - older]


def _replaced(history: History, key: UUID) -> set[UUID]:
    """Everything `key` replaced, directly or by way of others; what never arrived is unknown."""
    replaced: set[UUID] = set()
    waiting = [key]
    while waiting:
        before = history[waiting.pop()].replaces
        fresh = {each for each in before if each in history} - replaced
        replaced |= fresh
        waiting += fresh
    return replaced
