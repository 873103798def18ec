"""What stands in a workbook, read question by question: a value computed from its lines alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from barnraise.instruments.document import Instrument, Question, Stage, Words
from barnraise.ledger.draft import Value
from barnraise.workbook.fields import KINDS, is_blank

ITEM_KINDS = frozenset(name for name, kind in KINDS.items() if kind.is_item)
TWO = "two"  # the choice of a question with two different standing answers


@dataclass(frozen=True, slots=True)
class Line:
    """One standing entry, with the signature under it.

    A small entry (a note, a view, a piece of evidence, a next step) stays signed by whoever said
    it first, and keeps its place in the list, however often it is changed or struck.
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

    def text(self, attribute: str = "text") -> str:
        """One attribute of the value, "" when it was never given."""
        return str(self.value.get(attribute) or "")

    @property
    def struck(self) -> bool:
        return bool(self.value.get("struck"))

    @property
    def erases(self) -> bool:
        """Whether it says nothing but that something was removed for good."""
        return not self.value and not self.erased


@dataclass(frozen=True)
class Place:
    """A field and the lines that stand in it: none, one, or two that did not see each other."""

    field: str
    lines: tuple[Line, ...] = ()

    @property
    def versions(self) -> tuple[Line, ...]:
        """The lines that differ in content; the first writer's where several say the same."""
        found: dict[str, Line] = {}
        for line in self.lines:
            said = sorted((name, content) for name, content in line.value.items() if content)
            found.setdefault(repr(said), line)
        return tuple(found.values())

    @property
    def split(self) -> bool:
        return len(self.versions) > 1

    @property
    def line(self) -> Line | None:
        """The one line to show, the latest when several say the same."""
        return self.lines[-1] if self.lines and not self.split else None

    @property
    def value(self) -> Value:
        return self.line.value if self.line else {}

    @property
    def choice(self) -> str:
        return TWO if self.split else str(self.value.get("choice") or "")

    @property
    def text(self) -> str:
        return str(self.value.get("text") or "")

    @property
    def sees(self) -> str:
        """The ids a form must send back as what its reader saw."""
        return " ".join(str(line.id) for line in self.lines)

    @property
    def said(self) -> bool:
        return any(not is_blank(line.value) for line in self.lines)


@dataclass(frozen=True)
class Part:
    """One part of a question and what was said of it."""

    number: int
    wording: Words
    place: Place


@dataclass(frozen=True)
class QuestionReading:
    """One question with everything that stands under it."""

    question: Question
    answer: Place
    reason: Place
    parts: tuple[Part, ...] = ()
    views: tuple[Place, ...] = ()
    notes: tuple[Place, ...] = ()
    evidence: tuple[Place, ...] = ()
    steps: tuple[Place, ...] = ()

    @property
    def from_parts(self) -> str:
        """The choice its parts add up to when all are answered and nothing is said of the whole."""
        given = [part.place.choice for part in self.parts]
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
        return any(part.place.said for part in self.parts)

    @property
    def open_steps(self) -> tuple[Place, ...]:
        return tuple(step for step in self.steps if not _closed(step))

    @property
    def version(self) -> int:
        """The latest change anywhere under this question."""
        places = [self.answer, self.reason, *self.views, *self.notes, *self.evidence, *self.steps]
        places += [part.place for part in self.parts]
        return max((line.version for place in places for line in place.lines), default=0)


def _mixed(given: set[str]) -> str:
    """Different answers to the parts: alike but for parts that do not apply, unsure, or partly."""
    if len(given) == 1:
        return given.pop()
    if given & {"yes", "partly"}:
        return "partly"
    return "not_sure" if "not_sure" in given else "not_yet"


def _closed(step: Place) -> bool:
    return step.line is not None and bool(step.line.value.get("done") or step.line.struck)


@dataclass(frozen=True)
class Reading:
    """Everything that stands in one workbook at one version."""

    instrument: Instrument
    places: Mapping[str, Place] = field(default_factory=dict)
    version: int = 0
    erasure: str = ""  # the latest one of this workbook, by its id

    def place(self, address: str) -> Place:
        """What stands at an address; an empty place when nothing was ever said there."""
        return self.places.get(address) or Place(address)

    @property
    def way(self) -> str:
        """How answers are given: "scale" or "tick"."""
        return "tick" if self.place("way").choice == "tick" else "scale"

    @cached_property
    def _items(self) -> Mapping[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for address, place in self.places.items():
            kind, *names = address.split("/")
            if kind in ITEM_KINDS and place.said:
                found.setdefault(f"{kind}/{names[0]}", []).append(place)
        for places in found.values():
            places.sort(key=lambda place: min(line.born or line.version for line in place.lines))
        return found

    def _list(self, kind: str, key: str) -> tuple[Place, ...]:
        return tuple(self._items.get(f"{kind}/{key}", ()))

    @cached_property
    def questions(self) -> tuple[QuestionReading, ...]:
        """Every question, in the order of the question set."""
        return tuple(self.under(question) for question in self.instrument.questions)

    @cached_property
    def picture_state(self) -> tuple[object, ...]:
        """All that pictures, tiles and topics follow from: choices, and where steps are open."""
        return tuple((each.choice, bool(each.open_steps)) for each in self.questions)

    @cached_property
    def by_key(self) -> Mapping[str, QuestionReading]:
        return {reading.question.key: reading for reading in self.questions}

    def of_stage(self, stage: Stage) -> tuple[QuestionReading, ...]:
        return tuple(self.by_key[question.key] for question in stage.questions)

    def under(self, question: Question) -> QuestionReading:
        """A question with what stands under it, also one that this question set does not ask."""
        key = question.key
        return QuestionReading(
            question=question,
            answer=self.place(f"answer/{key}"),
            reason=self.place(f"reason/{key}"),
            parts=tuple(
                Part(number, wording, self.place(f"part/{key}/{number}"))
                for number, wording in enumerate(question.parts, 1)
            ),
            views=self._list("view", key),
            notes=self._list("note", key),
            evidence=self._list("evidence", key),
            steps=self._list("step", key),
        )

    @property
    def now(self) -> tuple[Stage, ...]:
        """The stages people say the work is in."""
        return tuple(
            stage
            for stage in self.instrument.stages
            if any(line.value.get("here") for line in self.place(f"now/{stage.key}").lines)
        )


def read(instrument: Instrument, lines: Iterable[Line]) -> Reading:
    """Sort lines, oldest first, into their places."""
    found: dict[str, list[Line]] = {}
    latest = 0
    for line in sorted(lines, key=lambda each: each.version):
        found.setdefault(line.field, []).append(line)
        latest = max(latest, line.version)
    places = {address: Place(address, _with_words(there)) for address, there in found.items()}
    return Reading(instrument, places, latest)


def _with_words(lines: list[Line]) -> tuple[Line, ...]:
    """Where words stand beside an erasure, they are not two versions of anything."""
    return tuple(line for line in lines if line.value) or tuple(lines)
