"""From an Instrument to the JSON of a SurveyJS form. Pure.

A stage is a page, a question a choice from the five answers, a text box a comment.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from barnraise.instruments.document import Instrument, NoteField, Question, Stage, Words
from barnraise.instruments.exchange.names import Names

Element = dict[str, Any]


def surveyjs(instrument: Instrument) -> Element:
    """The form as data, ready for `json.dumps`."""
    names = Names()
    return {
        "locale": instrument.languages[0],
        "title": _text(instrument, instrument.title),
        **_maybe(instrument, "description", instrument.intro),
        "pages": [_page(instrument, stage, names) for stage in instrument.stages],
    }


def _page(instrument: Instrument, stage: Stage, names: Names) -> Element:
    name = names.give(stage.key, "stage")
    return {
        "name": name,
        "title": _text(instrument, stage.title),
        **_maybe(instrument, "description", stage.alias),
        "elements": [
            *_intro(instrument, stage.intro, names.give(f"{name[:50]}_intro", "intro")),
            *(_question(instrument, question, names) for question in stage.questions),
            *(_notes(instrument, notes, names) for notes in stage.notes),
        ],
    }


def _intro(instrument: Instrument, intro: Words, name: str) -> Iterator[Element]:
    if intro:
        safe = Words({lang: _html(text) for lang, text in intro.by_language.items()})
        yield {"type": "html", "name": name, "html": _text(instrument, safe)}


def _html(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n") if part.strip())


def _question(instrument: Instrument, question: Question, names: Names) -> Element:
    return {
        "type": "radiogroup",
        "name": names.give(question.key, "question"),
        "title": _text(instrument, question.wording),
        **_maybe(instrument, "description", question.hint),
        "choices": [
            {"value": anchor.code, "text": _text(instrument, anchor.label)}
            for anchor in instrument.scale
        ],
    }


def _notes(instrument: Instrument, notes: NoteField, names: Names) -> Element:
    name = names.give(notes.key, "notes")
    return {"type": "comment", "name": name, **_maybe(instrument, "title", notes.prompt)}


def _maybe(instrument: Instrument, name: str, words: Words) -> Element:
    return {name: _text(instrument, words)} if words else {}


def _text(instrument: Instrument, words: Words) -> Mapping[str, str]:
    """A text in SurveyJS's way: `default` is what is shown when a language has none."""
    first = instrument.languages[0]
    texts = {language: text for language, text in words.by_language.items() if text}
    return {"default": words.in_(first), **texts}
