"""The sheet `barnraise`: what a question set says and XLSForm has no place for. Pure.

One text a row: which row of the form it belongs to (its name; a choice's for answers; nothing for
the whole set), which field it is, a code where one is needed, and the words. Form tools pass over
the sheet. Items of one field keep their order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from barnraise.instruments.document import NOTHING, Instrument, NoteField, Question, Stage, Words

SHEET = "barnraise"
LISTS = ("parts", "evidence", "next_steps", "who")
CODES = ("leans_on", "principles")
MADE_UP = "made-up"  # a label that the form needs and the set does not have


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """One row of the sheet."""

    row: str
    field: str
    code: str = ""
    words: Words = NOTHING


def of_set(instrument: Instrument) -> Iterator[ExtraRow]:
    """What belongs to the whole set, and to its answers."""
    yield ExtraRow("", "title", words=instrument.title)
    for code, words in instrument.principles.items():
        yield ExtraRow("", "principles", code, words)
    for anchor in instrument.scale:
        yield from _one(anchor.code, "anchor", anchor.anchor)


def of_stage(stage: Stage, name: str) -> Iterator[ExtraRow]:
    yield from _key(stage.key, name)
    yield from _one(name, "alias", stage.alias)


def of_notes(notes: NoteField, name: str) -> Iterator[ExtraRow]:
    yield from _key(notes.key, name)
    if not notes.prompt:
        yield ExtraRow(name, "prompt", MADE_UP)


def of_question(question: Question, name: str) -> Iterator[ExtraRow]:
    yield from _key(question.key, name)
    yield ExtraRow(name, "label", words=question.label)
    for field in LISTS:
        items: Sequence[Words] = getattr(question, field)
        yield from (ExtraRow(name, field, words=words) for words in items)
    for field in CODES:
        codes: Sequence[str] = getattr(question, field)
        yield from (ExtraRow(name, field, code) for code in codes)


def _key(key: str, name: str) -> Iterator[ExtraRow]:
    if key != name:
        yield ExtraRow(name, "key", key)


def _one(name: str, field: str, words: Words) -> Iterator[ExtraRow]:
    if words:
        yield ExtraRow(name, field, words=words)
