"""The shape of a question set's document, declared once for parser, writer and schema. Pure."""

from typing import Any

from barnraise.instruments.container_types import (
    LANGUAGE,
    InWords,
    Many,
    Named,
    RecordField,
    RecordType,
)
from barnraise.instruments.default_scale import standard_scale
from barnraise.instruments.document import (
    ANSWER_CODES,
    MAX_BYTES,
    MAX_QUESTIONS,
    MAX_STAGES,
    Anchor,
    Instrument,
    Leftover,
    NoteField,
    Question,
    Stage,
)
from barnraise.instruments.scalar_types import ExactText, OneOf, PatternText, PlainText, WholeNumber

FORMAT = "question-set/1"

KEY = PatternText(
    "[a-z][a-z0-9_-]{0,59}",
    "a key begins with a small letter and has only a-z, 0-9, - and _, at most 60 in all",
)
CODE = PatternText(
    "[A-Za-z][A-Za-z0-9_-]{0,19}",
    "a code begins with a letter and has only A-Z, a-z, 0-9, - and _, at most 20 in all",
)
SHORT = InWords("short_words", 300)
LONG = InWords("words", 4_000)
ITEMS = Many(InWords("item", 1_000), most=30)

ANCHOR = RecordType(
    "answer",
    Anchor,
    {
        "code": RecordField(OneOf(ANSWER_CODES), "Which of the five answers this is.", needed=True),
        "label": RecordField(SHORT, "The word people choose.", needed=True),
        "anchor": RecordField(LONG, "When this answer is the true one."),
    },
)
NOTE_FIELD = RecordType(
    "note_field",
    NoteField,
    {
        "key": RecordField(
            KEY, "The text box's lasting name; never used again for another.", needed=True
        ),
        "prompt": RecordField(LONG, "What to write in the box."),
    },
)
QUESTION = RecordType(
    "question",
    Question,
    {
        "key": RecordField(
            KEY, "The question's lasting name; never used again for another.", needed=True
        ),
        "label": RecordField(SHORT, "A few words to find it by.", needed=True),
        "wording": RecordField(
            LONG, "The question as it is asked; a Yes means further along.", needed=True
        ),
        "parts": RecordField(
            ITEMS, "The things it asks, when it asks several; answered one by one."
        ),
        "hint": RecordField(LONG, "A line of help shown with the question."),
        "why": RecordField(LONG, "Why it is asked."),
        "evidence": RecordField(ITEMS, "What would show that the answer is Yes."),
        "next_steps": RecordField(ITEMS, "Good next steps."),
        "who": RecordField(ITEMS, "Who to involve."),
        "leans_on": RecordField(
            Many(KEY, most=30), "Keys of questions to have in place before it."
        ),
        "principles": RecordField(Many(CODE, most=30), "Codes of the set's principles it serves."),
    },
)
STAGE = RecordType(
    "stage",
    Stage,
    {
        "key": RecordField(KEY, "The stage's lasting name.", needed=True),
        "title": RecordField(SHORT, "The stage's title.", needed=True),
        "alias": RecordField(SHORT, "A plainer name beside the title."),
        "intro": RecordField(LONG, "What this stage is about."),
        "notes": RecordField(Many(NOTE_FIELD, most=30), "The stage's text boxes."),
        "questions": RecordField(
            Many(QUESTION, most=MAX_QUESTIONS), "The stage's questions, in order.", needed=True
        ),
    },
)
LEFTOVER = RecordType(
    "leftover",
    Leftover,
    {
        "line": RecordField(WholeNumber(), "The line of the document it came from.", needed=True),
        "text": RecordField(PlainText(MAX_BYTES), "The text as it stood there.", needed=True),
    },
)
MAX_LEFTOVER = 12_000


def _instrument(*, format: str, scale: Any = None, languages: Any, **rest: Any) -> Instrument:  # noqa: A002 - the document's own key
    scale = scale or standard_scale(languages)
    return Instrument(scale=scale, languages=languages, **rest)


QUESTION_SET = RecordType(
    "question_set",
    _instrument,
    {
        "format": RecordField(ExactText(FORMAT), f"What this document is: {FORMAT}", needed=True),
        "key": RecordField(KEY, "The question set's lasting name.", needed=True),
        "version": RecordField(WholeNumber(), "Counts up from 1 with every change.", needed=True),
        "languages": RecordField(
            Many(LANGUAGE, most=20), "Language codes, the first first.", needed=True
        ),
        "title": RecordField(SHORT, "The question set's title.", needed=True),
        "intro": RecordField(LONG, "What it is for, in a few sentences."),
        "source": RecordField(LONG, "Where its ideas come from."),
        "credit": RecordField(LONG, "Who is to be thanked, and who did not endorse it."),
        "principles": RecordField(
            Named(CODE, SHORT, most=30), "Codes and names of guiding principles."
        ),
        "scale": RecordField(
            Many(ANCHOR, most=len(ANSWER_CODES), least=len(ANSWER_CODES)),
            "The five answers, in this set's words; left out, the standard words are used.",
        ),
        "stages": RecordField(Many(STAGE, most=MAX_STAGES), "The stages, in order.", needed=True),
        "leftover": RecordField(
            Many(LEFTOVER, most=MAX_LEFTOVER),
            "What an imported document said besides, so that nothing of it is lost.",
        ),
    },
)
