"""Opens an export again and counts what it holds: nothing is offered that lost a word. Pure.

Compared are letters and digits alone. What was said twice must be there twice, and an answer
right beside its question. A page's header may cut a text, so its pieces need only follow each
other closely. Words that are drawn in another order than they are read may stand anywhere, whole.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from barnraise.reports.document.report import Report
from barnraise.reports.document.since_milestone import Passage
from barnraise.reports.text.plain import tamed

WORD = re.compile(r"[^\W_]+")
PIECE = 24  # letters of a long word that are looked for at once
CUT = 600  # letters that may stand between two pieces of one text: the end of a page, a new one
PART = "\f"  # between the parts of an export, where its reader tells them apart
IN_ORDER = re.compile("[\u0000-\u058f\u1e00-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]*")


@dataclass(frozen=True)
class Verification:
    """An export and what was found in it: by kind, how many of how many; and what was not."""

    data: bytes
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()  # where something is missing: "note/goal_setting"
    named: tuple[str, ...] = ()  # missing too, but a page of the document names where

    @property
    def complete(self) -> bool:
        return not self.problems


def verified(
    report: Report,
    data: bytes,
    read: Callable[[bytes], str],
    covered: Container[str] | None = None,
    looks_for: "LooksFor | None" = None,
) -> Verification:
    """Counts in `data`, read back as text, what a format holds: `everything` unless told."""
    export = ExportText(read(data), covered)
    expected: Counter[str] = Counter()
    there: Counter[str] = Counter()
    problems = []
    for place, is_there in (looks_for or everything)(report, export):
        kind = place.split("/")[0]
        expected[kind] += 1
        there[kind] += is_there
        problems += [] if is_there else [place]
    return Verification(
        data, {kind: (there[kind], expected[kind]) for kind in expected}, tuple(problems)
    )


def everything(report: Report, export: "ExportText") -> Iterator[tuple[str, bool]]:
    """Each question with its answer, all that people wrote, milestones and what moved since."""
    again = [report.label(name) for name in ("milestones", "moved", "history")]
    yield from in_its_place(report, export.outside(again))
    yield from looking_back(report, export.under(again[:2]))


def in_its_place(report: Report, export: "ExportText") -> Iterator[tuple[str, bool]]:
    """Each question with its answer, and all that people wrote."""
    yield from _answers(report, export)
    yield from ((place, export.holds_all(texts)) for place, texts in report.written())


def looking_back(report: Report, export: "ExportText") -> Iterator[tuple[str, bool]]:
    """Milestones and what moved; both answers of a question right beside each other."""
    for passage in report.looking_back():
        yield passage.place, is_there(passage, export)


def is_there(passage: Passage, export: "ExportText") -> bool:
    """Whether it is there; what is told twice elsewhere does not stand there in one piece."""
    return export.has(passage.in_one) and export.holds_all(passage.texts)


def everything_as_data(report: Report, export: "ExportText") -> Iterator[tuple[str, bool]]:
    """Answers and words where dates are data and not words; what moved is told elsewhere."""
    yield from _answers(report, export)
    for place, texts in report.written():
        if not place.startswith("step/"):
            yield place, export.holds_all(texts)
    for question in report.questions:
        for step in question.steps:
            whole = export.holds_all((step.what, step.who))
            near = step.who if len(step.who) < CUT else ""  # a long one goes on elsewhere
            dated = export.has(f"{near} {step.due.iso}")
            yield f"step/{question.key}", whole and dated


def history(report: Report, export: "ExportText") -> Iterator[tuple[str, bool]]:
    """Each change, its words right beside the field they were said in."""
    for each in report.history:
        yield f"history/{each.field}", export.holds(f"{each.title} {each.what}")


def _answers(report: Report, export: "ExportText") -> Iterator[tuple[str, bool]]:
    for question in report.questions:
        name = f"{question.number} {question.label}"
        ways = (name, f"{name} {question.wording}")
        yield f"question/{question.key}", export.holds(name)
        answered = any(export.has(f"{way} {question.choice.words}") for way in ways)
        yield f"answer/{question.key}", answered


class ExportText:
    """The text of an export, ready to be searched; it remembers what was asked for."""

    def __init__(self, text: str, covered: Container[str] | None) -> None:
        self.covered = covered
        self.parts = text.split(PART)
        self.letters = "".join(self._words(text))
        self.times_asked: Counter[str] = Counter()
        self.places: dict[str, int] = {}  # where each text was found last
        self.last = 0

    def within(self, places: Iterable[int]) -> "ExportText":
        """Only these parts of the export, so that what is told twice is looked for in its place."""
        return ExportText("\n".join(self.parts[place] for place in places), self.covered)

    def under(self, titles: Sequence[str]) -> "ExportText":
        """The chapters with these titles; all of it where the reader tells no chapters apart."""
        return self._parts_where(lambda part: part.lstrip().startswith(tuple(titles)))

    def outside(self, titles: Sequence[str]) -> "ExportText":
        """All but the chapters with these titles."""
        return self._parts_where(lambda part: not part.lstrip().startswith(tuple(titles)))

    def _parts_where(self, is_wanted: Callable[[str], bool]) -> "ExportText":
        if len(self.parts) == 1:
            return self
        return self.within(place for place, part in enumerate(self.parts) if is_wanted(part))

    def has(self, text: str) -> bool:
        """Whether the text is there in one piece."""
        words = self._words(text)
        if all(map(IN_ORDER.fullmatch, words)):
            return "".join(words) in self.letters
        return all(map(self._letters_of, words))

    def holds_all(self, texts: Iterable[str]) -> bool:
        """Whether each is there; all are asked for, so that counting does not lag behind."""
        return not [text for text in texts if not self.holds(text)]

    def holds(self, text: str) -> bool:
        """Whether the text is there, whole or cut, as often as it has been asked for now."""
        words = self._words(text)
        if not all(map(IN_ORDER.fullmatch, words)):
            return "".join(words) in self.letters or all(map(self._letters_of, words))
        pieces = [
            word[start : start + PIECE] for word in words for start in range(0, len(word), PIECE)
        ]
        whole = "".join(words)
        self.times_asked[whole] += 1
        if not whole or self._next(whole):
            return True
        return self._times(pieces, whole, self.times_asked[whole])

    def _next(self, whole: str) -> bool:
        """Whether it stands once more, after where it was found before; quick, and often so."""
        before = self.places.get(whole, -1) + 1
        if self.times_asked[whole] > 1 and not before:
            return False
        for start in (max(self.last, before), before):
            at = self.letters.find(whole, start)
            if at >= 0:
                self.places[whole] = self.last = at
                return True
        return False

    def _times(self, pieces: list[str], whole: str, times: int) -> bool:
        """Whether it is there so often; those in one piece are counted first, they are quick."""
        left = times - self.letters.count(whole)
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
        """Whether a word is there, of writings whose sentences have no spaces in few pieces."""
        pieces, rest = 0, word
        while rest:
            size = bisect_left(range(len(rest)), 1, key=partial(self._lacks, rest))
            pieces, rest = pieces + 1, rest[size:]
            if not size or pieces > 2 + len(word) // CUT:
                return False
        return True

    def _lacks(self, word: str, place: int) -> int:
        """Whether the word's beginning up to and with this place stands nowhere."""
        return word[: place + 1] not in self.letters

    def _words(self, text: str) -> list[str]:
        shown = tamed(text)
        if self.covered is not None:
            shown = "".join(each if each in self.covered else " " for each in shown)
        return WORD.findall(unicodedata.normalize("NFKC", shown))


LooksFor = Callable[[Report, ExportText], Iterator[tuple[str, bool]]]
