"""From an Instrument to an XLSForm: an .xlsx file that KoboToolbox and ODK take as it is. Pure.

A stage is a group, a question a choice from the five answers, a text box a long text. What has no
place in a form goes on the sheet `barnraise`, so that reading the file gives the same set back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from barnraise.instruments.document import Instrument, NoteField, Question, Stage, Words
from barnraise.instruments.exchange.names import Names
from barnraise.instruments.exchange.xlsform import extra_sheet_out
from barnraise.instruments.exchange.xlsform.language_names import named
from barnraise.instruments.exchange.xlsform.spreadsheet_out import workbook

LIST = "answers"
ROOT_NOTES = ("intro", "source", "credit")
# Names that form tools use themselves.
TAKEN = (*ROOT_NOTES, "data", "meta", "instanceid", "instancename", "start", "end", "today")
NOTES = {"en": "Notes", "es": "Notas"}

FormRow = dict[str, str]


def xlsform(instrument: Instrument) -> bytes:
    """The bytes of the form."""
    form = _Form(instrument)
    survey = [*form.survey()]
    languages = instrument.languages
    titles = [
        title for name in ("label", "hint", "guidance_hint") for title in _in(name, languages)
    ]
    used = {title.partition("::")[0] for row in survey for title in row}
    titles = [title for title in titles if title.partition("::")[0] in used]
    return workbook(
        {
            "survey": (["type", "name", *titles, "appearance"], survey),
            "choices": (["list_name", "name", *_in("label", languages)], form.choices()),
            "settings": (
                ["form_title", "form_id", "version", "default_language"],
                [form.settings()],
            ),
            extra_sheet_out.SHEET: (
                ["row", "field", "code", *_in("text", languages)],
                [_extra_row(extra) for extra in form.extra_rows],
            ),
        }
    )


@dataclass
class _Form:
    instrument: Instrument
    names: Names = field(default_factory=lambda: Names(*TAKEN))
    extra_rows: list[extra_sheet_out.ExtraRow] = field(default_factory=list)

    def survey(self) -> Iterator[FormRow]:
        self.extra_rows += extra_sheet_out.of_set(self.instrument)
        yield from _note("intro", self.instrument.intro)
        for stage in self.instrument.stages:
            yield from self._stage(stage)
        yield from _note("source", self.instrument.source)
        yield from _note("credit", self.instrument.credit)

    def _stage(self, stage: Stage) -> Iterator[FormRow]:
        name = self.names.give(stage.key, "stage")
        self.extra_rows += extra_sheet_out.of_stage(stage, name)
        yield {"type": "begin_group", "name": name, **_texts("label", stage.title)}
        yield from _note(self.names.give(f"{name[:50]}_intro", "intro"), stage.intro)
        for question in stage.questions:
            yield self._question(question)
        for notes in stage.notes:
            yield self._notes(notes)
        yield {"type": "end_group"}

    def _question(self, question: Question) -> FormRow:
        name = self.names.give(question.key, "question")
        self.extra_rows += extra_sheet_out.of_question(question, name)
        return {
            "type": f"select_one {LIST}",
            "name": name,
            **_texts("label", question.wording),
            **_texts("hint", question.hint),
            **_texts("guidance_hint", question.why),
        }

    def _notes(self, notes: NoteField) -> FormRow:
        name = self.names.give(notes.key, "notes")
        self.extra_rows += extra_sheet_out.of_notes(notes, name)
        first = self.instrument.languages[0]
        made_up = Words({first: NOTES.get(first.partition("-")[0], NOTES["en"])})
        label = _texts("label", notes.prompt or made_up)
        return {"type": "text", "name": name, **label, "appearance": "multiline"}

    def choices(self) -> Iterator[FormRow]:
        for anchor in self.instrument.scale:
            yield {"list_name": LIST, "name": anchor.code, **_texts("label", anchor.label)}

    def settings(self) -> FormRow:
        first = self.instrument.languages[0]
        return {
            "form_title": self.instrument.title.in_(first),
            "form_id": self.instrument.key,
            "version": str(self.instrument.version),
            "default_language": named(first),
        }


def _note(name: str, words: Words) -> Iterator[FormRow]:
    if words:
        yield {"type": "note", "name": name, **_texts("label", words)}


def _extra_row(extra: extra_sheet_out.ExtraRow) -> FormRow:
    return {
        "row": extra.row,
        "field": extra.field,
        "code": extra.code,
        **_texts("text", extra.words),
    }


def _in(column: str, languages: tuple[str, ...]) -> list[str]:
    return [f"{column}::{named(language)}" for language in languages]


def _texts(column: str, words: Words) -> FormRow:
    return {f"{column}::{named(lang)}": text for lang, text in words.by_language.items() if text}
