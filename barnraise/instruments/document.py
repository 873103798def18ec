"""A question set as a frozen value: what is asked, in every language it speaks. Pure.

Words are given per language. Whatever a set leaves out is an empty tuple or an empty `Words`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from barnraise.ui.mixed_text import MixedText, in_language

ANSWER_CODES = ("yes", "partly", "not_yet", "not_sure", "n_a")

MAX_BYTES = 1_000_000
MAX_STAGES = 50
MAX_QUESTIONS = 1_000
NO_TEXT = MixedText([])


@dataclass(frozen=True)
class Words:
    """One text in several languages: language code to text. False when it says nothing."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    def in_(self, language: str) -> MixedText:
        """The text in `language`, else in the first language it has, else ""; it knows which."""
        return self._texts.get(language) or next(iter(self._texts.values()), NO_TEXT)

    @cached_property
    def _texts(self) -> dict[str, MixedText]:
        return {
            language: in_language(text, language)
            for language, text in self.by_language.items()
            if text
        }

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    def __str__(self) -> str:
        return self.in_("")


NOTHING = Words()


@dataclass(frozen=True)
class NoteField:
    """A stage's text box: the key its source document gives it, and what it asks for."""

    key: str
    prompt: Words = NOTHING


@dataclass(frozen=True)
class Question:
    """One question. `leans_on` holds keys of other questions, `principles` codes of the set."""

    key: str
    label: Words
    wording: Words
    parts: tuple[Words, ...] = ()
    hint: Words = NOTHING
    why: Words = NOTHING
    evidence: tuple[Words, ...] = ()
    next_steps: tuple[Words, ...] = ()
    who: tuple[Words, ...] = ()
    leans_on: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """A group of questions. `alias` is the plain name beside the title."""

    key: str
    title: Words
    alias: Words = NOTHING
    intro: Words = NOTHING
    notes: tuple[NoteField, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Leftover:
    """Text of an imported document that found no place, and the line where it stood, from 1."""

    line: int
    text: str


@dataclass(frozen=True)
class Anchor:
    """One answer of the scale: its word, and when it is the true one."""

    code: str  # one of ANSWER_CODES
    label: Words
    anchor: Words = NOTHING


@dataclass(frozen=True)
class Instrument:
    """A version of a question set. `version` counts up from 1; `languages` has the first first."""

    key: str
    version: int
    languages: tuple[str, ...]
    title: Words
    scale: tuple[Anchor, ...]
    stages: tuple[Stage, ...]
    intro: Words = NOTHING
    source: Words = NOTHING
    credit: Words = NOTHING
    principles: Mapping[str, Words] = field(default_factory=dict)
    leftover: tuple[Leftover, ...] = ()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(question for stage in self.stages for question in stage.questions)

    @cached_property
    def note_fields(self) -> tuple[NoteField, ...]:
        """All text boxes in order."""
        return tuple(notes for stage in self.stages for notes in stage.notes)

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        return {question.key: question for question in self.questions}

    def question(self, key: str) -> Question:
        """The question with this key; KeyError when there is none."""
        return self.by_key[key]

    def number(self, question: Question) -> str:
        """A question's number as people say it: stage and place, like "1.4"."""
        return self._numbers[question.key]

    def stage_of(self, question: Question) -> Stage:
        return self.stages[int(self._numbers[question.key].split(".")[0]) - 1]

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        return dict(self._numbered())

    def _numbered(self) -> Iterator[tuple[str, str]]:
        for s, stage in enumerate(self.stages, 1):
            for q, question in enumerate(stage.questions, 1):
                yield question.key, f"{s}.{q}"
