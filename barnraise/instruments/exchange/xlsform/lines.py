"""From rows of texts to lines with names and words: what the columns' titles mean. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from barnraise.instruments.document import NOTHING, Words
from barnraise.instruments.exchange.xlsform.result import FORMULA as NO_RESULT
from barnraise.instruments.exchange.xlsform.result import TWICE, Left, Leftover
from barnraise.instruments.exchange.xlsform.spreadsheet_in import FORMULA, Row

WORDS = ("label", "hint", "guidance_hint", "text")
ALIASES = {
    "command": "type",
    "tag": "name",
    "value": "name",
    "caption": "label",
    "list name": "list_name",
    "guidance hint": "guidance_hint",
    "guidance": "guidance_hint",
    "relevance": "relevant",
    "set form title": "form_title",
    "form title": "form_title",
    "title": "form_title",
    "id string": "form_id",
    "set form id": "form_id",
    "form id": "form_id",
    "default language": "default_language",
}
# Marks that KoboToolbox leaves for itself; they say nothing to a person.
MACHINE = ("$kuid", "$xpath", "$prev", "$autoname", "$qpath", "$autovalue")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title as written, what it means, and the language its title names."""

    title: str
    means: str
    language: str = ""


def columns_of(row: Row) -> Mapping[int, Column]:
    return {number: _column(title) for number, title in row.texts.items() if title != FORMULA}


def _column(title: str) -> Column:
    name, mark, language = re.sub(r"\s*(::?)\s*", r"\1", title).partition(":")
    name = " ".join(name.lower().replace("_", " ").split())
    means = ALIASES.get(name, name.replace(" ", "_"))
    if mark and means not in WORDS:
        return Column(title, title)  # media::image and the like
    return Column(title, means, language.lstrip(":").strip())


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: words by meaning, and every other text by meaning."""

    sheet: str
    number: int
    words: Mapping[str, Words]
    texts: Mapping[str, str]
    titles: Mapping[str, str]

    def said(self, means: str) -> str:
        return self.texts.get(means, "")

    def left(self, means: str, why: str) -> Left:
        """What stands in a column of this line, as left out."""
        words = dict.fromkeys(self.words.get(means, NOTHING).by_language.values())
        text = " / ".join(words) or self.said(means)
        return Left(self.sheet, self.number, self.titles.get(means, means), text, why)


@dataclass
class Reader:
    """Makes lines of one sheet's rows. `code_of` gives the code of a language's name."""

    sheet: str
    columns: Mapping[int, Column]
    code_of: Callable[[str], str]
    leftover: Leftover

    def lines(self, rows: Iterable[Row]) -> list[Line]:
        return [self._line(row) for row in rows]

    def _line(self, row: Row) -> Line:
        words: dict[str, dict[str, str]] = {}
        texts: dict[str, str] = {}
        titles: dict[str, str] = {}
        for number, text in row.texts.items():
            column = self.columns.get(number) or Column(f"column {number}", f"column {number}")
            if text == FORMULA:
                self._leave(row, column, "=", NO_RESULT)
            elif column.means in MACHINE:
                continue
            else:
                wanted = column.means in WORDS
                held = words.setdefault(column.means, {}) if wanted else texts
                key = self.code_of(column.language) if wanted else column.means
                titles.setdefault(column.means, column.title)
                if held.setdefault(key, text) != text:
                    self._leave(row, column, text, TWICE)
        said = {means: Words(by_language) for means, by_language in words.items()}
        return Line(self.sheet, row.number, said, texts, titles)

    def _leave(self, row: Row, column: Column, text: str, why: str) -> None:
        self.leftover.add(Left(self.sheet, row.number, column.title, text, why))
