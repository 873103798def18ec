"""Cuts a text into paragraphs or words, from which it can be put together again. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

PARAGRAPH = re.compile(r"\n+|[^\n]+")
JOINED = "'’_\u200c\u200d"  # they hold a word together


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph or word, with the line ends or blanks before it; the end of a text is "".

    Two items are alike when their words are, whatever stands before them.
    """

    before: str
    words: str

    @property
    def text(self) -> str:
        return self.before + self.words


Items = tuple[Item, ...]


def text_of(items: Sequence[Item]) -> str:
    """The very text that was cut."""
    return "".join(item.text for item in items)


def words_of(items: Sequence[Item]) -> list[str]:
    return [item.words for item in items]


def paragraphs(text: str) -> Items:
    """Its paragraphs, and the end."""
    parts = (match[0] for match in PARAGRAPH.finditer(text))
    return _items((part[0] == "\n", part) for part in parts)


def words(text: str) -> Items:
    """Its words and signs, and the end."""
    return _items(_parts(text))


def _items(parts: Iterable[tuple[bool, str]]) -> Items:
    """Each part with the blank part before it, if any."""
    items: list[Item] = []
    before = ""
    for is_blank, part in parts:
        if is_blank:
            before = part
        else:
            items.append(Item(before, part))
            before = ""
    return (*items, Item(before, ""))


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Runs of blanks, runs of letters, digits and marks on them, and each sign by itself."""
    for sort, run in groupby(text, _sort):
        if sort == "sign":
            yield from ((False, sign) for sign in run)
        else:
            yield sort == "blank", "".join(run)


def is_word(character: str) -> bool:
    """Whether the character is part of a word, and no blank or sign."""
    return _sort(character) == "word"


@lru_cache(maxsize=4_096)  # a text is cut many times over, and has few different characters
def _sort(character: str) -> str:
    if character.isspace():
        return "blank"
    is_joined = character in JOINED or unicodedata.category(character)[0] in "LNM"
    return "word" if is_joined else "sign"
