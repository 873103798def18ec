"""Words of a form made to fit: a text in the first language, and none too long. Pure."""

from dataclasses import dataclass

from barnraise.instruments.document import NOTHING, Words
from barnraise.instruments.exchange.xlsform.lines import FormLine
from barnraise.instruments.exchange.xlsform.result import (
    STANDS_IN,
    TOO_LONG,
    FormLeftover,
    LeftoverList,
)

SHORT, LONG, ITEM = 300, 4_000, 1_000
FEW_LETTERS = 60


@dataclass(frozen=True)
class WordFitter:
    """Reads words off lines; what had to be cut or stands in for another goes to `leftover`."""

    languages: tuple[str, ...]
    leftover: LeftoverList

    def words(self, line: FormLine, means: str, most: int = LONG) -> Words:
        return self.fit(line.words.get(means, NOTHING), most, line, means)

    def fit(self, words: Words, most: int, line: FormLine, means: str) -> Words:
        first = self.languages[0]
        if words and not words.by_language.get(first):
            self._leave(line, means, str(words), STANDS_IN)
            words = Words({first: str(words), **words.by_language})
        fitted = {}
        for language, text in words.by_language.items():
            if len(text) > most:
                self._leave(line, means, text, TOO_LONG)
            fitted[language] = cut(text, most)
        return Words(fitted)

    def joined(self, lines: list[FormLine]) -> Words:
        """The labels of several lines as one text of several paragraphs."""
        texts = {
            language: "\n\n".join(
                text
                for line in lines
                if (text := line.words.get("label", NOTHING).by_language.get(language))
            )
            for language in self.languages
        }
        kept = Words({language: text for language, text in texts.items() if text})
        return self.fit(kept, LONG, lines[0], "label") if lines else NOTHING

    def _leave(self, line: FormLine, means: str, text: str, why: str) -> None:
        title = line.titles.get(means, means)
        self.leftover.add(FormLeftover(line.sheet, line.number, title, text, why))


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def in_short(words: Words) -> Words:
    """A few words to find a question by, for a form that has none."""
    return Words({language: _first_words(text) for language, text in words.by_language.items()})


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= FEW_LETTERS:
        return line
    whole = line[:FEW_LETTERS].rpartition(" ")[0]
    return (whole or line[:FEW_LETTERS]).rstrip(" ,;:.") + "…"
