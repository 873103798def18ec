"""Applies a posted page of corrections to a question set: texts, keys, parts, order. Pure.

Fields are named by what they belong to: `title.en`, `s1.intro.es`, `s1.q2.wording.en`,
`s1.q2.parts.en` (a part a line), `s1.n1.key`. A field that is not there stays as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from barnraise.instruments.characters import tidy
from barnraise.instruments.default_scale import standard_scale
from barnraise.instruments.document import (
    Instrument,
    Leftover,
    NoteField,
    Question,
    Stage,
    Words,
)

Posted = Mapping[str, str]


def corrected(old: Instrument, posted: Posted) -> Instrument:
    """The question set with what was posted in place of what stood there."""
    return replace(
        old,
        title=_words(old.title, posted, "title", old.languages),
        intro=_words(old.intro, posted, "intro", old.languages),
        stages=tuple(
            _stage(stage, posted, f"s{number}", old.languages)
            for number, stage in enumerate(old.stages, 1)
        ),
    )


def _words(old: Words, posted: Posted, name: str, languages: Sequence[str]) -> Words:
    texts = {
        language: tidy(posted.get(f"{name}.{language}", old.by_language.get(language, "")))
        for language in languages
    }
    return Words({language: text for language, text in texts.items() if text})


def _stage(old: Stage, posted: Posted, name: str, languages: Sequence[str]) -> Stage:
    return replace(
        old,
        title=_words(old.title, posted, f"{name}.title", languages),
        intro=_words(old.intro, posted, f"{name}.intro", languages),
        notes=tuple(
            _notes(notes, posted, f"{name}.n{number}", languages)
            for number, notes in enumerate(old.notes, 1)
        ),
        questions=tuple(
            _question(question, posted, f"{name}.q{number}", languages)
            for number, question in enumerate(old.questions, 1)
        ),
    )


def _notes(old: NoteField, posted: Posted, name: str, languages: Sequence[str]) -> NoteField:
    return NoteField(
        posted.get(f"{name}.key", old.key).strip() or old.key,
        _words(old.prompt, posted, f"{name}.prompt", languages),
    )


def _question(old: Question, posted: Posted, name: str, languages: Sequence[str]) -> Question:
    return replace(
        old,
        key=posted.get(f"{name}.key", old.key).strip() or old.key,
        label=_words(old.label, posted, f"{name}.label", languages),
        wording=_words(old.wording, posted, f"{name}.wording", languages),
        hint=_words(old.hint, posted, f"{name}.hint", languages),
        parts=_parts(old.parts, posted, f"{name}.parts", languages),
    )


def _parts(
    old: tuple[Words, ...], posted: Posted, name: str, languages: Sequence[str]
) -> tuple[Words, ...]:
    """A part a line in each language; the first lines belong together, and so on."""
    columns = [
        _lines(
            posted.get(f"{name}.{language}"), (part.by_language.get(language, "") for part in old)
        )
        for language in languages
    ]
    rows = zip_longest(*columns, fillvalue="")
    parts = (
        {lang: text for lang, text in zip(languages, row, strict=True) if text} for row in rows
    )
    return tuple(Words(row) for row in parts if row)


def _lines(posted: str | None, old: Iterable[str]) -> list[str]:
    if posted is None:
        return list(old)
    return [line.strip() for line in posted.splitlines() if line.strip()]


def with_language(old: Instrument, language: str) -> Instrument:
    """The same set, ready to be translated into one more language."""
    if not language or language in old.languages:
        return old
    languages = (*old.languages, language)
    is_standard = old.scale == standard_scale(old.languages)
    scale = standard_scale(languages) if is_standard else old.scale
    return replace(old, languages=languages, scale=scale)


def moved(old: Instrument, what: str, by: int) -> Instrument:
    """The set with question `what` ("s1.q2") a place earlier (-1) or later (+1), across stages."""
    place = _place(old, what)
    if place is None:
        return old
    number, at = place
    lists = [list(stage.questions) for stage in old.stages]
    question = lists[number].pop(at)
    if 0 <= at + by <= len(lists[number]):
        lists[number].insert(at + by, question)
    elif 0 <= number + by < len(lists):
        lists[number + by].insert(len(lists[number + by]) if by < 0 else 0, question)
    else:
        lists[number].insert(at, question)
    return _with_lists(old, lists)


def without(old: Instrument, what: str) -> Instrument:
    """The set without question `what`, whose words are left over; the last one stays."""
    place = _place(old, what)
    if place is None or len(old.questions) == 1:
        return old
    lists = [list(stage.questions) for stage in old.stages]
    taken = lists[place[0]].pop(place[1])
    text = f"{taken.label}: {taken.wording}"
    kept = replace(old, leftover=(*old.leftover, Leftover(1, text)))
    return _with_lists(kept, lists)


def _place(old: Instrument, what: str) -> tuple[int, int] | None:
    for s, stage in enumerate(old.stages):
        for q, _question_there in enumerate(stage.questions):
            if what == f"s{s + 1}.q{q + 1}":
                return s, q
    return None


def _with_lists(old: Instrument, lists: list[list[Question]]) -> Instrument:
    stages = (
        replace(stage, questions=tuple(questions))
        for stage, questions in zip(old.stages, lists, strict=True)
        if questions
    )
    kept = {question.key for questions in lists for question in questions}
    return replace(old, stages=tuple(_leaning_within(stage, kept) for stage in stages))


def _leaning_within(stage: Stage, kept: set[str]) -> Stage:
    return replace(
        stage,
        questions=tuple(
            replace(question, leans_on=tuple(key for key in question.leans_on if key in kept))
            for question in stage.questions
        ),
    )
