"""What was found in a document: a draft of a question set, and all that was left over. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Remark(StrEnum):
    """What whoever imports should know; pages say it in the reader's language."""

    ANSWERS_IN_ENGLISH = "answers_in_english"
    LANGUAGE_GUESSED = "language_guessed"
    NO_STAGES = "no_stages"
    NO_TITLE = "no_title"


REMARKS = {
    Remark.ANSWERS_IN_ENGLISH: "The five answers are in English; translate them in the document.",
    Remark.LANGUAGE_GUESSED: "The language was guessed; say it with --language if it is another.",
    Remark.NO_STAGES: "No stages were found: all questions are in one.",
    Remark.NO_TITLE: "No title was found; the file's name is used.",
}


@dataclass(frozen=True, slots=True)
class DraftQuestion:
    """A question. `label` is "" when the document gives none; `topic` heads several questions."""

    text: str
    label: str = ""
    topic: str = ""
    guidance: str = ""
    parts: tuple[str, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True)
class DraftStage:
    """A stage. `mark` is how the document counts it, such as “Stage 1”; `notes` are field keys."""

    title: str
    questions: tuple[DraftQuestion, ...]
    mark: str = ""
    intro: str = ""
    notes: tuple[str, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True)
class LeftLine:
    """Text that was not understood, and the line where it stood."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class DraftSet:
    """A draft: every word of the document is in it, in the stages or in `leftover`."""

    title: str
    stages: tuple[DraftStage, ...]
    intro: str = ""
    language: str = "en"
    leftover: tuple[LeftLine, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def questions(self) -> tuple[DraftQuestion, ...]:
        return tuple(question for stage in self.stages for question in stage.questions)
