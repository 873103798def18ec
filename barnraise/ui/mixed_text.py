"""Text that knows whose words it is made of: the page's, a question set's, a person's. Pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

UNKNOWN = ""  # how HTML says that nobody knows the language
FROM_THE_RIGHT = "ar arc azb ckb dv fa glk he iw ji lrc mzn nqo pnb ps sd syr ug ur yi"
SCRIPTS = re.compile("-(?:adlm|arab|aran|hebr|nkoo|rohg|syrc|thaa)(?:-|$)")
# Letters of writings from the right.
LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
BACKWARD = re.compile(f"[{LETTERS}]")
ISOLATE, END = "\u2068", "\u2069"  # what <bdi> is where no element may stand
_PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class LanguageRun:
    """Words of one language: None for the page's own, UNKNOWN for a person's."""

    text: str
    language: str | None = None

    @property
    def is_backward(self) -> bool:
        """Whether any letter in it is written from the right."""
        return bool(BACKWARD.search(self.text))


class MixedText(str):
    """A text like any other, which remembers the languages of its pieces.

    Whatever makes a new text of it (strip, replace, an f-string) forgets them.
    """

    runs: tuple[LanguageRun, ...]

    def __new__(cls, runs: Iterable[LanguageRun]) -> Self:
        kept = tuple(run for run in runs if run.text)
        text = super().__new__(cls, "".join(run.text for run in kept))
        text.runs = kept
        return text

    def __getnewargs__(self) -> tuple[tuple[LanguageRun, ...]]:  # type: ignore[override]
        return (self.runs,)

    def changed(self, change: Callable[[str], str]) -> "MixedText":
        """The same pieces with `change` made to the text of each."""
        return MixedText(LanguageRun(change(run.text), run.language) for run in self.runs)


def direction_of(language: str) -> str:
    """Which way a language is written: "ltr" or "rtl"."""
    code = language.lower().replace("_", "-")
    known = FROM_THE_RIGHT.split()
    is_backward = bool(SCRIPTS.search(code)) or code.split("-")[0] in known
    return "rtl" if is_backward and "-latn" not in code else "ltr"


def in_language(text: str, language: str) -> MixedText:
    """Words of a language that is known."""
    return MixedText([LanguageRun(text, language)])


def by_person(text: str) -> MixedText:
    """A person's words."""
    return in_language(text, UNKNOWN)


def runs_of(text: str) -> tuple[LanguageRun, ...]:
    """The pieces of any text; one that knows of none is the page's own."""
    return text.runs if isinstance(text, MixedText) else (LanguageRun(text),)


def filled(sentence: str, **words: str) -> MixedText:
    """A sentence of the page with these words in its places, such as `%(who)s`."""
    pieces = _PLACE.split(sentence)  # every second one is a place's name
    texts = [words[piece] if n % 2 else piece.replace("%%", "%") for n, piece in enumerate(pieces)]
    return MixedText(run for text in texts for run in runs_of(text))


def joined(between: str, texts: Iterable[str]) -> MixedText:
    """The texts in a row, with `between` between two of them."""
    runs: list[LanguageRun] = []
    for n, text in enumerate(texts):
        runs += [*([LanguageRun(between)] if n else []), *runs_of(text)]
    return MixedText(runs)


def isolated(text: str) -> str:
    """The text for attributes and titles: pieces from the right do not turn their neighbors."""
    return "".join(
        f"{ISOLATE}{run.text}{END}" if run.is_backward else run.text for run in runs_of(text)
    )
