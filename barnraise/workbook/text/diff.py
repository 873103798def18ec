"""What changed in the words of a text: stretches that stayed, came and went. Pure.

Lines are matched first, then the words of those that differ, each by the shortest edit (Myers
1986). The work is bounded: where two texts have too little in common, one stands whole after the
other. What `reworded` says of two texts, it says mirrored of them the other way round.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Code = Literal["same", "gone", "new"]

# Chinese and Japanese have no blanks between words: there each sign is one.
CJK = "\u3040-\u30ff\u3400-\u9fff"
BLANKS = r"[^\S\n]*"
# A word has the blanks before it, so that words added at the end leave the last one as it was.
WORD = re.compile(rf"{BLANKS}(?:[{CJK}]|(?:(?![{CJK}])\S)+)|\n+|[^\S\n]+")
LINE = re.compile(r"[^\n]*\n+|[^\n]+")
MAX_EDITS = 300  # words that may differ before two texts count as different altogether
ISLAND = 2  # so few words that stay between two longer replacements read better as replaced too


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed ("same"), went ("gone") or came ("new")."""

    code: Code
    text: str


def diff(before: str, after: str, most: int = MAX_EDITS) -> tuple[Stretch, ...]:
    """The stretches that make up `before` (all but "new") and `after` (all but "gone").

    With more than `most` edits, texts count as different altogether.
    """
    if before == after:
        return (Stretch("same", before),) if before else ()
    if (len(after), after) < (len(before), before):
        mirrored = (_mirrored(each) for each in diff(after, before, most))
        return tuple(_joined(mirrored))
    return tuple(_joined(_without_islands(_by_lines(before, after, most))))


def _mirrored(each: Stretch) -> Stretch:
    codes: dict[Code, Code] = {"same": "same", "gone": "new", "new": "gone"}
    return replace(each, code=codes[each.code])


def _by_lines(before: str, after: str, most: int) -> list[Stretch]:
    """Line by line, and word by word where lines differ."""
    found: list[Stretch] = []
    gone, new = "", ""
    for each in _edited(LINE.findall(before), LINE.findall(after), most):
        if each.code == "same":
            found += [*_by_words(gone, new, most), each]
            gone, new = "", ""
        gone += each.text if each.code == "gone" else ""
        new += each.text if each.code == "new" else ""
    return [*found, *_by_words(gone, new, most)]


def _by_words(before: str, after: str, most: int) -> list[Stretch]:
    return _edited(WORD.findall(before), WORD.findall(after), most)


def _edited(before: Sequence[str], after: Sequence[str], most: int) -> list[Stretch]:
    """Both as stretches of one piece each; pieces shared at either end are set aside first."""
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    found = [Stretch("same", each) for each in before[:start]]
    found += _middle(old, new, most)
    return found + [Stretch("same", each) for each in before[len(before) - end :]]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces both begin with."""
    for n, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return n
    return min(len(one), len(other))


def _middle(old: Sequence[str], new: Sequence[str], most: int) -> list[Stretch]:
    trail = _trail(old, new, most) if old and new else None
    if trail is None:
        return [*(Stretch("gone", each) for each in old), *(Stretch("new", each) for each in new)]
    return _walked_back(old, new, trail)


def _trail(old: Sequence[str], new: Sequence[str], most: int) -> list[dict[int, int]] | None:
    """For each number of edits, how far each diagonal reaches; None when too many are needed."""
    reach = {1: 0}
    trail = []
    for edits in range(min(len(old) + len(new), most) + 1):
        trail.append(dict(reach))
        for diagonal in range(-edits, edits + 1, 2):
            x = _start(reach, diagonal, edits)
            y = x - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            reach[diagonal] = x
            if x >= len(old) and y >= len(new):
                return trail
    return None


def _start(reach: dict[int, int], diagonal: int, edits: int) -> int:
    """Where a diagonal is entered: by a piece that came, or by one that went."""
    if _comes(reach, diagonal, edits):
        return reach[diagonal + 1]
    return reach[diagonal - 1] + 1


def _comes(reach: dict[int, int], diagonal: int, edits: int) -> bool:
    if diagonal in {-edits, edits}:
        return diagonal == -edits
    return reach[diagonal - 1] < reach[diagonal + 1]


def _walked_back(
    old: Sequence[str], new: Sequence[str], trail: list[dict[int, int]]
) -> list[Stretch]:
    x, y = len(old), len(new)
    found: list[Stretch] = []
    for edits in range(len(trail) - 1, -1, -1):
        reach, diagonal = trail[edits], x - y
        comes = _comes(reach, diagonal, edits)
        before = diagonal + 1 if comes else diagonal - 1
        from_x = reach[before]
        from_y = from_x - before
        while x > max(from_x, 0) and y > max(from_y, 0) and old[x - 1] == new[y - 1]:
            x, y = x - 1, y - 1
            found.append(Stretch("same", old[x]))
        if edits:
            found.append(Stretch("new", new[y - 1]) if comes else Stretch("gone", old[x - 1]))
            x, y = from_x, from_y
    return found[::-1]


def _without_islands(pieces: list[Stretch]) -> Iterator[Stretch]:
    """One or two words that stayed between longer changes count as gone and new."""
    runs = _runs(pieces)
    for n, run in enumerate(runs):
        island = run[0].code == "same" and 0 < n < len(runs) - 1 and len(run) <= ISLAND
        if island and all(_replaces(each, len(run)) for each in (runs[n - 1], runs[n + 1])):
            text = "".join(each.text for each in run)
            yield Stretch("gone", text)
            yield Stretch("new", text)
        else:
            yield from run


def _replaces(run: list[Stretch], more_than: int) -> bool:
    """Whether words went and others came, more of them than this."""
    return len(run) > more_than and len({each.code for each in run}) > 1


def _runs(pieces: list[Stretch]) -> list[list[Stretch]]:
    """Cut where what stayed and what changed meet."""
    found: list[list[Stretch]] = []
    for each in pieces:
        if found and (found[-1][0].code == "same") == (each.code == "same"):
            found[-1].append(each)
        else:
            found.append([each])
    return found


def _joined(pieces: Iterator[Stretch]) -> Iterator[Stretch]:
    """Whole stretches; between two that stayed, what went stands before what came."""
    gone, new, same = "", "", ""
    for each in pieces:
        if each.code == "same":
            yield from _changed(gone, new)
            gone, new, same = "", "", same + each.text
        else:
            if same:
                yield Stretch("same", same)
            same = ""
            gone += each.text if each.code == "gone" else ""
            new += each.text if each.code == "new" else ""
    yield from _changed(gone, new)
    if same:
        yield Stretch("same", same)


def _changed(gone: str, new: str) -> Iterator[Stretch]:
    if gone:
        yield Stretch("gone", gone)
    if new:
        yield Stretch("new", new)
