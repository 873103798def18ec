"""What stands in a workbook, read question by question: a value computed from its lines alone."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from barnraise.instruments.document import Instrument, Question, Stage, Words
from barnraise.ledger.draft import Value
from barnraise.workbook.fields.address import is_blank
from barnraise.workbook.fields.kinds import KINDS, Kind
from barnraise.workbook.state.hand import Hand

ITEM_KINDS = frozenset(name for name, kind in KINDS.items() if kind.is_item)
TWO = "two"  # the choice of a question with two different standing answers


def digest(*parts: object) -> bytes:
    """By which values can be told apart however long they are: caches do not count their keys."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """One standing entry, with the signature under it.

    A small entry (a note, a view, a piece of evidence, a next step) is signed by who wrote the
    words it has now, keeps its place in the list, and is the business of `by`, who began it.
    """

    id: UUID
    field: str
    value: Value
    version: int
    at: datetime
    by: int = 0
    name: str = ""
    organization: str = ""
    born: int = 0  # the version at which its field was first spoken of
    erased: bool = False  # its words were removed for good
    born_at: datetime | None = None  # when its field was first spoken of
    first: Hand | None = None  # who said it first, where that is another than who wrote this
    acts: tuple[tuple[str, Hand], ...] = ()  # flags that another than who wrote this has turned
    reworked: bool = False  # one text for everyone, which more hands than the last may have written

    def text(self, attribute: str = "text") -> str:
        """One attribute of the value, "" when it was never given."""
        return str(self.value.get(attribute) or "")

    @property
    def struck(self) -> bool:
        return bool(self.value.get("struck"))

    def turned_by(self, flag: str) -> Hand | None:
        """Who turned this flag, where that is another than who wrote the words."""
        return dict(self.acts).get(flag)

    @property
    def erases(self) -> bool:
        """Whether it says nothing but that something was removed for good."""
        return not self.value and not self.erased


@dataclass(frozen=True)
class FieldState:
    """A field and the lines that stand in it: none, one, or two that did not see each other."""

    field: str
    entries: tuple[StandingEntry, ...] = ()

    @property
    def versions(self) -> tuple[StandingEntry, ...]:
        """The lines that differ in content; the first writer's where several say the same."""
        found: dict[str, StandingEntry] = {}
        for entry in self.entries:
            said = sorted((name, content) for name, content in entry.value.items() if content)
            found.setdefault(repr(said), entry)
        return tuple(found.values())

    @property
    def split(self) -> bool:
        return len(self.versions) > 1

    @property
    def entry(self) -> StandingEntry | None:
        """The one line to show, the latest when several say the same."""
        return self.entries[-1] if self.entries and not self.split else None

    @property
    def value(self) -> Value:
        return self.entry.value if self.entry else {}

    @property
    def choice(self) -> str:
        return TWO if self.split else str(self.value.get("choice") or "")

    @property
    def text(self) -> str:
        return str(self.value.get("text") or "")

    @property
    def sees(self) -> str:
        """The ids a form must send back as what its reader saw."""
        return " ".join(str(entry.id) for entry in self.entries)

    @property
    def said(self) -> bool:
        return any(not is_blank(entry.value) for entry in self.entries)


@dataclass(frozen=True)
class Part:
    """One part of a question and what was said of it."""

    number: int
    wording: Words
    field_state: FieldState


@dataclass(frozen=True)
class QuestionState:
    """One question with everything that stands under it."""

    question: Question
    answer: FieldState
    reason: FieldState
    parts: tuple[Part, ...] = ()
    views: tuple[FieldState, ...] = ()
    notes: tuple[FieldState, ...] = ()
    evidence: tuple[FieldState, ...] = ()
    steps: tuple[FieldState, ...] = ()

    @property
    def from_parts(self) -> str:
        """The choice its parts add up to when all are answered and nothing is said of the whole."""
        given = [part.field_state.choice for part in self.parts]
        if self.answer.said or not given or "" in given or TWO in given:
            return ""
        return given[0] if len(set(given)) == 1 else _mixed({*given} - {"n_a"})

    @cached_property
    def choice(self) -> str:
        """What was chosen: an answer code, "disagree", "two", or "" for no answer yet."""
        return self.answer.choice or self.from_parts

    @property
    def part_said(self) -> bool:
        """Whether anything was said of its parts."""
        return any(part.field_state.said for part in self.parts)

    @property
    def open_steps(self) -> tuple[FieldState, ...]:
        return tuple(step for step in self.steps if not _closed(step))

    @property
    def version(self) -> int:
        """The latest change anywhere under this question."""
        field_states = [
            self.answer,
            self.reason,
            *self.views,
            *self.notes,
            *self.evidence,
            *self.steps,
        ]
        field_states += [part.field_state for part in self.parts]
        return max(
            (entry.version for field_state in field_states for entry in field_state.entries),
            default=0,
        )


