"""What is new, changed and removed between two versions of a question set. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from barnraise.instruments.document import Instrument, NoteField, Question, Words

Item = TypeVar("Item", bound=Question | NoteField)


@dataclass(frozen=True, slots=True)
class Difference:
    """Keys, in the order of the newer version; the removed ones in that of the older."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What a version changes: among its questions, and among its text boxes."""

    questions: Difference = field(default_factory=Difference)
    notes: Difference = field(default_factory=Difference)

    @property
    def new(self) -> tuple[str, ...]:
        return self.questions.new + self.notes.new

    @property
    def changed(self) -> tuple[str, ...]:
        return self.questions.changed + self.notes.changed

    @property
    def removed(self) -> tuple[str, ...]:
        return self.questions.removed + self.notes.removed


def compare(old: Instrument | None, new: Instrument) -> Changes:
    """What `new` changes; without an older version everything is new."""
    return Changes(
        _difference(old.questions if old else (), new.questions),
        _difference(old.note_fields if old else (), new.note_fields),
    )


def _difference(old: Sequence[Item], new: Sequence[Item]) -> Difference:
    before = {item.key: item for item in old}
    after = {item.key: item for item in new}
    return Difference(
        new=tuple(key for key in after if key not in before),
        changed=tuple(key for key in after if key in before and after[key] != before[key]),
        removed=tuple(key for key in before if key not in after),
    )


def returned_as_another(new: Instrument, earlier: Sequence[Instrument]) -> tuple[str, ...]:
    """Keys that skipped the latest version and come back for something else.

    `earlier` has the newest first. A changed label in the very next version is a text fix, listed
    as changed for a person to see. A key that comes back would be listed as new, and old answers
    would slip silently under another question.
    """
    return (
        *_returned(new.questions, [instrument.questions for instrument in earlier]),
        *_returned(new.note_fields, [instrument.note_fields for instrument in earlier]),
    )


def _returned(new: Sequence[Item], earlier: Sequence[Sequence[Item]]) -> Iterator[str]:
    last: dict[str, Item] = {}
    for items in reversed(earlier):
        last |= {item.key: item for item in items}
    present = {item.key for item in earlier[0]} if earlier else set()
    for item in new:
        if item.key in last and item.key not in present and not _alike(last[item.key], item):
            yield item.key


def _alike(old: Question | NoteField, new: Question | NoteField) -> bool:
    """Whether both are called the same in some language they share, or are both called nothing."""
    before, after = _name(old).by_language, _name(new).by_language
    shared = before.keys() & after.keys()
    same = any(before[lang].casefold() == after[lang].casefold() for lang in shared)
    return same or not (before or after)


def _name(item: Question | NoteField) -> Words:
    return item.label if isinstance(item, Question) else item.prompt
