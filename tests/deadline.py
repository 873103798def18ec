"""Waiting: for the thing itself, until a deadline that no busy machine comes near."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
DEADLINE = 240.0  # seconds; it ends what hangs, and says nothing about speed


def until(
    look: Callable[[], T],
    why: Callable[[], object] | str = "it never came",
    *,
    pause: float = 0.01,
    rest: Callable[[float], object] = time.sleep,
) -> T:
    """Look again and again until what is seen is true; answers it. `why` explains a failure."""
    end = time.monotonic() + DEADLINE
    while not (seen := look()):
        if time.monotonic() > end:
            raise AssertionError(why() if callable(why) else why)
        rest(pause)
    return seen
