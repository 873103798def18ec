"""What counts as a word, and texts without markup and in one shape. Pure."""

import re

from barnraise.instruments.characters import UNWELCOME

WORD = re.compile(r"[^\W_]+")
_BOLD = re.compile(r"\*{2,}|(?<![^\W_])_{2,}(?=\S)|(?<=\S)_{2,}(?![^\W_])|~~|`+")
_STAR = re.compile(r"(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])")


def words(text: str) -> list[str]:
    """The words of a text: runs of letters and digits, without case."""
    return WORD.findall(text.casefold())


def says(text: str) -> bool:
    """Whether there is a word in it."""
    return WORD.search(text) is not None


def flat(text: str) -> str:
    """On one line, single spaces, without characters that cannot be kept."""
    return " ".join(UNWELCOME.sub(" ", text).split())


def plain(text: str) -> str:
    """The same, without signs for bold and the like."""
    if any(sign in text for sign in "*_~`"):  # to look at every place in vain takes long
        text = _STAR.sub("", _BOLD.sub("", text))
    return flat(text)


def capitals(text: str) -> bool:
    """Whether its letters are all capitals, and several."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and text == text.upper() and text != text.lower()


def bold(text: str) -> bool:
    """Whether all of it is bold."""
    inner = text.strip().strip(":").strip()
    return len(inner) > 4 and inner[:2] == inner[-2:] == "**" and "**" not in inner[2:-2].strip("*")
