"""Writings whose signs are no letters once they are drawn: a document says them twice. Pure.

Fonts draw Arabic, Thai, Khmer or Bengali with pieces that join, stack and change their order, so
that who copies or searches what was drawn gets other letters. The letters themselves stand over
it, unseen, in a font of blanks: each at a private place, which is mapped back in the finished file.
"""

import re
import unicodedata

MAX_LETTERS = 400_000
OFFSET = 0xF0000  # the blank for U+0628 stands at U+F0628
BACKWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # from the right
SPACED = "\u0900-\u0dff\ua8e0-\ua8ff"
UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"  # no space at a word's end
)
JOINERS = "\u200c\u200d"
# As typst reads it. Digits are drawn as they are written. A sentence of words that nothing parts
# is cut into pieces that lines can end after, never before a mark or a letter that hangs below.
PATTERN = "|".join(
    (
        *(
            f"[{some}&&[^\\p{{Nd}}]][{some}{JOINERS}&&[^\\p{{Nd}}]]{{0,39}}"
            for some in (BACKWARD, SPACED)
        ),
        f"(?:[{UNSPACED}&&[^\\p{{Nd}}]](?:[\u17d2\u1039]\\p{{L}}|\\p{{M}}|[{JOINERS}])*){{1,10}}",
    )
)
BACKWARD_PATTERN = f"[{BACKWARD}]"
_LAYERED = re.compile(f"[{BACKWARD}{SPACED}{UNSPACED}]")


def is_layered(text: str) -> bool:
    """Whether all of this is drawn by pieces, and said by blanks."""
    return bool(text) and all(
        _LAYERED.match(character) and unicodedata.category(character) != "Nd" for character in text
    )


def needs_layer(text: str) -> bool:
    """Whether some of this is, and not so much that saying it twice would take too long."""
    return 0 < len(_LAYERED.findall(text)) <= MAX_LETTERS


def blanks() -> list[int]:
    """Every character that has a blank."""
    ranges = re.findall("(.)-(.)", BACKWARD + SPACED + UNSPACED)
    signs = {point for first, last in ranges for point in range(ord(first), ord(last) + 1)}
    return sorted(signs | set(map(ord, JOINERS)))


def said(text: str) -> str:
    """The text that blanks stand for."""
    return "".join(
        chr(ord(character) - OFFSET) if ord(character) >= OFFSET else character
        for character in text
    )
