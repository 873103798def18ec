"""A stage in words: how many questions are how far, with no total and no percent. Pure."""

from collections import Counter
from dataclasses import dataclass

from barnraise.instruments.document import Stage
from barnraise.workbook.state.snapshot import FieldState, QuestionState, Snapshot

ORDER = ("yes", "partly", "not_yet", "not_sure", "disagree", "two", "n_a", "")


@dataclass(frozen=True)
class StageCounts:
    """One stage, its questions and, by choice, how many there are of each."""

    stage: Stage
    questions: tuple[QuestionState, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """(choice, how many), in the fixed order, only what there is."""
        return choice_counts(self.questions)


def choice_counts(questions: tuple[QuestionState, ...]) -> tuple[tuple[str, int], ...]:
    """How many questions have each choice; "two" counts with "disagree"."""
    found = Counter("disagree" if each.choice == "two" else each.choice for each in questions)
    return tuple((choice, found[choice]) for choice in ORDER if found[choice])


def stage_counts(snapshot: Snapshot) -> tuple[StageCounts, ...]:
    """A tile a stage."""
    return tuple(
        StageCounts(stage, snapshot.of_stage(stage)) for stage in snapshot.instrument.stages
    )


@dataclass(frozen=True)
class DatedStep:
    """A next step with the question it hangs on."""

    question: QuestionState
    field_state: FieldState

    @property
    def due(self) -> str:
        return str(self.field_state.value.get("due") or "")

    @property
    def done(self) -> bool:
        return bool(self.field_state.value.get("done"))


def dated_steps(snapshot: Snapshot) -> tuple[DatedStep, ...]:
    """Next steps by date, the open ones first, those without a date after the dated."""
    found = [
        DatedStep(question, step)
        for question in snapshot.questions
        for step in question.steps
        if not (step.entry and step.entry.struck)
    ]
    return tuple(sorted(found, key=lambda step: (step.done, step.due or "9999")))
