"""Text without tricks: signs that draw nothing and change what others look like. Pure.

Marks of direction (U+200E, U+200F, U+061C) and joiners stay: honest Arabic, Hebrew and Persian
need them. What overrides or embeds a direction becomes a visible sign, and is counted.
"""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass

SIGN = "□"  # WHITE SQUARE stands for what cannot be shown
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
TRICKS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)


def tamed(text: str) -> str:
    """The text with one kind of line break, and a visible sign for each trick in it."""
    return TRICKS.sub(SIGN, BREAKS.sub("\n", text))


@dataclass
class Tamer:
    """Makes texts showable with the characters there are, and counts what it had to replace."""

    covered: Container[str] | None = None
    replaced: int = 0

    def __call__(self, text: str) -> str:
        """The text as it can be shown."""
        calm = BREAKS.sub("\n", text)
        shown = "".join(character if self._shows(character) else SIGN for character in calm)
        self.replaced += sum(old != new for old, new in zip(calm, shown, strict=True))
        return shown

    def _shows(self, character: str) -> bool:
        if character in "\n\t":
            return True
        return not TRICKS.match(character) and (self.covered is None or character in self.covered)


def latin(text: str) -> str:
    """The text in ASCII, accents dropped; the last way to show a text that nothing else shows."""
    calm = unicodedata.normalize("NFKD", tamed(text))
    letters = (each for each in calm if not unicodedata.combining(each))
    return "".join(each if each.isascii() else "?" for each in letters)
