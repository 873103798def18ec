"""From the bytes of a spreadsheet to its sheets as rows of texts. Pure."""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

from barnraise.instruments.exchange.xlsform.bounds import check
from barnraise.instruments.exchange.xlsform.cells import from_cell
from barnraise.instruments.exchange.xlsform.result import NotAForm

MAX_COLUMNS = 80  # label, hint and guidance in twenty languages, and some more
MAX_WALKED = 2_000_000  # cells, empty ones too: a sheet can claim a million rows of nothing
FORMULA = "\0formula"  # stands for a formula without a result; no text can hold this character


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that says something: its number on the sheet, and its texts by column from 1."""

    number: int
    texts: Mapping[int, str]


Sheets = Mapping[str, list[SheetRow]]


def opened(data: bytes, wanted: Mapping[str, int]) -> Sheets:
    """The sheets by name in small letters; `wanted` says how many rows each may have.

    A sheet that is not wanted comes with no rows. Raises NotAForm and nothing else.
    """
    check(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library speaks of colors and menus it passes over
            return _sheets(data, wanted)
    except NotAForm:
        raise
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise NotAForm("This file is damaged: it cannot be read as a spreadsheet.") from error


def _sheets(data: bytes, wanted: Mapping[str, int]) -> Sheets:
    sheets = _read(data, wanted, results=False)
    if any(FORMULA in row.texts.values() for rows in sheets.values() for row in rows):
        results = _read(data, wanted, results=True)
        return {name: _filled(rows, results[name]) for name, rows in sheets.items()}
    return sheets


def _read(data: bytes, wanted: Mapping[str, int], *, results: bool) -> Sheets:
    book = load_workbook(BytesIO(data), read_only=True, data_only=results, keep_links=False)
    sheets: dict[str, list[SheetRow]] = {}
    for sheet in book.worksheets:
        name = sheet.title.strip().lower()
        if name not in sheets:
            sheets[name] = _rows(sheet, wanted[name]) if name in wanted else []
    return sheets


def _rows(sheet: Any, most: int) -> list[SheetRow]:
    rows: list[SheetRow] = []
    called = f"The sheet “{sheet.title[:31]}”"
    for row in _walked(sheet, called):
        rows.append(row)
        if len(rows) > most:
            raise NotAForm(f"{called} has more than {most:,} rows.")
        if max(row.texts) > MAX_COLUMNS:
            raise NotAForm(f"{called} has more than {MAX_COLUMNS} columns.")
    return rows


def _walked(sheet: Any, called: str) -> Iterator[SheetRow]:
    sheet.reset_dimensions()  # what a file says about its own size is not to be believed
    walked = 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        walked += 1 + len(cells)
        if walked > MAX_WALKED:
            raise NotAForm(f"{called} has too many empty cells.")
        if texts := {col: text for col, cell in enumerate(cells, 1) if (text := _text(cell))}:
            yield SheetRow(number, texts)


def _text(cell: Any) -> str:
    if cell.data_type == "f":
        return FORMULA
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return from_cell(str(value))


def _filled(rows: list[SheetRow], results: list[SheetRow]) -> list[SheetRow]:
    """The rows with what their formulas came to, where the file has kept it."""
    by_number = {row.number: row.texts for row in results}

    def result(number: int, column: int, text: str) -> str:
        return by_number.get(number, {}).get(column, text) if text == FORMULA else text

    return [
        SheetRow(
            row.number, {col: result(row.number, col, text) for col, text in row.texts.items()}
        )
        for row in rows
    ]
