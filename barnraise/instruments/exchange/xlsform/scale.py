"""The five answers of a form, and which of its choices they are not. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from barnraise.instruments.default_scale import SCALE
from barnraise.instruments.document import NOTHING, Anchor, Words
from barnraise.instruments.exchange.xlsform.answers import code_of, fits, scale_of
from barnraise.instruments.exchange.xlsform.extra_sheet_in import ExtraSheet
from barnraise.instruments.exchange.xlsform.fit_words import LONG, SHORT, Fitting
from barnraise.instruments.exchange.xlsform.form_parts import list_of, many_of
from barnraise.instruments.exchange.xlsform.language_names import plainly
from barnraise.instruments.exchange.xlsform.lines import Line
from barnraise.instruments.exchange.xlsform.result import (
    ANOTHER_WORD,
    BELONGS_NOWHERE,
    NO_ANSWER,
    OTHER_ANSWERS,
    SCALE_UNSPOKEN,
    SEVERAL,
    Left,
    Leftover,
)


@dataclass
class Scaling:
    """Finds the scale for a form's questions and lists every choice that it changes."""

    languages: tuple[str, ...]
    asides: ExtraSheet
    choices: Sequence[Line]
    leftover: Leftover

    def scale(self, questions: Sequence[Line]) -> tuple[Anchor, ...]:
        lists: dict[str, list[Line]] = {}
        for choice in self.choices:
            lists.setdefault(plainly(choice.said("list_name")), []).append(choice)
        used = {list_of(question): lists.get(list_of(question), []) for question in questions}
        anchors = {a.code: self.asides.words(a.code, "anchor") for a in SCALE}
        found = scale_of(used.values(), self.languages, anchors, is_ours=self.asides.is_there)
        scale = tuple(self._spoken(anchor) for anchor in found)
        self._leave_choices(lists, set(used), {anchor.code: anchor.label for anchor in scale})
        self._leave_questions(questions, used)
        return scale

    def _spoken(self, anchor: Anchor) -> Anchor:
        """The answer in the first language; in another one's words when there are none."""
        first = self.languages[0]
        line = Line("choices", 0, {}, {}, {})
        label = anchor.label
        if not label.by_language.get(first):
            word = str(label) or next(a.label.in_("en") for a in SCALE if a.code == anchor.code)
            self.leftover.add(Left("choices", 0, "label", word, SCALE_UNSPOKEN))
            label = Words({first: word, **label.by_language})
        says = anchor.anchor if anchor.anchor.by_language.get(first) else NOTHING
        fitting = Fitting(self.languages, self.leftover)
        return Anchor(
            anchor.code,
            fitting.fit(label, SHORT, line, "label"),
            fitting.fit(says, LONG, line, "label"),
        )

    def _leave_choices(
        self, lists: dict[str, list[Line]], used: set[str], words: dict[str, Words]
    ) -> None:
        for name, choices in lists.items():
            for choice in choices:
                why = _why_not(choice, words) if name in used else BELONGS_NOWHERE
                if why:
                    means = "label" if choice.words.get("label") else "name"
                    self.leftover.add(choice.left(means, why))

    def _leave_questions(self, questions: Sequence[Line], used: dict[str, list[Line]]) -> None:
        for question in questions:
            for why in _changed(question, used[list_of(question)]):
                text = str(question.words.get("label", NOTHING))
                title = question.titles.get("type", "type")
                self.leftover.add(Left(question.sheet, question.number, title, text, why))


def _why_not(choice: Line, words: dict[str, Words]) -> str:
    code = code_of(choice)
    if not code:
        return NO_ANSWER
    said = choice.words.get("label", NOTHING)
    same = all(words[code].by_language.get(lang) == text for lang, text in said.by_language.items())
    return "" if same else ANOTHER_WORD


def _changed(question: Line, choices: Sequence[Line]) -> Iterator[str]:
    if many_of(question):
        yield SEVERAL
    elif not fits(choices):
        yield OTHER_ANSWERS
