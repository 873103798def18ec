"""Puts a comparison into the reader's words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument, Question
from barnraise.ui.mixed_text import MixedText, filled, joined
from barnraise.workbook.fields.address import parse
from barnraise.workbook.history.description import (
    DescribedAnswer,
    DescribedItem,
    DescribedQuestion,
    DescribedText,
    Description,
    DiffPiece,
)
from barnraise.workbook.history.diff import (
    AnswerChange,
    Comparison,
    ItemChange,
    QuestionChange,
    TextChange,
)
from barnraise.workbook.state.labels import full_title, kinds, plain_words
from barnraise.workbook.state.looks import ShownChoice
from barnraise.workbook.state.snapshot import FieldState, StandingEntry
from barnraise.workbook.state.wording import shown_choice, signature, signed_by
from barnraise.workbook.text.diff import WORD, diff
from barnraise.workbook.text.match import MAX_EDITS

KEPT = 24  # words that stay in sight on each side of a change
FLAGS = {"struck": "struck", "back": "struck", "done": "done", "open": "done"}  # turned by what
MAX_LOOKED_AT = 400_000  # characters compared word by word; texts after that stand whole


def describe(comparison: Comparison, language: str) -> Description:
    """The comparison in this language."""
    return _Describer(comparison, language).description()


class _Describer:
    def __init__(self, comparison: Comparison, language: str) -> None:
        self.comparison, self.language = comparison, language
        self.kinds, self.what_happened = kinds(), _what_happened()
        self.left = MAX_LOOKED_AT

    def description(self) -> Description:
        return Description(
            tuple(self.answer(change) for change in self.comparison.moves),
            tuple(self.item(change) for change in self.comparison.turns),
            tuple(self.text(change) for change in self.comparison.rewordings),
            tuple(self.question(change) for change in self.comparison.asked),
            tuple(self.stages()),
        )

    def names(self, question: Question) -> tuple[str, str, str]:
        """A question's number, key and label."""
        asking = self._asking(question)
        number = asking.number(asking.question(question.key))
        return number, question.key, question.label.in_(self.language)

    def _asking(self, question: Question) -> Instrument:
        later = self.comparison.after
        return later if question.key in later.by_key else self.comparison.before

    def choice(self, code: str, asking: Instrument) -> ShownChoice:
        return shown_choice(code, asking, self.language)

    def answer(self, change: AnswerChange) -> DescribedAnswer:
        before = self.choice(change.before, self.comparison.before)
        after = self.choice(change.after, self.comparison.after)
        part = change.wording.in_(self.language) if change.wording else ""
        return DescribedAnswer(*self.names(change.question), before, after, part)

    def item(self, change: ItemChange) -> DescribedItem:
        field_state = change.after if change.after.entries else change.before
        entry = field_state.entries[-1]
        return DescribedItem(
            *self.names(change.question),
            change.code,
            self._what(change.code, entry),
            self.kinds[change.kind],
            self._words(field_state, self._asking(change.question)),
            joined(" · ", dict.fromkeys(map(signed_by, field_state.versions))),
            entry.struck,
        )

    def _what(self, code: str, entry: StandingEntry) -> str:
        """What happened, and by whom where that is another than who wrote the words."""
        hand = entry.turned_by(FLAGS.get(code, ""))
        what = self.what_happened[code]
        if hand is None:
            return what
        return filled(_("%(what)s by %(who)s"), what=what, who=signature(*hand.signed))

    def text(self, change: TextChange) -> DescribedText:
        before = self._words(change.before, self.comparison.before)
        after = self._words(change.after, self.comparison.after)
        self.left -= len(before) + len(after)
        max_edits = MAX_EDITS if self.left > 0 else 0
        pieces = (DiffPiece(each.code, each.text) for each in diff(before, after, max_edits))
        rival = change.before.split or change.after.split
        return DescribedText(change.field, self._title(change.field), tuple(_folded(pieces)), rival)

    def _title(self, field: str) -> str:
        for instrument in (self.comparison.after, self.comparison.before):
            try:
                address = parse(field, instrument)
            except ValueError:
                continue
            return full_title(address, instrument, self.language)
        return field

    def _words(self, field_state: FieldState, asking: Instrument) -> MixedText:
        versions = (plain_words(entry, asking, self.language) for entry in field_state.versions)
        return joined("\n\n", (joined(" · ", words) for words in versions))

    def question(self, change: QuestionChange) -> DescribedQuestion:
        asking = self.comparison.before if change.code == "gone" else self.comparison.after
        what = {
            "new": _("asked since then"),
            "gone": _("no longer asked"),
            "changed": _("asked in other words"),
        }[change.code]
        choice = self.choice(change.choice, asking)
        return DescribedQuestion(*self.names(change.question), change.code, what, choice)

    def stages(self) -> Iterator[str]:
        for stage, came in self.comparison.here:
            sentence = (
                _("The work is now also in: %(title)s")
                if came
                else _("The work is no longer in: %(title)s")
            )
            yield filled(sentence, title=stage.title.in_(self.language))


def _what_happened() -> dict[str, str]:
    return {
        "added": _("added"),
        "gone": _("no longer there"),
        "struck": _("crossed out"),
        "back": _("put back"),
        "done": _("done"),
        "open": _("open again"),
        "changed": _("changed"),
    }


def _folded(pieces: Iterator[DiffPiece]) -> Iterator[DiffPiece]:
    """Long stretches that stayed keep their ends in sight; what lies between is cut out."""
    listed = list(pieces)
    for n, piece in enumerate(listed):
        if piece.code == "same":
            yield from _ends(piece.text, first=n == 0, last=n == len(listed) - 1)
        else:
            yield piece


def _ends(text: str, *, first: bool, last: bool) -> Iterator[DiffPiece]:
    words = WORD.findall(text)
    begin, end = (0 if first else KEPT), (0 if last else KEPT)
    middle = words[begin : len(words) - end]
    if len(middle) <= KEPT:
        yield DiffPiece("same", text)
        return
    if begin:
        yield DiffPiece("same", "".join(words[:begin]))
    yield DiffPiece("cut", "".join(middle), len(middle))
    if end:
        yield DiffPiece("same", "".join(words[-end:]))
