"""What changed in the words of a text: stretches that stayed, came and went. Pure.

Lines are matched first, then the words of those that differ. Where two texts have too little in
common, one stands whole after the other. What `diff` says of two texts, it says mirrored of them
the other way round.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from barnraise.workbook.text.match import MAX_EDITS, Matcher

Code = Literal["same", "gone", "new"]

# Chinese and Japanese have no blanks between words: there each sign is one.
CJK = "\u3040-\u30ff\u3400-\u9fff"
BLANKS = r"[^\S\n]*"
# A word has the blanks before it, so that words added at the end leave the last one as it was.
WORD = re.compile(rf"{BLANKS}(?:[{CJK}]|(?:(?![{CJK}])\S)+)|\n+|[^\S\n]+")
LINE = re.compile(r"[^\n]*\n+|[^\n]+")
MAX_ISLAND = 2  # words that stay between two longer replacements read better as replaced too


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed ("same"), went ("gone") or came ("new")."""

    code: Code
    text: str


def diff(before: str, after: str, max_edits: int = MAX_EDITS) -> tuple[Stretch, ...]:
    """The stretches that make up `before` (all but "new") and `after` (all but "gone").

    With more than `max_edits` edits, texts count as different altogether.
    """
    if before == after:
        return (Stretch("same", before),) if before else ()
    if (len(after), after) < (len(before), before):
        mirrored = (_mirrored(stretch) for stretch in diff(after, before, max_edits))
        return tuple(_joined(mirrored))
    matcher = Matcher(max_edits=max_edits, max_depth=0)
    return tuple(_joined(_without_islands(_by_lines(before, after, matcher))))


def _mirrored(stretch: Stretch) -> Stretch:
    codes: dict[Code, Code] = {"same": "same", "gone": "new", "new": "gone"}
    return replace(stretch, code=codes[stretch.code])


def _by_lines(before: str, after: str, matcher: Matcher) -> list[Stretch]:
    """Line by line, and word by word where lines differ."""
    stretches: list[Stretch] = []
    gone, new = "", ""
    for line in _edited(LINE.findall(before), LINE.findall(after), matcher):
        if line.code == "same":
            stretches += [*_by_words(gone, new, matcher), line]
            gone, new = "", ""
        gone += line.text if line.code == "gone" else ""
        new += line.text if line.code == "new" else ""
    return [*stretches, *_by_words(gone, new, matcher)]


def _by_words(before: str, after: str, matcher: Matcher) -> Iterator[Stretch]:
    return _edited(WORD.findall(before), WORD.findall(after), matcher)


def _edited(before: Sequence[str], after: Sequence[str], matcher: Matcher) -> Iterator[Stretch]:
    """Both as stretches of one piece each."""
    at = at_other = 0
    places = matcher.shared(before, after)
    for to, to_other in [*sorted(places.items()), (len(before), len(after))]:
        yield from (Stretch("gone", piece) for piece in before[at:to])
        yield from (Stretch("new", piece) for piece in after[at_other:to_other])
        yield from (Stretch("same", piece) for piece in before[to : to + 1])
        at, at_other = to + 1, to_other + 1


def _without_islands(pieces: list[Stretch]) -> Iterator[Stretch]:
    """One or two words that stayed between longer changes count as gone and new."""
    runs = _runs(pieces)
    for n, run in enumerate(runs):
        island = run[0].code == "same" and 0 < n < len(runs) - 1 and len(run) <= MAX_ISLAND
        if island and all(_replaces(side, len(run)) for side in (runs[n - 1], runs[n + 1])):
            text = "".join(piece.text for piece in run)
            yield Stretch("gone", text)
            yield Stretch("new", text)
        else:
            yield from run


def _replaces(run: list[Stretch], more_than: int) -> bool:
    """Whether words went and others came, more of them than this."""
    return len(run) > more_than and len({piece.code for piece in run}) > 1


def _runs(pieces: list[Stretch]) -> list[list[Stretch]]:
    """Cut where what stayed and what changed meet."""
    runs: list[list[Stretch]] = []
    for piece in pieces:
        if runs and (runs[-1][0].code == "same") == (piece.code == "same"):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _joined(pieces: Iterator[Stretch]) -> Iterator[Stretch]:
    """Whole stretches; between two that stayed, what went stands before what came."""
    gone, new, same = "", "", ""
    for piece in pieces:
        if piece.code == "same":
            yield from _changed(gone, new)
            gone, new, same = "", "", same + piece.text
        else:
            if same:
                yield Stretch("same", same)
            same = ""
            gone += piece.text if piece.code == "gone" else ""
            new += piece.text if piece.code == "new" else ""
    yield from _changed(gone, new)
    if same:
        yield Stretch("same", same)


def _changed(gone: str, new: str) -> Iterator[Stretch]:
    if gone:
        yield Stretch("gone", gone)
    if new:
        yield Stretch("new", new)
