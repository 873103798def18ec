"""A workbook as it leaves the house: one frozen value that knows no format. Pure.

Every text is as people wrote it; every word around it is in the report's language already, so a
renderer needs neither a database nor a catalog. What was not said is "" or an empty tuple.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from barnraise.reports.document.since_milestone import (
    Milestone,
    Move,
    Moved,
    QuestionChange,
    Rewording,
    SinceMilestone,
    Stretch,
    Turn,
)
from barnraise.reports.document.values import (
    Choice,
    Count,
    Day,
    Evidence,
    Moment,
    Quote,
    Signed,
    Standing,
    Step,
)

__all__ = [
    "Change",
    "Choice",
    "Count",
    "DatedStep",
    "Day",
    "Edition",
    "Evidence",
    "Left",
    "Milestone",
    "Moment",
    "Move",
    "Moved",
    "Part",
    "Question",
    "QuestionChange",
    "Quote",
    "Report",
    "Rewording",
    "Round",
    "Signed",
    "SinceMilestone",
    "Stage",
    "Standing",
    "Step",
    "Stretch",
    "Text",
    "Topic",
    "Turn",
]


@dataclass(frozen=True)
class Part:
    """One part of a question; `versions` are its standing answers, two when there are two."""

    number: int
    wording: str
    choice: Choice
    versions: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question with everything that stands under it."""

    number: str
    key: str
    label: str
    wording: str
    choice: Choice
    from_parts: bool = False  # the choice follows from its parts; nobody gave it for the whole
    answers: tuple[Quote, ...] = ()
    reasons: tuple[Quote, ...] = ()
    parts: tuple[Part, ...] = ()
    views: tuple[Quote, ...] = ()
    notes: tuple[Quote, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Text:
    """A stage's text box: what it asks for, and what stands in it."""

    key: str
    prompt: str
    versions: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Stage:
    """One part of the question set. `here` holds who said that the work is here now."""

    number: int
    key: str
    title: str
    alias: str = ""
    intro: str = ""
    here: tuple[Quote, ...] = ()
    counts: tuple[Count, ...] = ()
    questions: tuple[Question, ...] = ()
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Topic:
    """A question worth talking about next, and why."""

    number: str
    key: str
    label: str
    choice: Choice
    reason: str


@dataclass(frozen=True)
class DatedStep:
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
    at: Moment
    what: str
    stands: bool = False


@dataclass(frozen=True)
class Left:
    """What stands in a field that the present questions no longer have."""

    field: str
    title: str
    said: Quote


@dataclass(frozen=True)
class Edition:
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
class Round:
    """One look at the questions: when it was opened, by whom, with which version of them."""

    number: int
    version: int
    opened_at: Moment
    by: str = ""


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
    made_at: Moment
    slug: str
    version: int
    way: str  # how answers are given, in words
    edition: Edition
    rounds: tuple[Round, ...]
    standing: Standing
    stages: tuple[Stage, ...]
    topics: tuple[Topic, ...] = ()
    steps: tuple[DatedStep, ...] = ()
    left: tuple[Left, ...] = ()
    milestones: tuple[Milestone, ...] = ()  # the oldest first
    moved: Moved | None = None  # since the last milestone; None when there is none
    history: tuple[Change, ...] = ()
    how_to_read: tuple[str, ...] = ()
    choices: tuple[tuple[Choice, str], ...] = ()  # every choice, and when it is the true one
    source: str = ""
    credit: str = ""
    about: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question in order."""
        return tuple(question for stage in self.stages for question in stage.questions)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every stage text in order."""
        return tuple(text for stage in self.stages for text in stage.texts)

    def label(self, name: str) -> str:
        """A heading or small word; KeyError for a name that `labels.py` does not know."""
        return self.labels[name]

    def said(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Everything people wrote, as (where, its texts): what an export must not lose."""
        for question in self.questions:
            yield from _said(question)
        for text in self.texts:
            yield from ((f"text/{text.key}", (each.text,)) for each in text.versions)
        for left in self.left:
            yield f"left/{left.field}", (left.said.text,)

    def moving(self) -> Iterator[SinceMilestone]:
        """Milestones and what moved, for the renderers that tell of them."""
        for each in self.milestones:
            said = f"{each.title} {each.by} {each.at.words} {each.text}"
            yield SinceMilestone(f"milestone/{each.number}", (said,))
        if self.moved:
            yield from self.moved.places()


def _said(question: Question) -> Iterator[tuple[str, tuple[str, ...]]]:
    key = question.key
    for kind, texts in (
        ("reason", question.reasons),
        ("view", question.views),
        ("note", question.notes),
    ):
        yield from ((f"{kind}/{key}", (each.text,)) for each in texts)
    for proof in question.evidence:
        yield f"evidence/{key}", (proof.title, proof.link)
    for step in question.steps:
        yield f"step/{key}", (step.what, step.who, step.due.words)
