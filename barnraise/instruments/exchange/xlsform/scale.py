"""The five answers of a form, and which of its choices they are not. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from barnraise.instruments.default_scale import SCALE
from barnraise.instruments.document import NOTHING, Anchor, Words
from barnraise.instruments.exchange.xlsform.answers import code_of, fits, scale_of
from barnraise.instruments.exchange.xlsform.extra_sheet_in import ExtraSheet
from barnraise.instruments.exchange.xlsform.fit_words import LONG, SHORT, WordFitter
from barnraise.instruments.exchange.xlsform.form_parts import list_of, many_of
from barnraise.instruments.exchange.xlsform.language_names import plainly
from barnraise.instruments.exchange.xlsform.lines import FormLine
from barnraise.instruments.exchange.xlsform.result import (
    ANOTHER_WORD,
    BELONGS_NOWHERE,
    NO_ANSWER,
    OTHER_ANSWERS,
    SCALE_UNSPOKEN,
    SEVERAL,
    FormLeftover,
    LeftoverList,
)


@dataclass
class ScaleBuilder:
    """Finds the scale for a form's questions and lists every choice that it changes."""

    languages: tuple[str, ...]
    extra_sheet: ExtraSheet
    choices: Sequence[FormLine]
    leftover: LeftoverList

    def scale(self, questions: Sequence[FormLine]) -> tuple[Anchor, ...]:
        lists: dict[str, list[FormLine]] = {}
        for choice in self.choices:
            lists.setdefault(plainly(choice.text("list_name")), []).append(choice)
        used = {list_of(question): lists.get(list_of(question), []) for question in questions}
        anchors = {a.code: self.extra_sheet.words(a.code, "anchor") for a in SCALE}
        answers = scale_of(
            used.values(), self.languages, anchors, is_ours=self.extra_sheet.is_there
        )
        scale = tuple(self._spoken(anchor) for anchor in answers)
        self._leave_choices(lists, set(used), {anchor.code: anchor.label for anchor in scale})
        self._leave_questions(questions, used)
        return scale

    def _spoken(self, anchor: Anchor) -> Anchor:
        """The answer in the first language; in another one's words when there are none."""
        first = self.languages[0]
        line = FormLine("choices", 0, {}, {}, {})
        label = anchor.label
        if not label.by_language.get(first):
            word = str(label) or next(a.label.in_("en") for a in SCALE if a.code == anchor.code)
            self.leftover.add(FormLeftover("choices", 0, "label", word, SCALE_UNSPOKEN))
            label = Words({first: word, **label.by_language})
        says = anchor.anchor if anchor.anchor.by_language.get(first) else NOTHING
        fitting = WordFitter(self.languages, self.leftover)
        return Anchor(
            anchor.code,
            fitting.fit(label, SHORT, line, "label"),
            fitting.fit(says, LONG, line, "label"),
        )

    def _leave_choices(
        self, lists: dict[str, list[FormLine]], used: set[str], words: dict[str, Words]
    ) -> None:
        for name, choices in lists.items():
            for choice in choices:
                why = _why_not(choice, words) if name in used else BELONGS_NOWHERE
                if why:
                    means = "label" if choice.words.get("label") else "name"
                    self.leftover.add(choice.left(means, why))

    def _leave_questions(
        self, questions: Sequence[FormLine], used: dict[str, list[FormLine]]
    ) -> None:
        for question in questions:
            for why in _changed(question, used[list_of(question)]):
                text = str(question.words.get("label", NOTHING))
                title = question.titles.get("type", "type")
                self.leftover.add(FormLeftover(question.sheet, question.number, title, text, why))


def _why_not(choice: FormLine, words: dict[str, Words]) -> str:
    code = code_of(choice)
    if not code:
        return NO_ANSWER
    label = choice.words.get("label", NOTHING)
    same = all(
        words[code].by_language.get(lang) == text for lang, text in label.by_language.items()
    )
    return "" if same else ANOTHER_WORD


def _changed(question: FormLine, choices: Sequence[FormLine]) -> Iterator[str]:
    if many_of(question):
        yield SEVERAL
    elif not fits(choices):
        yield OTHER_ANSWERS
