"""Opens an export again and counts what it holds: nothing is offered that lost a word. Pure.

Compared are letters and digits alone. What was said twice must be there twice, and an answer
right beside its question. A page's header may cut a text, so its pieces need only follow each
other closely. Scripts that are drawn in another order than they are read are compared letter by
letter.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from itertools import chain

from barnraise.reports.document import Report
from barnraise.reports.plain import tamed

WORD = re.compile(r"[^\W_]+")
PIECE = 24  # letters of a long word that are looked for at once
CUT = 600  # letters that may stand between two pieces of one text: the end of a page, a new one
IN_ORDER = re.compile("[\u0000-\u058f\u1e00-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]*")


@dataclass(frozen=True)
class Checked:
    """An export and what was found in it: by kind, how many of how many; and what was not."""

    data: bytes
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()  # where something is missing: "note/goal_setting"

    @property
    def complete(self) -> bool:
        return not self.problems


def checked(
    report: Report,
    data: bytes,
    read: Callable[[bytes], str],
    covered: Container[str] | None = None,
    *,
    looks_back: bool = False,
) -> Checked:
    """Counts in `data`, read back as text, each question and all that people wrote.

    With `looks_back` also the milestones and what moved.
    """
    found = _Found(read(data), covered)
    wanted: Counter[str] = Counter()
    there: Counter[str] = Counter()
    problems = []
    for place, is_there in _looked_for(report, found, looks_back=looks_back):
        kind = place.split("/")[0]
        wanted[kind] += 1
        there[kind] += is_there
        problems += [] if is_there else [place]
    return Checked(data, {kind: (there[kind], wanted[kind]) for kind in wanted}, tuple(problems))


def _looked_for(report: Report, found: "_Found", *, looks_back: bool) -> Iterator[tuple[str, bool]]:
    for question in report.questions:
        name = f"{question.number} {question.label}"
        ways = (name, f"{name} {question.wording}")
        yield f"question/{question.key}", found.holds(name)
        answered = any(found.has(f"{way} {question.choice.words}") for way in ways)
        yield f"answer/{question.key}", answered
    for place, texts in chain(report.said(), report.moving() if looks_back else ()):
        # Each text is asked for, even after one is missing: counting must not lag behind.
        whole = found.has if place.startswith("moved/") else found.holds
        yield place, not [text for text in texts if not whole(text)]


class _Found:
    """The text of an export, ready to be searched; it remembers what was asked for."""

    def __init__(self, text: str, covered: Container[str] | None) -> None:
        self.covered = covered
        self.letters = "".join(self._words(text))
        self.there = frozenset(self.letters)
        self.asked: Counter[str] = Counter()
        self.last = 0

    def has(self, text: str) -> bool:
        """Whether the text is there in one piece."""
        words = self._words(text)
        if all(map(IN_ORDER.fullmatch, words)):
            return "".join(words) in self.letters
        return all(map(self._letters_of, words))

    def holds(self, text: str) -> bool:
        """Whether the text is there, whole or cut, as often as it has been asked for now."""
        words = self._words(text)
        if not all(map(IN_ORDER.fullmatch, words)):
            return "".join(words) in self.letters or all(map(self._letters_of, words))
        pieces = [
            word[start : start + PIECE] for word in words for start in range(0, len(word), PIECE)
        ]
        whole = "".join(words)
        self.asked[whole] += 1
        return not whole or self._times(pieces, whole, self.asked[whole])

    def _times(self, pieces: list[str], whole: str, wanted: int) -> bool:
        """Whether it is there so often; those in one piece are counted first, they are quick."""
        left = wanted - self.letters.count(whole)
        for at in self._places(pieces[0]) if left > 0 else ():
            cut = not self.letters.startswith(whole, at)
            left -= cut and self._follow(pieces[1:], at + len(pieces[0]))
            if left <= 0:
                self.last = at
                break
        return left <= 0

    def _places(self, piece: str) -> Iterator[int]:
        """Where this stands, beginning near what was found last: most exports keep the order."""
        for start, end in ((self.last, len(self.letters)), (0, self.last + len(piece) - 1)):
            at = self.letters.find(piece, start, end)
            while at >= 0:
                yield at
                at = self.letters.find(piece, at + 1, end)

    def _follow(self, pieces: list[str], end: int) -> bool:
        """Whether the pieces come one after the other; at most a page's header between them."""
        spare = CUT
        for piece in pieces:
            at = self.letters.find(piece, end, end + spare + len(piece))
            if at < 0:
                return False
            spare = min(CUT, spare - (at - end) + len(piece) // 2)  # the next page earns it back
            end = at + len(piece)
        return True

    def _letters_of(self, word: str) -> bool:
        return word in self.letters or set(word) <= self.there

    def _words(self, text: str) -> list[str]:
        shown = tamed(text)
        if self.covered is not None:
            shown = "".join(each if each in self.covered else " " for each in shown)
        return WORD.findall(unicodedata.normalize("NFKC", shown))
