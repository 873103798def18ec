"""What is different between two moments of a workbook, question by question. Pure.

It says what moved, never whether that is good. `compare(a, b)` and `compare(b, a)` are mirrors:
what was added in one is gone in the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from barnraise.instruments.diff import compare as compared
from barnraise.instruments.document import Instrument, NoteField, Question, Stage, Words
from barnraise.workbook.fields.kinds import KINDS
from barnraise.workbook.state.snapshot import FieldState, QuestionState, Snapshot

ITEMS = tuple(kind for kind in KINDS.values() if kind.is_of_question and kind.is_item)
SAID_ONCE = tuple(
    kind for kind in KINDS.values() if kind.is_of_question and kind.in_words and not kind.is_item
)


@dataclass(frozen=True)
class AnswerChange:
    """A question whose answer is another one; with `part`, one of its parts."""

    question: Question
    before: str  # a choice as in QuestionState.choice
    after: str
    part: int = 0
    wording: Words | None = None  # the part's


@dataclass(frozen=True)
class ItemChange:
    """A note, view, piece of evidence or next step that is not what it was."""

    question: Question
    code: str  # "added", "gone", "struck", "back", "done", "open" or "changed"
    before: FieldState
    after: FieldState

    @property
    def kind(self) -> str:
        return self.after.field.split("/")[0]


@dataclass(frozen=True)
class TextChange:
    """A text that reads differently: a stage's, a reason, or a small entry that was changed."""

    before: FieldState
    after: FieldState

    @property
    def field(self) -> str:
        return self.after.field


@dataclass(frozen=True)
class QuestionChange:
    """A question that only the later ("new") or only the earlier ("gone") asks, or both apart."""

    question: Question
    code: str  # "new", "gone" or "changed"
    choice: str  # its answer on the side that asks it; for "changed" the later one


@dataclass(frozen=True)
class Comparison:
    """All that is different, in the order of the later questions, then of the earlier ones."""

    before: Instrument
    after: Instrument
    moves: tuple[AnswerChange, ...] = ()
    turns: tuple[ItemChange, ...] = ()
    rewordings: tuple[TextChange, ...] = ()
    asked: tuple[QuestionChange, ...] = ()
    here: tuple[tuple[Stage, bool], ...] = ()  # stages the work came to (True) or left

    @property
    def nothing(self) -> bool:
        return not (self.moves or self.turns or self.rewordings or self.asked or self.here)


def diff(before: Snapshot, after: Snapshot) -> Comparison:
    """What is different in `after`; equal readings have nothing."""
    pairs = list(_pairs(before, after))
    asked = before.by_key.keys() & after.by_key.keys()
    both = [(old, new) for old, new in pairs if new.question.key in asked]
    turns = tuple(turn for _old, new in pairs for turn in _turns(new.question, before, after))
    changed = (TextChange(turn.before, turn.after) for turn in turns if _says_other_words(turn))
    return Comparison(
        before.instrument,
        after.instrument,
        moves=tuple(move for old, new in both for move in _moves(old, new)),
        turns=turns,
        rewordings=(*_texts(before, after), *_said_once(pairs, before, after), *changed),
        asked=tuple(_asked(before, after)),
        here=tuple(_here(before, after)),
    )


def _pairs(before: Snapshot, after: Snapshot) -> Iterator[tuple[QuestionState, QuestionState]]:
    """Each question either asks, as both read it; what one no longer asks may still be said."""
    for new in after.questions:
        yield before.by_key.get(new.question.key) or before.under(new.question), new
    for old in before.questions:
        if old.question.key not in after.by_key:
            yield old, after.under(old.question)


def _moves(old: QuestionState, new: QuestionState) -> Iterator[AnswerChange]:
    if old.choice != new.choice:
        yield AnswerChange(new.question, old.choice, new.choice)
    earlier = {part.number: part.field_state.choice for part in old.parts}
    for part in new.parts:
        was, now = earlier.get(part.number), part.field_state.choice
        if was is not None and was != now:
            yield AnswerChange(new.question, was, now, part.number, part.wording)


def _turns(question: Question, *sides: Snapshot) -> Iterator[ItemChange]:
    for kind in ITEMS:
        was, now = (
            {field_state.field: field_state for field_state in there.of_kind(kind, question.key)}
            for there in sides
        )
        for field in (*now, *(field for field in was if field not in now)):
            before, after = was.get(field, FieldState(field)), now.get(field, FieldState(field))
            if code := _turn(before, after):
                yield ItemChange(question, code, before, after)


def _turn(before: FieldState, after: FieldState) -> str:
    """What happened to a small entry, "" for nothing."""
    if not before.entries or not after.entries:
        return "added" if after.entries else "gone"
    for flag, on, off in (("struck", "struck", "back"), ("done", "done", "open")):
        was, now = _is(before, flag), _is(after, flag)
        if was != now:
            return on if now else off
    return "changed" if _words(before) != _words(after) else ""


def _is(field_state: FieldState, flag: str) -> bool:
    return all(bool(line.value.get(flag)) for line in field_state.versions)


def _words(field_state: FieldState) -> list[tuple[tuple[str, str], ...]]:
    """The words of each version, without its flags."""
    return [
        tuple(sorted((k, v) for k, v in line.value.items() if isinstance(v, str) and v))
        for line in field_state.versions
    ]


def _says_other_words(turn: ItemChange) -> bool:
    return turn.code not in {"added", "gone"} and _words(turn.before) != _words(turn.after)


def _boxes(before: Snapshot, after: Snapshot) -> Iterator[NoteField]:
    there = {box.key for box in after.instrument.note_fields}
    yield from after.instrument.note_fields
    yield from (box for box in before.instrument.note_fields if box.key not in there)


def _texts(before: Snapshot, after: Snapshot) -> Iterator[TextChange]:
    for box in _boxes(before, after):
        address = f"text/{box.key}"
        old, new = before.field_state(address), after.field_state(address)
        if _words(old) != _words(new):
            yield TextChange(old, new)


def _said_once(
    pairs: list[tuple[QuestionState, QuestionState]], *sides: Snapshot
) -> Iterator[TextChange]:
    """What a question has one of, such as a reason."""
    for _old, new in pairs:
        for kind in SAID_ONCE:
            address = f"{kind.name}/{new.question.key}"
            old_text, new_text = (there.field_state(address) for there in sides)
            if _words(old_text) != _words(new_text):
                yield TextChange(old_text, new_text)


def _asked(before: Snapshot, after: Snapshot) -> Iterator[QuestionChange]:
    keys_of = compared(before.instrument, after.instrument).questions
    for code, keys, snapshot in (
        ("new", keys_of.new, after),
        ("changed", keys_of.changed, after),
        ("gone", keys_of.removed, before),
    ):
        for key in keys:
            yield QuestionChange(snapshot.by_key[key].question, code, snapshot.by_key[key].choice)


def _here(before: Snapshot, after: Snapshot) -> Iterator[tuple[Stage, bool]]:
    was, now = ({stage.key for stage in each.now} for each in (before, after))
    for stage in after.now:
        if stage.key not in was:
            yield stage, True
    for stage in before.now:
        if stage.key not in now:
            yield stage, False
