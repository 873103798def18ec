"""From rows of texts to lines with names and words: what the columns' titles mean. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from barnraise.instruments.document import NOTHING, Words
from barnraise.instruments.exchange.xlsform.result import FORMULA as NO_RESULT
from barnraise.instruments.exchange.xlsform.result import TWICE, FormLeftover, LeftoverList
from barnraise.instruments.exchange.xlsform.spreadsheet_in import FORMULA, SheetRow

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
class FormColumn:
    """A column's title as written, what it means, and the language its title names."""

    title: str
    means: str
    language: str = ""


def columns_of(row: SheetRow) -> Mapping[int, FormColumn]:
    return {number: _column(title) for number, title in row.texts.items() if title != FORMULA}


def _column(title: str) -> FormColumn:
    name, mark, language = re.sub(r"\s*(::?)\s*", r"\1", title).partition(":")
    name = " ".join(name.lower().replace("_", " ").split())
    means = ALIASES.get(name, name.replace(" ", "_"))
    if mark and means not in WORDS:
        return FormColumn(title, title)  # media::image and the like
    return FormColumn(title, means, language.lstrip(":").strip())


@dataclass(frozen=True, slots=True)
class FormLine:
    """A row of a sheet: words by meaning, and every other text by meaning."""

    sheet: str
    number: int
    words: Mapping[str, Words]
    texts: Mapping[str, str]
    titles: Mapping[str, str]

    def text(self, means: str) -> str:
        return self.texts.get(means, "")

    def left(self, means: str, why: str) -> FormLeftover:
        """What stands in a column of this line, as left out."""
        words = dict.fromkeys(self.words.get(means, NOTHING).by_language.values())
        text = " / ".join(words) or self.text(means)
        return FormLeftover(self.sheet, self.number, self.titles.get(means, means), text, why)


@dataclass
class LineReader:
    """Makes lines of one sheet's rows. `code_of` gives the code of a language's name."""

    sheet: str
    columns: Mapping[int, FormColumn]
    code_of: Callable[[str], str]
    leftover: LeftoverList

    def lines(self, rows: Iterable[SheetRow]) -> list[FormLine]:
        return [self._line(row) for row in rows]

    def _line(self, row: SheetRow) -> FormLine:
        words: dict[str, dict[str, str]] = {}
        texts: dict[str, str] = {}
        titles: dict[str, str] = {}
        for number, text in row.texts.items():
            column = self.columns.get(number) or FormColumn(f"column {number}", f"column {number}")
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
        in_languages = {means: Words(by_language) for means, by_language in words.items()}
        return FormLine(self.sheet, row.number, in_languages, texts, titles)

    def _leave(self, row: SheetRow, column: FormColumn, text: str, why: str) -> None:
        self.leftover.add(FormLeftover(self.sheet, row.number, column.title, text, why))
