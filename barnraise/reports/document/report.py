"""A workbook as it leaves the house: one frozen value that knows no format. Pure.

Every text is as people wrote it; every word around it is in the report's language already, so a
renderer needs neither a database nor a catalog. What was not said is "" or an empty tuple.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from barnraise.reports.document.since_milestone import ChangesSince, Passage, ReportMilestone
from barnraise.reports.document.values import (
    Count,
    Evidence,
    Picture,
    PointInTime,
    Quote,
    Step,
)
from barnraise.workbook.state.looks import ShownChoice


@dataclass(frozen=True)
class ReportPart:
    """One part of a question; `versions` are its standing answers, two when there are two."""

    number: int
    wording: str
    choice: ShownChoice
    versions: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class QuotesOfKind:
    """What was said of one kind under a question: the kind's name, the heading over it."""

    kind: str
    heading: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class ReportQuestion:
    """One question with everything that stands under it."""

    number: str
    key: str
    label: str
    wording: str
    choice: ShownChoice
    from_parts: bool = False  # the choice follows from its parts; nobody gave it for the whole
    answers: tuple[Quote, ...] = ()
    parts: tuple[ReportPart, ...] = ()
    quotes: tuple[QuotesOfKind, ...] = ()  # reasons, views, notes: all that is text alone
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[Step, ...] = ()

    def quoted(self, kind: str) -> tuple[Quote, ...]:
        """What was said of this kind."""
        return next((each.quotes for each in self.quotes if each.kind == kind), ())


@dataclass(frozen=True)
class ReportText:
    """A stage's text box: what it asks for, and what stands in it."""

    key: str
    prompt: str
    versions: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class ReportStage:
    """One part of the question set. `here` holds who said that the work is here now."""

    number: int
    key: str
    title: str
    alias: str = ""
    intro: str = ""
    here: tuple[Quote, ...] = ()
    counts: tuple[Count, ...] = ()
    questions: tuple[ReportQuestion, ...] = ()
    texts: tuple[ReportText, ...] = ()


@dataclass(frozen=True)
class ReportTopic:
    """A question worth talking about next, and why."""

    number: str
    key: str
    label: str
    choice: ShownChoice
    reason: str


@dataclass(frozen=True)
class ReportDatedStep:
    """A next step in the list by date, with the question it hangs on."""

    number: str
    key: str
    label: str
    step: Step


@dataclass(frozen=True)
class Change:
    """One row of the history, the oldest first: who said what, in which field, and when."""

    version: int
    id: str
    field: str
    title: str
    by: str
    at: PointInTime
    what: str
    stands: bool = False


@dataclass(frozen=True)
class Unasked:
    """What stands in a field that the present questions no longer have."""

    field: str
    title: str
    quote: Quote


@dataclass(frozen=True)
class ReportEdition:
    """The version of the question set: its title, number, key and SHA-256."""

    title: str
    key: str
    version: int
    sha256: str

    @property
    def short(self) -> str:
        """Enough of the SHA-256 to tell two editions apart."""
        return self.sha256[:12]


@dataclass(frozen=True)
class ReportRound:
    """One look at the questions: when it was opened, by whom, with which version of them."""

    number: int
    version: int
    opened_at: PointInTime
    by: str = ""


@dataclass(frozen=True)
class ReportOrigin:
    """That entries came with a file of which nobody here knows who wrote what."""

    words: str
    at: PointInTime
    entries: int  # entries up to this version came with it


@dataclass(frozen=True)
class Report:
    """Everything a workbook holds at one moment, in one language.

    `labels` are the headings and small words of all renderers, by name (see `labels.py`).
    """

    language: str
    direction: str  # "ltr" or "rtl"
    title: str
    subtitle: str
    example: str  # a sentence when this is the made-up example, else ""
    from_file: ReportOrigin | None
    made_at: PointInTime
    slug: str
    version: int
    way: str  # how answers are given, in words
    edition: ReportEdition
    rounds: tuple[ReportRound, ...]
    standing: Picture
    stages: tuple[ReportStage, ...]
    topics: tuple[ReportTopic, ...] = ()
    steps: tuple[ReportDatedStep, ...] = ()
    left: tuple[Unasked, ...] = ()
    milestones: tuple[ReportMilestone, ...] = ()  # the oldest first
    moved: ChangesSince | None = None  # since the last milestone; None when there is none
    history: tuple[Change, ...] = ()
    how_to_read: tuple[str, ...] = ()
    choices: tuple[tuple[ShownChoice, str], ...] = ()  # every choice, and when it is the true one
    source: str = ""
    credit: str = ""
    about: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def questions(self) -> tuple[ReportQuestion, ...]:
        """Every question in order."""
        return tuple(question for stage in self.stages for question in stage.questions)

    @cached_property
    def texts(self) -> tuple[ReportText, ...]:
        """Every stage text in order."""
        return tuple(text for stage in self.stages for text in stage.texts)

    def label(self, name: str) -> str:
        """A heading or small word; KeyError for a name that `labels.py` does not know."""
        return self.labels[name]

    def written(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Everything people wrote, as (where, its texts): what an export must not lose."""
        for question in self.questions:
            yield from _written(question)
        for text in self.texts:
            yield from ((f"text/{text.key}", (each.text,)) for each in text.versions)
        for left in self.left:
            yield f"left/{left.field}", (left.quote.text,)

    def looking_back(self) -> Iterator[Passage]:
        """Milestones and what moved, for the renderers that tell of them."""
        for each in self.milestones:
            words = f"{each.title} {each.by} {each.at.words} {each.text}"
            yield Passage(f"milestone/{each.number}", (words,))
        if self.moved:
            yield from self.moved.passages()


def _written(question: ReportQuestion) -> Iterator[tuple[str, tuple[str, ...]]]:
    key = question.key
    for group in question.quotes:
        yield from ((f"{group.kind}/{key}", (quote.text,)) for quote in group.quotes)
    for proof in question.evidence:
        yield f"evidence/{key}", (proof.title, proof.link)
    for step in question.steps:
        yield f"step/{key}", (step.what, step.who, step.due.words)
