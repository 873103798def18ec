"""From what was found to the question set that keeps it. Pure."""

import re
import unicodedata

from barnraise.instruments.default_scale import SCALE, spoken, standard_scale
from barnraise.instruments.document import (
    MAX_BYTES,
    NOTHING,
    Anchor,
    Instrument,
    Leftover,
    NoteField,
    Question,
    Stage,
    Words,
)
from barnraise.instruments.dump import dump
from barnraise.instruments.importers.characters import flat
from barnraise.instruments.importers.draft import DraftQuestion, DraftSet, DraftStage
from barnraise.instruments.importers.errors import too_large

MAX_LINE = 999_999
_SHORT_WORDS, _SHORT = 8, 60


def document(found: DraftSet, *, key: str = "", version: int = 1) -> str:
    """The question set's document; raises NotAChecklist when it would be too large to keep."""
    # To write out a document takes far longer than to see that it cannot fit.
    fits = _characters(found) <= MAX_BYTES
    text = dump(instrument(found, key=key, version=version)) if fits else ""
    if not fits or len(text.encode()) > MAX_BYTES:
        raise too_large(f"The document's text is larger than {MAX_BYTES:,} bytes.")
    return text


def _characters(found: DraftSet) -> int:
    """Of its questions and of what was left over; the document holds every one of them."""
    questions = (each.text for stage in found.stages for each in stage.questions)
    return sum(map(len, questions)) + sum(len(each.text) for each in found.leftover)


def instrument(
    found: DraftSet, *, key: str = "", version: int = 1, language: str = "", title: str = ""
) -> Instrument:
    """The question set itself. Keys are made from labels; `key` is the set's own.

    `title` stands in for the document's own; `language` is the one its words are in, where
    somebody knows better than the guess.
    """
    language = language or found.language
    stages, questions = Keys("stage"), Keys("question")

    def stage(one: DraftStage) -> Stage:
        return Stage(
            stages.of(one.title),
            _words(one.title, language),
            _words(one.mark, language),
            _words(one.intro, language),
            tuple(NoteField(note) for note in one.notes),
            tuple(question(each) for each in one.questions),
        )

    def question(one: DraftQuestion) -> Question:
        return Question(
            questions.of(one.label or shortened(one.text)),
            _words(label(one), language),
            _words(one.text, language),
            tuple(_words(part, language) for part in one.parts),
            hint=_words(one.guidance, language),
        )

    title = title or found.title or found.stages[0].title
    return Instrument(
        key or slug(title) or "checklist",
        version,
        (language,),
        _words(title, language),
        scale(language),
        tuple(stage(one) for one in found.stages),
        intro=_words(found.intro, language),
        leftover=tuple(Leftover(min(one.line, MAX_LINE), one.text) for one in found.leftover),
    )


def label(one: DraftQuestion) -> str:
    """A few words to find a question by: its own label, else the beginning of its wording."""
    if not one.label and one.topic:
        return f"{one.topic}: {shortened(one.text)}"
    return f"{one.topic}: {one.label}" if one.topic else one.label or shortened(one.text)


def shortened(text: str) -> str:
    """The beginning of a text, cut between words where it has any."""
    kept = " ".join(text.split()[:_SHORT_WORDS])
    if len(kept) > _SHORT:
        kept = kept[:_SHORT].rpartition(" ")[0] or kept[:_SHORT]
    return kept if kept == text else f"{kept}…"


def scale(language: str) -> tuple[Anchor, ...]:
    """The standard answers; in English where they do not speak the language."""
    if spoken(language):
        return standard_scale((language,))
    return tuple(
        Anchor(a.code, Words({language: a.label.in_("en")}), Words({language: a.anchor.in_("en")}))
        for a in SCALE
    )


def slug(text: str) -> str:
    """A key made of a text's Latin letters and digits, or ""."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", bare).strip("-").lstrip("0123456789-")[:50].strip("-")


class Keys:
    """Gives each text a key that no other has."""

    def __init__(self, otherwise: str) -> None:
        self.otherwise, self.given = otherwise, dict[str, int]()

    def of(self, text: str) -> str:
        base = slug(text) or self.otherwise
        key = base
        while key in self.given:
            self.given[base] += 1
            key = f"{base}-{self.given[base]}"
        self.given[key] = 1
        return key


def _words(text: str, language: str) -> Words:
    return Words({language: text}) if text else NOTHING


def named(name: str) -> str:
    """A title from a file's name."""
    stem = re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0]
    return flat(re.sub("[_-]+", " ", stem))[:200]
