"""A stage in words: how many questions are how far, with no total and no percent. Pure."""

from collections import Counter
from dataclasses import dataclass

from barnraise.instruments.document import Stage
from barnraise.workbook.state.snapshot import Place, QuestionReading, Reading

ORDER = ("yes", "partly", "not_yet", "not_sure", "disagree", "two", "n_a", "")


@dataclass(frozen=True)
class Tile:
    """One stage, its questions and, by choice, how many there are of each."""

    stage: Stage
    questions: tuple[QuestionReading, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """(choice, how many), in the fixed order, only what there is."""
        return counts(self.questions)


def counts(questions: tuple[QuestionReading, ...]) -> tuple[tuple[str, int], ...]:
    """How many questions have each choice; "two" counts with "disagree"."""
    found = Counter("disagree" if each.choice == "two" else each.choice for each in questions)
    return tuple((choice, found[choice]) for choice in ORDER if found[choice])


def tiles(reading: Reading) -> tuple[Tile, ...]:
    """A tile a stage."""
    return tuple(Tile(stage, reading.of_stage(stage)) for stage in reading.instrument.stages)


@dataclass(frozen=True)
class DatedStep:
    """A next step with the question it hangs on."""

    question: QuestionReading
    place: Place

    @property
    def due(self) -> str:
        return str(self.place.value.get("due") or "")

    @property
    def done(self) -> bool:
        return bool(self.place.value.get("done"))


def dated_steps(reading: Reading) -> tuple[DatedStep, ...]:
    """Next steps by date, the open ones first, those without a date after the dated."""
    found = [
        DatedStep(question, step)
        for question in reading.questions
        for step in question.steps
        if not (step.line and step.line.struck)
    ]
    return tuple(sorted(found, key=lambda step: (step.done, step.due or "9999")))
