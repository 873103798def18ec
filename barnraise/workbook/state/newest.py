"""How much of a long list one page shows: the newest, with a way to the earlier ones. Pure."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

MAX_SHOWN = 50


def newest(listed: Sequence[T]) -> Sequence[T]:
    """The last of a list, in their order."""
    return listed[-MAX_SHOWN:]


def count_earlier(listed: Sequence[object]) -> int:
    """How many come before those."""
    return max(0, len(listed) - MAX_SHOWN)
