"""From a form's parts to an Instrument: stages, questions, text boxes and their keys. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from barnraise.instruments.document import NOTHING, Instrument, NoteField, Question, Stage, Words
from barnraise.instruments.exchange.xlsform.extra_sheet_in import ExtraSheet
from barnraise.instruments.exchange.xlsform.extra_sheet_out import LISTS, MADE_UP
from barnraise.instruments.exchange.xlsform.fit_words import ITEM, SHORT, Fitting, cut, in_short
from barnraise.instruments.exchange.xlsform.form_parts import Form, Part
from barnraise.instruments.exchange.xlsform.lines import Line
from barnraise.instruments.exchange.xlsform.names import Names
from barnraise.instruments.exchange.xlsform.result import (
    BELONGS_NOWHERE,
    NO_PLACE,
    OTHER_NAME,
    UNTITLED,
    Leftover,
)
from barnraise.instruments.exchange.xlsform.scale import Scaling

ALONE = Line("survey", 1, {}, {}, {})  # the heading of what stands under no heading


@dataclass
class Builder:
    """Builds one instrument; what finds no place in it goes to `leftover`."""

    languages: tuple[str, ...]
    asides: ExtraSheet
    choices: Sequence[Line]
    leftover: Leftover
    stage_keys: Names = field(default_factory=Names)
    note_keys: Names = field(default_factory=Names)

    def __post_init__(self) -> None:
        self.fitting = Fitting(self.languages, self.leftover)

    def build(self, form: Form, settings: Line, name: str) -> Instrument:
        self.title = self._title(settings, name)
        self.principles = self._principles()
        self.keys = self._question_keys(form)
        scaling = Scaling(self.languages, self.asides, self.choices, self.leftover)
        texts: dict[str, Any] = {
            text: self.fitting.joined(lines) for text, lines in form.texts.items()
        }
        instrument = Instrument(
            key=Names().give(settings.said("form_id") or name, "question-set"),
            version=self._version(settings),
            languages=self.languages,
            title=self.title,
            scale=scaling.scale([line for part in form.parts for line in part.questions]),
            stages=tuple(self._stage(part) for part in form.parts),
            principles=self.principles,
            **texts,
        )
        self.asides.leave(self.leftover)
        return instrument

    def _title(self, settings: Line, name: str) -> Words:
        beside = self.asides.words("", "title")
        said = settings.said("form_title")
        if not said and not beside:
            said = name or "?"
            self.leftover.add(settings.left("form_title", UNTITLED))
        first = {self.languages[0]: said} if said else {}
        words = Words({**beside.by_language, **first})
        return self.fitting.fit(words, SHORT, settings, "form_title")

    def _version(self, settings: Line) -> int:
        said = settings.said("version")
        if re.fullmatch("[1-9][0-9]{0,5}", said):
            return int(said)
        if said:
            self.leftover.add(settings.left("version", NO_PLACE))
        return 1

    def _principles(self) -> dict[str, Words]:
        lines = self.asides.take("", "principles")
        return {line.said("code"): self.fitting.words(line, "text", SHORT) for line in lines}

    def _question_keys(self, form: Form) -> dict[int, str]:
        """Every question's key by its row, known before links between questions are read."""
        names = Names()
        lines = [line for part in form.parts for line in part.questions]
        return {line.number: self._key(line, names, "question") for line in lines}

    def _key(self, line: Line, names: Names, otherwise: str) -> str:
        said = line.said("name")
        ours = self.asides.code(said, "key")
        key = names.give(ours or said or str(in_short(line.words.get("label", NOTHING))), otherwise)
        if said and key not in {said, ours}:
            self.leftover.add(line.left("name", OTHER_NAME))
        return key

    def _stage(self, part: Part) -> Stage:
        heading = part.heading or ALONE
        name = heading.said("name")
        title = self.fitting.words(heading, "label", SHORT)
        return Stage(
            key=self._key(heading, self.stage_keys, "stage"),
            title=title or self.title,
            alias=self._aside(name, "alias", SHORT),
            intro=self.fitting.joined(part.intros),
            notes=tuple(self._notes(line) for line in part.notes),
            questions=tuple(self._question(line) for line in part.questions),
        )

    def _notes(self, line: Line) -> NoteField:
        made_up = self.asides.code(line.said("name"), "prompt") == MADE_UP
        prompt = NOTHING if made_up else self.fitting.words(line, "label")
        return NoteField(self._key(line, self.note_keys, "notes"), prompt)

    def _question(self, line: Line) -> Question:
        name, key = line.said("name"), self.keys[line.number]
        wording = self.fitting.words(line, "label")
        others = set(self.keys.values()) - {key}
        return Question(
            key=key,
            label=self._aside(name, "label", SHORT) or in_short(wording),
            wording=wording,
            hint=self.fitting.words(line, "hint"),
            why=self.fitting.words(line, "guidance_hint"),
            leans_on=self._codes(name, "leans_on", others),
            principles=self._codes(name, "principles", set(self.principles)),
            **{means: self._items(name, means) for means in LISTS},
        )

    def _aside(self, name: str, means: str, most: int) -> Words:
        words = self.asides.words(name, means)
        return Words({language: cut(text, most) for language, text in words.by_language.items()})

    def _items(self, name: str, means: str) -> tuple[Words, ...]:
        items = (self.fitting.words(line, "text", ITEM) for line in self.asides.take(name, means))
        return tuple(item for item in items if item)

    def _codes(self, name: str, means: str, known: set[str]) -> tuple[str, ...]:
        lines = self.asides.take(name, means)
        codes = dict.fromkeys(line.said("code") for line in lines if line.said("code") in known)
        for line in lines:
            if line.said("code") not in known:
                self.leftover.add(line.left("code", BELONGS_NOWHERE))
        return tuple(codes)
