"""What is different between two moments of a workbook, question by question. Pure.

It says what moved, never whether that is good. `compare(a, b)` and `compare(b, a)` are mirrors:
what was added in one is gone in the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from barnraise.instruments.diff import compare as compared
from barnraise.instruments.document import Instrument, NoteField, Question, Stage, Words
from barnraise.workbook.state.snapshot import Place, QuestionReading, Reading


@dataclass(frozen=True)
class Moved:
    """A question whose answer is another one; with `part`, one of its parts."""

    question: Question
    before: str  # a choice as in QuestionReading.choice
    after: str
    part: int = 0
    wording: Words | None = None  # the part's


@dataclass(frozen=True)
class Turned:
    """A note, view, piece of evidence or next step that is not what it was."""

    question: Question
    code: str  # "added", "gone", "struck", "back", "done", "open" or "changed"
    before: Place
    after: Place

    @property
    def kind(self) -> str:
        return self.after.field.split("/")[0]


@dataclass(frozen=True)
class Reworded:
    """A text that reads differently: a stage's, a reason, or a small entry that was changed."""

    before: Place
    after: Place

    @property
    def field(self) -> str:
        return self.after.field


@dataclass(frozen=True)
class Asked:
    """A question that only the later ("new") or only the earlier ("gone") asks, or both apart."""

    question: Question
    code: str  # "new", "gone" or "changed"
    choice: str  # its answer on the side that asks it; for "changed" the later one


@dataclass(frozen=True)
class Comparison:
    """All that is different, in the order of the later questions, then of the earlier ones."""

    before: Instrument
    after: Instrument
    moves: tuple[Moved, ...] = ()
    turns: tuple[Turned, ...] = ()
    rewordings: tuple[Reworded, ...] = ()
    asked: tuple[Asked, ...] = ()
    here: tuple[tuple[Stage, bool], ...] = ()  # stages the work came to (True) or left

    @property
    def nothing(self) -> bool:
        return not (self.moves or self.turns or self.rewordings or self.asked or self.here)


def compare(before: Reading, after: Reading) -> Comparison:
    """What is different in `after`; equal readings have nothing."""
    pairs = list(_pairs(before, after))
    asked = before.by_key.keys() & after.by_key.keys()
    both = [(old, new) for old, new in pairs if new.question.key in asked]
    turns = tuple(turn for old, new in pairs for turn in _turns(old, new))
    changed = (Reworded(turn.before, turn.after) for turn in turns if _says_other_words(turn))
    return Comparison(
        before.instrument,
        after.instrument,
        moves=tuple(move for old, new in both for move in _moves(old, new)),
        turns=turns,
        rewordings=(*_texts(before, after), *_reasons(pairs), *changed),
        asked=tuple(_asked(before, after)),
        here=tuple(_here(before, after)),
    )


def _pairs(before: Reading, after: Reading) -> Iterator[tuple[QuestionReading, QuestionReading]]:
    """Each question either asks, as both read it; what one no longer asks may still be said."""
    for new in after.questions:
        yield before.by_key.get(new.question.key) or before.under(new.question), new
    for old in before.questions:
        if old.question.key not in after.by_key:
            yield old, after.under(old.question)


def _moves(old: QuestionReading, new: QuestionReading) -> Iterator[Moved]:
    if old.choice != new.choice:
        yield Moved(new.question, old.choice, new.choice)
    earlier = {part.number: part.place.choice for part in old.parts}
    for part in new.parts:
        was, now = earlier.get(part.number), part.place.choice
        if was is not None and was != now:
            yield Moved(new.question, was, now, part.number, part.wording)


def _turns(old: QuestionReading, new: QuestionReading) -> Iterator[Turned]:
    for kind in ("views", "notes", "evidence", "steps"):
        was = {place.field: place for place in getattr(old, kind)}
        now = {place.field: place for place in getattr(new, kind)}
        for field in (*now, *(each for each in was if each not in now)):
            before, after = was.get(field, Place(field)), now.get(field, Place(field))
            if code := _turn(before, after):
                yield Turned(new.question, code, before, after)


def _turn(before: Place, after: Place) -> str:
    """What happened to a small entry, "" for nothing."""
    if not before.lines or not after.lines:
        return "added" if after.lines else "gone"
    for flag, on, off in (("struck", "struck", "back"), ("done", "done", "open")):
        was, now = _is(before, flag), _is(after, flag)
        if was != now:
            return on if now else off
    return "changed" if _words(before) != _words(after) else ""


def _is(place: Place, flag: str) -> bool:
    return all(bool(line.value.get(flag)) for line in place.versions)


def _words(place: Place) -> list[tuple[tuple[str, str], ...]]:
    """The words of each version, without its flags."""
    return [
        tuple(sorted((k, v) for k, v in line.value.items() if isinstance(v, str) and v))
        for line in place.versions
    ]


def _says_other_words(turn: Turned) -> bool:
    return turn.code not in {"added", "gone"} and _words(turn.before) != _words(turn.after)


def _boxes(before: Reading, after: Reading) -> Iterator[NoteField]:
    there = {box.key for box in after.instrument.note_fields}
    yield from after.instrument.note_fields
    yield from (box for box in before.instrument.note_fields if box.key not in there)


def _texts(before: Reading, after: Reading) -> Iterator[Reworded]:
    for box in _boxes(before, after):
        address = f"text/{box.key}"
        old, new = before.place(address), after.place(address)
        if _words(old) != _words(new):
            yield Reworded(old, new)


def _reasons(pairs: list[tuple[QuestionReading, QuestionReading]]) -> Iterator[Reworded]:
    for old, new in pairs:
        if _words(old.reason) != _words(new.reason):
            yield Reworded(old.reason, new.reason)


def _asked(before: Reading, after: Reading) -> Iterator[Asked]:
    found = compared(before.instrument, after.instrument).questions
    for code, keys, reading in (
        ("new", found.new, after),
        ("changed", found.changed, after),
        ("gone", found.removed, before),
    ):
        for key in keys:
            yield Asked(reading.by_key[key].question, code, reading.by_key[key].choice)


def _here(before: Reading, after: Reading) -> Iterator[tuple[Stage, bool]]:
    was, now = ({stage.key for stage in each.now} for each in (before, after))
    for stage in after.now:
        if stage.key not in was:
            yield stage, True
    for stage in before.now:
        if stage.key not in now:
            yield stage, False
