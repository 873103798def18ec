"""Gives a changed document the keys of the set it is a new version of: by key, then by label. Pure.

Keys never change their meaning, so only what is called the same, or asks the very same thing,
takes an old key; everything else gets one that was never used.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from barnraise.instruments.document import Instrument, NoteField, Question, Stage, Words

Thing = TypeVar("Thing", Question, Stage, NoteField)
Names = Callable[[Thing], Sequence[Words]]


def matched(new: Instrument, old: Instrument) -> Instrument:
    """`new` as the next version of `old`: questions and stages under their old keys."""
    questions = _keys(new.questions, old.questions, lambda q: (q.label, q.wording))
    stages = _keys(new.stages, old.stages, lambda s: (s.title,))
    before = {question.key: question for question in old.questions}
    return replace(
        new,
        key=old.key,
        version=old.version + 1,
        languages=(
            *new.languages,
            *(language for language in old.languages if language not in new.languages),
        ),
        scale=old.scale if set(new.languages) <= set(old.languages) else new.scale,
        stages=tuple(
            replace(
                stage,
                key=stages[stage.key],
                questions=tuple(
                    _carried(replace(question, key=questions[question.key]), before, questions)
                    for question in stage.questions
                ),
            )
            for stage in new.stages
        ),
    )


def _keys(new: Sequence[Thing], old: Sequence[Thing], names: Names[Thing]) -> dict[str, str]:
    """For each new key the key it takes: no old key is taken twice."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for place in range(len(names(new[0]))) if new else ():
        for thing in new:
            if thing.key in keys:
                continue
            same = (item.key for item in old if _same(names(thing)[place], names(item)[place]))
            if key := next((old_key for old_key in same if old_key not in taken), ""):
                keys[thing.key] = key
                taken.add(key)
    used = {item.key for item in old} | taken
    for thing in new:
        if thing.key not in keys:
            keys[thing.key] = _unused(thing.key, used)
            used.add(keys[thing.key])
    return keys


def _same(words: Words, other: Words) -> bool:
    """Whether both say the same in a language they share, but for case and blanks."""
    shared = words.by_language.keys() & other.by_language.keys()
    return any(
        _plain(words.by_language[language]) == _plain(other.by_language[language])
        for language in shared
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".:?!")


def _unused(key: str, used: Iterable[str]) -> str:
    there, number, free = set(used), 2, key
    while free in there:
        free, number = f"{key[:55]}-{number}", number + 1
    return free


def _carried(new: Question, before: dict[str, Question], keys: dict[str, str]) -> Question:
    """What an old question knew besides goes on with it, and translations of unchanged words."""
    leans = tuple(key for key in new.leans_on if key in keys.values())
    old = before.get(new.key)
    if old is None:
        return replace(new, leans_on=leans)
    return replace(
        new,
        label=_with_translations(new.label, old.label),
        wording=_with_translations(new.wording, old.wording),
        hint=_with_translations(new.hint, old.hint) if new.hint else old.hint,
        parts=old.parts if _same(new.wording, old.wording) and not new.parts else new.parts,
        why=new.why or old.why,
        evidence=new.evidence or old.evidence,
        next_steps=new.next_steps or old.next_steps,
        who=new.who or old.who,
        leans_on=new.leans_on or tuple(key for key in old.leans_on if key in keys.values()),
    )


def _with_translations(new: Words, old: Words) -> Words:
    """Old translations, if the words they translate are still the same."""
    return Words({**old.by_language, **new.by_language}) if _same(new, old) else new
