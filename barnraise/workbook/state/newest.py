"""How much of what is long one page shows: the newest, the beginning, a way to the rest. Pure."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

MAX_SHOWN = 50
MAX_BYTES = 200_000  # of words side by side, or below each other
CUT = " …"


def newest(listed: Sequence[T]) -> Sequence[T]:
    """The last of a list, in their order."""
    return listed[-MAX_SHOWN:]


def count_earlier(listed: Sequence[object]) -> int:
    """How many come before those."""
    return max(0, len(listed) - MAX_SHOWN)


def beginnings(texts: Sequence[str]) -> list[str]:
    """The texts, whole as long as they fit together; else the long ones cut after a word."""
    if sum(len(text.encode()) for text in texts) <= MAX_BYTES:
        return list(texts)
    share = MAX_BYTES // len(texts)
    return [_beginning(text, share) for text in texts]


def _beginning(text: str, most: int) -> str:
    """As much as fits into so many bytes."""
    encoded = text.encode()
    if len(encoded) <= most:
        return text
    cut = encoded[:most].decode(errors="ignore")
    words = cut.rsplit(maxsplit=1)[0] if " " in cut[1:] else cut
    return words.rstrip() + CUT