def _mixed(given: set[str]) -> str:
    """Different answers to the parts: alike but for parts that do not apply, unsure, or partly."""
    if len(given) == 1:
        return given.pop()
    if given & {"yes", "partly"}:
        return "partly"
    return "not_sure" if "not_sure" in given else "not_yet"


def _closed(step: FieldState) -> bool:
    return step.entry is not None and bool(step.entry.value.get("done") or step.entry.struck)


@dataclass(frozen=True)
class Snapshot:
    """Everything that stands in one workbook at one version."""

    instrument: Instrument
    field_states: Mapping[str, FieldState] = field(default_factory=dict)
    version: int = 0
    erasure: str = ""  # the latest one of this workbook, by its id

    def field_state(self, address: str) -> FieldState:
        """What stands at an address; an empty place when nothing was ever said there."""
        return self.field_states.get(address) or FieldState(address)

    @property
    def way(self) -> str:
        """How answers are given: "scale" or "tick"."""
        return "tick" if self.field_state("way").choice == "tick" else "scale"

    @cached_property
    def _items(self) -> Mapping[str, list[FieldState]]:
        found: dict[str, list[FieldState]] = {}
        for address, field_state in self.field_states.items():
            kind, *names = address.split("/")
            if kind in ITEM_KINDS and field_state.said:
                found.setdefault(f"{kind}/{names[0]}", []).append(field_state)
        for field_states in found.values():
            field_states.sort(
                key=lambda field_state: min(
                    entry.born or entry.version for entry in field_state.entries
                )
            )
        return found

    def items(self, kind: str, key: str) -> tuple[FieldState, ...]:
        """The small entries of this kind under a question, the oldest first."""
        return tuple(self._items.get(f"{kind}/{key}", ()))

    def of_kind(self, kind: Kind, key: str) -> tuple[FieldState, ...]:
        """All that stands of this kind under a question."""
        return (
            self.items(kind.name, key)
            if kind.is_item
            else (self.field_state(f"{kind.name}/{key}"),)
        )

    @cached_property
    def questions(self) -> tuple[QuestionState, ...]:
        """Every question, in the order of the question set."""
        return tuple(self.under(question) for question in self.instrument.questions)

    @cached_property
    def picture_digest(self) -> bytes:
        """Of all that pictures, tiles and topics follow from: choices, and where steps are open."""
        return digest(*((each.choice, bool(each.open_steps)) for each in self.questions))

    @cached_property
    def by_key(self) -> Mapping[str, QuestionState]:
        return {snapshot.question.key: snapshot for snapshot in self.questions}

    def of_stage(self, stage: Stage) -> tuple[QuestionState, ...]:
        return tuple(self.by_key[question.key] for question in stage.questions)

    def under(self, question: Question) -> QuestionState:
        """A question with what stands under it, also one that this question set does not ask."""
        key = question.key
        return QuestionState(
            question=question,
            answer=self.field_state(f"answer/{key}"),
            reason=self.field_state(f"reason/{key}"),
            parts=tuple(
                Part(number, wording, self.field_state(f"part/{key}/{number}"))
                for number, wording in enumerate(question.parts, 1)
            ),
            views=self.items("view", key),
            notes=self.items("note", key),
            evidence=self.items("evidence", key),
            steps=self.items("step", key),
        )

    @property
    def now(self) -> tuple[Stage, ...]:
        """The stages people say the work is in."""
        return tuple(
            stage
            for stage in self.instrument.stages
            if any(
                entry.value.get("here") for entry in self.field_state(f"now/{stage.key}").entries
            )
        )


def snapshot_from(instrument: Instrument, entries: Iterable[StandingEntry]) -> Snapshot:
    """Sort lines, oldest first, into their places."""
    found: dict[str, list[StandingEntry]] = {}
    latest = 0
    for entry in sorted(entries, key=lambda each: each.version):
        found.setdefault(entry.field, []).append(entry)
        latest = max(latest, entry.version)
    field_states = {
        address: FieldState(address, _with_words(there)) for address, there in found.items()
    }
    return Snapshot(instrument, field_states, latest)


def _with_words(entries: list[StandingEntry]) -> tuple[StandingEntry, ...]:
    """Where words stand beside an erasure, they are not two versions of anything."""
    return tuple(entry for entry in entries if entry.value) or tuple(entries)
