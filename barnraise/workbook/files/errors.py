"""Why a file is not opened as a workbook. Pure; `sentences` says it in the reader's words."""

from enum import StrEnum
from typing import Final

MAX_SAID: Final = 80  # characters of a file's own words that a sentence repeats


class Why(StrEnum):
    """The kinds of faults a file can have."""

    NOTHING = "nothing"  # no file came, or an empty one
    NOT_OURS = "not_ours"
    NOT_UTF8 = "not_utf8"
    DAMAGED = "damaged"  # not JSON to its end
    ALTERED = "altered"  # JSON, but not as it was written
    NEWER = "newer"
    UNKNOWN = "unknown"  # a name this version does not have
    UNFIT = "unfit"  # a value that no workbook can hold
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_SLOW = "too_slow"
    BUSY = "busy"
    ERASED = "erased"  # its workbook was removed from this server for good


class FileError(Exception):
    """What is wrong with a file, and where: `entries/17/at`. Its words are a stranger's."""

    def __init__(self, why: Why, where: str = "") -> None:
        self.why = why
        self.where = _legible(where)
        super().__init__(f"{why}: {self.where}" if self.where else str(why))


def _legible(text: str) -> str:
    """A stranger's text as a sentence can repeat it: one line, printable, short."""
    shown = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
    return shown if len(shown) <= MAX_SAID else shown[: MAX_SAID - 1] + "…"
