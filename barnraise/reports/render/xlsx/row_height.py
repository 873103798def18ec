"""How high a row must be to show its texts: programs differ in whether they find out. Pure."""

from collections.abc import Sequence
from math import ceil

LINE = 15.0  # points
MAX_HEIGHT = 409.0  # the highest row there is; a longer text is whole in its cell all the same
LETTERS = 1.16  # letters that fit where one digit and a little fit


def height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """The height in points for these texts in columns so wide."""
    lines = max((_lines(*each) for each in zip(texts, widths, strict=False)), default=1)
    return min(MAX_HEIGHT, LINE * lines + 3)


def _lines(text: str, width: float) -> int:
    """How many lines the text takes; wide letters count double."""
    fits = max(1.0, (width - 1) * LETTERS)
    return sum(max(1, ceil(_length(line) / fits)) for line in text.split("\n"))


def _length(line: str) -> int:
    return len(line) + (0 if line.isascii() else sum(each > "\u1100" for each in line))
