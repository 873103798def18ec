"""A comparison in the reader's words: what a page or a report shows of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument, Question
from barnraise.workbook.fields import parse
from barnraise.workbook.history.diff import (
    AnswerChange,
    Comparison,
    ItemChange,
    QuestionChange,
    TextChange,
)
from barnraise.workbook.state.labels import kinds, title_of, words_said
from barnraise.workbook.state.looks import LOOK
from barnraise.workbook.state.snapshot import FieldState, StandingEntry
from barnraise.workbook.state.wording import words_of
from barnraise.workbook.text.diff import MAX_EDITS, WORD, diff

KEPT = 24  # words that stay in sight on each side of a change
MAX_LOOKED_AT = 400_000  # characters compared word by word; texts after that stand whole


@dataclass(frozen=True)
class Choice:
    """A choice with its words and its look."""

    code: str
    words: str
    look: str


@dataclass(frozen=True)
class Move:
    """A question, or with `part` the part of one, that went from one answer to another."""

    number: str
    key: str
    label: str
    before: Choice
    after: Choice
    part: str = ""


@dataclass(frozen=True)
class Turn:
    """What happened to a note, a view, a piece of evidence or a next step."""

    number: str
    key: str
    label: str
    code: str
    what: str
    kind: str
    text: str
    by: str
    struck: bool


@dataclass(frozen=True)
class Piece:
    """Words of a text: "same", "new", "gone", or "cut" for `many` words that are as they were."""

    code: str
    text: str
    many: int = 0


@dataclass(frozen=True)
class Rewording:
    """A text that reads differently, in pieces; `rival` when two versions stood at either time."""

    field: str
    title: str
    pieces: tuple[Piece, ...]
    rival: bool = False


@dataclass(frozen=True)
class QuestionWords:
    """A question that only one of the two asks, or that both word differently."""

    number: str
    key: str
    label: str
    code: str
    what: str
    choice: Choice


@dataclass(frozen=True)
class Moves:
    """All of it, in words."""

    moves: tuple[Move, ...] = ()
    turns: tuple[Turn, ...] = ()
    rewordings: tuple[Rewording, ...] = ()
    asked: tuple[QuestionWords, ...] = ()
    here: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.moves or self.turns or self.rewordings or self.asked or self.here)


def describe(found: Comparison, language: str) -> Moves:
    """The comparison in this language."""
    return _Telling(found, language).told()


class _Telling:
    def __init__(self, found: Comparison, language: str) -> None:
        self.found, self.language = found, language
        self.kinds, self.whats = kinds(), _whats()
        self.left = MAX_LOOKED_AT

    def told(self) -> Moves:
        return Moves(
            tuple(self.move(each) for each in self.found.moves),
            tuple(self.turn(each) for each in self.found.turns),
            tuple(self.rewording(each) for each in self.found.rewordings),
            tuple(self.asked(each) for each in self.found.asked),
            tuple(self.here()),
        )

    def of(self, question: Question) -> tuple[str, str, str]:
        """A question's number, key and label."""
        asks = self._asking(question)
        return asks.number(asks.question(question.key)), question.key, self._label(question)

    def _label(self, question: Question) -> str:
        return question.label.in_(self.language)

    def _asking(self, question: Question) -> Instrument:
        later = self.found.after
        return later if question.key in later.by_key else self.found.before

    def choice(self, code: str, asks: Instrument) -> Choice:
        return Choice(code, words_of(code, asks, self.language), LOOK[code])

    def move(self, each: AnswerChange) -> Move:
        before = self.choice(each.before, self.found.before)
        after = self.choice(each.after, self.found.after)
        part = each.wording.in_(self.language) if each.wording else ""
        return Move(*self.of(each.question), before, after, part)

    def turn(self, each: ItemChange) -> Turn:
        field_state = each.after if each.after.entries else each.before
        line = field_state.entries[-1]
        signed = ", ".join(part for part in (line.name, line.organization) if part)
        return Turn(
            *self.of(each.question),
            each.code,
            self.whats[each.code],
            self.kinds[each.kind],
            self._text(field_state, self._asking(each.question)),
            signed or _("someone who did not sign"),
            line.struck,
        )

    def rewording(self, each: TextChange) -> Rewording:
        before = self._text(each.before, self.found.before)
        after = self._text(each.after, self.found.after)
        self.left -= len(before) + len(after)
        most = MAX_EDITS if self.left > 0 else 0
        pieces = (Piece(one.code, one.text) for one in diff(before, after, most))
        rival = each.before.split or each.after.split
        return Rewording(each.field, self._title(each.field), tuple(_folded(pieces)), rival)

    def _title(self, field: str) -> str:
        for instrument in (self.found.after, self.found.before):
            try:
                address = parse(field, instrument)
            except ValueError:
                continue
            title = title_of(address, instrument, self.language)
            return f"{title} · {self.kinds[address.kind.name]}"
        return field

    def _text(self, field_state: FieldState, asks: Instrument) -> str:
        said = (
            words_said(_without_flags(line), asks, self.language) for line in field_state.versions
        )
        return "\n\n".join(" · ".join(words) for words in said)

    def asked(self, each: QuestionChange) -> QuestionWords:
        asks = self.found.before if each.code == "gone" else self.found.after
        what = {
            "new": _("asked since then"),
            "gone": _("no longer asked"),
            "changed": _("asked in other words"),
        }[each.code]
        return QuestionWords(
            *self.of(each.question), each.code, what, self.choice(each.choice, asks)
        )

    def here(self) -> Iterator[str]:
        for stage, came in self.found.here:
            title = {"title": stage.title.in_(self.language)}
            yield (
                _("The work is now also in: %(title)s") % title
                if came
                else _("The work is no longer in: %(title)s") % title
            )


def _whats() -> dict[str, str]:
    return {
        "added": _("added"),
        "gone": _("no longer there"),
        "struck": _("struck"),
        "back": _("brought back"),
        "done": _("done"),
        "open": _("open again"),
        "changed": _("changed"),
    }


def _without_flags(line: StandingEntry) -> StandingEntry:
    return replace(line, value={k: v for k, v in line.value.items() if isinstance(v, str)})


def _folded(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Long stretches that stayed keep their ends in sight; what lies between is cut out."""
    found = list(pieces)
    for n, each in enumerate(found):
        if each.code == "same":
            yield from _ends(each.text, first=n == 0, last=n == len(found) - 1)
        else:
            yield each


def _ends(text: str, *, first: bool, last: bool) -> Iterator[Piece]:
    words = WORD.findall(text)
    begin, end = (0 if first else KEPT), (0 if last else KEPT)
    middle = words[begin : len(words) - end]
    if len(middle) <= KEPT:
        yield Piece("same", text)
        return
    if begin:
        yield Piece("same", "".join(words[:begin]))
    yield Piece("cut", "".join(middle), len(middle))
    if end:
        yield Piece("same", "".join(words[-end:]))
