"""Which way a text runs: the paragraph by its first letter, and the pieces within it. Pure."""

import re
import unicodedata

from barnraise.ui.mixed_text import LETTERS

RIGHTWARD = {"R", "AL"}
# Letters from the right, and the blanks and marks between two of them.
PIECES = re.compile(f"([{LETTERS}]+(?:[\\s\u200c-\u200f.,:;!?-]+[{LETTERS}]+)*)")
HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")


def from_the_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from the right."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L" or direction in RIGHTWARD:
            return direction in RIGHTWARD
    return False


def pieces(text: str) -> list[tuple[str, str]]:
    """The text in pieces, each with "" or the language by which a right-to-left piece is set."""
    return [
        (piece, _language(piece) if n % 2 else "")
        for n, piece in enumerate(PIECES.split(text))
        if piece
    ]


def _language(piece: str) -> str:
    return "he-IL" if HEBREW.search(piece) else "ar-SA"
