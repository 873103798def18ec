"""A form tool's spreadsheet (XLSForm, as KoboToolbox has them), read aside like any document."""

from dataclasses import replace

from barnraise.instruments.document import Instrument, Leftover, Question, Stage, Words
from barnraise.instruments.importers.draft import Draft, DraftQuestion, DraftStage, LeftLine
from barnraise.instruments.importers.sandbox import FORMS, aside
from barnraise.instruments.parser import parse


def is_form(name: str) -> bool:
    """Whether a file's name says that it is a spreadsheet."""
    return name.lower().endswith(".xlsx")


def form(data: bytes, name: str = "") -> Instrument:
    """The form's question set, with what has no place in one left over; raises NotAChecklist."""
    answer = aside(FORMS, data, name)
    left = tuple(Leftover(each["line"], each["text"]) for each in answer["leftover"])
    return replace(parse(answer["document"], name="form"), version=1, leftover=left)


def found_in(instrument: Instrument) -> Draft:
    """A question set told as if it had been found, in its first language."""
    language = instrument.languages[0]

    def in_it(words: Words) -> str:
        return words.in_(language)

    def question(one: Question) -> DraftQuestion:
        parts = tuple(in_it(part) for part in one.parts)
        return DraftQuestion(in_it(one.wording), in_it(one.label), "", in_it(one.hint), parts)

    def stage(one: Stage) -> DraftStage:
        asked = tuple(question(each) for each in one.questions)
        notes = tuple(note.key for note in one.notes)
        return DraftStage(in_it(one.title), asked, in_it(one.alias), in_it(one.intro), notes)

    return Draft(
        in_it(instrument.title),
        tuple(stage(one) for one in instrument.stages),
        in_it(instrument.intro),
        language,
        tuple(LeftLine(one.line, one.text) for one in instrument.leftover),
    )
