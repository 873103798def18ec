"""Why a document is not made into a question set, and the bounds that say so. Pure."""

from enum import StrEnum
from typing import Final

MAX_BYTES: Final = 5_000_000
MAX_PIECES: Final = 100_000
MAX_DEEP: Final = 200


class Reason(StrEnum):
    """For pages, which say it in the reader's language."""

    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_SLOW = "too_slow"
    NOT_A_CHECKLIST = "not_a_checklist"
    WRONG_KIND = "wrong_kind"
    DAMAGED = "damaged"
    BUSY = "busy"


class NotAChecklist(Exception):  # noqa: N818 - said as people say it
    """A document that cannot be made into a question set; `sentence` says why, in English."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.sentence = sentence


def too_large(sentence: str) -> NotAChecklist:
    return NotAChecklist(Reason.TOO_LARGE, sentence)


def too_deep() -> NotAChecklist:
    return NotAChecklist(
        Reason.TOO_DEEP,
        "The document is nested too deeply to be read. Copy its text and paste that.",
    )


def damaged(sentence: str) -> NotAChecklist:
    return NotAChecklist(Reason.DAMAGED, sentence)


def wrong_kind(sentence: str) -> NotAChecklist:
    return NotAChecklist(Reason.WRONG_KIND, sentence)


def no_questions() -> NotAChecklist:
    return NotAChecklist(
        Reason.NOT_A_CHECKLIST,
        "No questions were found here. A checklist has items, or sentences that end in “?”.",
    )
