"""One thing the doctor found."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: an error has to be dealt with, a warning soon, a note whenever."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """What is so, in one sentence, and what to do about it."""

    level: Level
    sentence: str
    hint: str

    def __str__(self) -> str:
        return f"{self.level}: {self.sentence} {self.hint}".rstrip()

    def plain(self) -> dict[str, str]:
        """For scripts."""
        return {name: str(value) for name, value in asdict(self).items()}


def error(sentence: str, hint: str) -> Finding:
    return Finding(Level.ERROR, sentence, hint)


def warning(sentence: str, hint: str) -> Finding:
    return Finding(Level.WARNING, sentence, hint)


def note(sentence: str, hint: str) -> Finding:
    return Finding(Level.NOTE, sentence, hint)
