"""From a form's parts to an Instrument: stages, questions, text boxes and their keys. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from barnraise.instruments.document import NOTHING, Instrument, NoteField, Question, Stage, Words
from barnraise.instruments.exchange.names import Names
from barnraise.instruments.exchange.xlsform.extra_sheet_in import ExtraSheet
from barnraise.instruments.exchange.xlsform.extra_sheet_out import LISTS, MADE_UP
from barnraise.instruments.exchange.xlsform.fit_words import ITEM, SHORT, WordFitter, cut, in_short
from barnraise.instruments.exchange.xlsform.form_parts import FormPart, SurveyForm
from barnraise.instruments.exchange.xlsform.lines import FormLine
from barnraise.instruments.exchange.xlsform.result import (
    BELONGS_NOWHERE,
    NO_PLACE,
    OTHER_NAME,
    UNTITLED,
    LeftoverList,
)
from barnraise.instruments.exchange.xlsform.scale import ScaleBuilder

ALONE = FormLine("survey", 1, {}, {}, {})  # the heading of what stands under no heading


@dataclass
class SetBuilder:
    """Builds one instrument; what finds no place in it goes to `leftover`."""

    languages: tuple[str, ...]
    extra_sheet: ExtraSheet
    choices: Sequence[FormLine]
    leftover: LeftoverList
    stage_keys: Names = field(default_factory=Names)
    note_keys: Names = field(default_factory=Names)

    def __post_init__(self) -> None:
        self.fitting = WordFitter(self.languages, self.leftover)

    def build(self, form: SurveyForm, settings: FormLine, name: str) -> Instrument:
        self.title = self._title(settings, name)
        self.principles = self._principles()
        self.keys = self._question_keys(form)
        scaling = ScaleBuilder(self.languages, self.extra_sheet, self.choices, self.leftover)
        texts: dict[str, Any] = {
            text: self.fitting.joined(lines) for text, lines in form.texts.items()
        }
        instrument = Instrument(
            key=Names().give(settings.text("form_id") or name, "question-set"),
            version=self._version(settings),
            languages=self.languages,
            title=self.title,
            scale=scaling.scale([line for part in form.parts for line in part.questions]),
            stages=tuple(self._stage(part) for part in form.parts),
            principles=self.principles,
            **texts,
        )
        self.extra_sheet.leave(self.leftover)
        return instrument

    def _title(self, settings: FormLine, name: str) -> Words:
        beside = self.extra_sheet.words("", "title")
        title = settings.text("form_title")
        if not title and not beside:
            title = name or "?"
            self.leftover.add(settings.left("form_title", UNTITLED))
        first = {self.languages[0]: title} if title else {}
        words = Words({**beside.by_language, **first})
        return self.fitting.fit(words, SHORT, settings, "form_title")

    def _version(self, settings: FormLine) -> int:
        version = settings.text("version")
        if re.fullmatch("[1-9][0-9]{0,5}", version):
            return int(version)
        if version:
            self.leftover.add(settings.left("version", NO_PLACE))
        return 1

    def _principles(self) -> dict[str, Words]:
        lines = self.extra_sheet.take("", "principles")
        return {line.text("code"): self.fitting.words(line, "text", SHORT) for line in lines}

    def _question_keys(self, form: SurveyForm) -> dict[int, str]:
        """Every question's key by its row, known before links between questions are read."""
        names = Names()
        lines = [line for part in form.parts for line in part.questions]
        return {line.number: self._key(line, names, "question") for line in lines}

    def _key(self, line: FormLine, names: Names, otherwise: str) -> str:
        name = line.text("name")
        ours = self.extra_sheet.code(name, "key")
        key = names.give(ours or name or str(in_short(line.words.get("label", NOTHING))), otherwise)
        if name and key not in {name, ours}:
            self.leftover.add(line.left("name", OTHER_NAME))
        return key

    def _stage(self, part: FormPart) -> Stage:
        heading = part.heading or ALONE
        name = heading.text("name")
        title = self.fitting.words(heading, "label", SHORT)
        return Stage(
            key=self._key(heading, self.stage_keys, "stage"),
            title=title or self.title,
            alias=self._extra_words(name, "alias", SHORT),
            intro=self.fitting.joined(part.intros),
            notes=tuple(self._notes(line) for line in part.notes),
            questions=tuple(self._question(line) for line in part.questions),
        )

    def _notes(self, line: FormLine) -> NoteField:
        made_up = self.extra_sheet.code(line.text("name"), "prompt") == MADE_UP
        prompt = NOTHING if made_up else self.fitting.words(line, "label")
        return NoteField(self._key(line, self.note_keys, "notes"), prompt)

    def _question(self, line: FormLine) -> Question:
        name, key = line.text("name"), self.keys[line.number]
        wording = self.fitting.words(line, "label")
        others = set(self.keys.values()) - {key}
        return Question(
            key=key,
            label=self._extra_words(name, "label", SHORT) or in_short(wording),
            wording=wording,
            hint=self.fitting.words(line, "hint"),
            why=self.fitting.words(line, "guidance_hint"),
            leans_on=self._codes(name, "leans_on", others),
            principles=self._codes(name, "principles", set(self.principles)),
            **{means: self._items(name, means) for means in LISTS},
        )

    def _extra_words(self, name: str, means: str, most: int) -> Words:
        words = self.extra_sheet.words(name, means)
        return Words({language: cut(text, most) for language, text in words.by_language.items()})

    def _items(self, name: str, means: str) -> tuple[Words, ...]:
        items = (
            self.fitting.words(line, "text", ITEM) for line in self.extra_sheet.take(name, means)
        )
        return tuple(item for item in items if item)

    def _codes(self, name: str, means: str, known: set[str]) -> tuple[str, ...]:
        lines = self.extra_sheet.take(name, means)
        codes = dict.fromkeys(line.text("code") for line in lines if line.text("code") in known)
        for line in lines:
            if line.text("code") not in known:
                self.leftover.add(line.left("code", BELONGS_NOWHERE))
        return tuple(codes)
