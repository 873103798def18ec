"""Opens an export again and counts what it holds: nothing is offered that lost a word. Pure.

Compared are letters and digits alone. A text may be cut by a page's header, so where it is not
found in one piece, each of its words must be. Scripts that are drawn in another order than they
are read are compared letter by letter.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field

from barnraise.reports.document import Report
from barnraise.reports.plain import tamed

WORD = re.compile(r"[^\W_]+")
PIECE = 24  # letters of a long word that are looked for at once
IN_ORDER = re.compile("[\u0000-\u052f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]*")


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
) -> Checked:
    """Counts in `data`, read back as text, each question and all that people wrote."""
    found = _Found(read(data), covered)
    wanted: Counter[str] = Counter()
    there: Counter[str] = Counter()
    problems = []
    for place, texts in _expected(report):
        kind = place.split("/")[0]
        wanted[kind] += 1
        if all(map(found.holds, texts)):
            there[kind] += 1
        else:
            problems.append(place)
    return Checked(data, {kind: (there[kind], wanted[kind]) for kind in wanted}, tuple(problems))


def _expected(report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    for question in report.questions:
        yield f"question/{question.key}", (f"{question.number} {question.label}",)
        yield f"answer/{question.key}", (question.choice.words,)
    yield from report.said()


class _Found:
    """The text of an export, ready to be searched."""

    def __init__(self, text: str, covered: Container[str] | None) -> None:
        self.covered = covered
        self.letters = "".join(self._words(text))
        self.there = frozenset(self.letters)

    def holds(self, text: str) -> bool:
        """Whether the text is there, whole or word by word."""
        words = self._words(text)
        return "".join(words) in self.letters or all(map(self._has, words))

    def _words(self, text: str) -> list[str]:
        shown = tamed(text)
        if self.covered is not None:
            shown = "".join(each if each in self.covered else " " for each in shown)
        return WORD.findall(unicodedata.normalize("NFKC", shown))

    def _has(self, word: str) -> bool:
        if not IN_ORDER.fullmatch(word):
            return set(word) <= self.there
        return all(
            word[start : start + PIECE] in self.letters for start in range(0, len(word), PIECE)
        )
