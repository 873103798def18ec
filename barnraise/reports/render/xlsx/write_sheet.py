"""Writes a sheet: texts as texts whatever they begin with, none too long for its cell.

A spreadsheet reads `_x0041_` as an A, takes a text with an equals sign for a formula once somebody
edits its cell, and refuses texts of more than 32,767 characters. So the first is escaped, the
second carries a mark that it is a text, and the third goes on in the next row.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import Cell  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from barnraise.reports.render.xlsx.look import HEIGHTS
from barnraise.reports.render.xlsx.row_height import height
from barnraise.reports.render.xlsx.values import Row, Sheet, Styled, Value, Web
from barnraise.reports.text.formulas import is_formula
from barnraise.reports.text.web_address import followed

CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
HOLDS = 32_767  # what a cell holds, in units of UTF-16: an emoji counts twice
PIECE = 15_984  # letters of a text that is cut, whatever they are: an escaped code doubles
BETWEEN = re.compile(r"\W")
MAX_LINKS = 60_000  # a sheet holds 65,530


def write(book: Workbook, sheet: Sheet, *, rightward: bool) -> None:
    """Adds the sheet to the book."""
    page = book.create_sheet(_name(sheet.name))
    _set_up(page, sheet, rightward=rightward)
    writer = _Writer(page, [column.width for column in sheet.columns])
    if not sheet.free:
        writer.put(
            [Styled(each.title, _head(of_numbers=each.of_numbers)) for each in sheet.columns]
        )
    for row in sheet.rows:
        for part in _parts(row, sheet.more):
            writer.put(part)
    if not sheet.free:
        last = get_column_letter(len(sheet.columns))
        page.auto_filter.ref = f"A1:{last}{max(writer.row, 2)}"
        page.print_title_rows = "1:1"


def _head(*, of_numbers: bool) -> str:
    return "head_number" if of_numbers else "head"


def _name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31]


def _set_up(page: Any, sheet: Sheet, *, rightward: bool) -> None:
    page.sheet_view.showGridLines = False
    page.sheet_view.rightToLeft = rightward
    if not sheet.free:
        page.freeze_panes = sheet.freeze
    for n, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(n)].width = column.width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 1  # letter
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    margins = page.page_margins
    margins.left = margins.right = 0.5
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "&P / &N"


def _parts(row: Row, more: str) -> Iterator[list[Value]]:
    """The row; then, for texts that are too long for a cell, what is left of them."""
    cut = [_cut(value) for value in row]
    for n in range(max(map(len, cut), default=0)):
        part = [each[n] if n < len(each) else None for each in cut]
        if n and more and part[0] is None:
            part[0] = Styled(f"{more} {_text(row[0])[:200]}", "quiet")
        yield part


def _cut(value: Value) -> list[Value]:
    text = _text(value)
    if _units(text) <= HOLDS:
        return [value]
    texts = _pieces(text)
    return [Styled(each, value.style) if isinstance(value, Styled) else each for each in texts]


def _units(text: str) -> int:
    return len(text) if len(text) * 2 <= HOLDS else len(_escaped(text).encode("utf-16-le")) // 2


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that a cell holds, cut between words where there are any."""
    start = 0
    while start < len(text):
        end = start + PIECE
        if end < len(text):
            last = BETWEEN.search(text[end:start:-1][:1_000])
            end -= last.start() if last else 0
        yield text[start:end]
        start = end


def _escaped(text: str) -> str:
    return CODE.sub("_x005F_", text)


def _text(value: Value) -> str:
    if isinstance(value, Styled):
        return value.text
    if isinstance(value, Web):
        return value.address
    return value if isinstance(value, str) else ""


class _Writer:
    """Puts row after row, and counts the links it has made."""

    def __init__(self, page: Any, widths: Sequence[float]) -> None:
        self.page, self.widths, self.row, self.links = page, widths, 0, 0

    def put(self, row: Row) -> None:
        self.row += 1
        self.page.row_dimensions[self.row].height = self._height(row)
        self.page.append([self._cell(n, value) for n, value in enumerate(row, 1)])

    def _height(self, row: Row) -> float:
        styles = [each.style if isinstance(each, Styled) else "" for each in row]
        runs_on = [HEIGHTS[style] for style in styles if style in HEIGHTS]
        if runs_on:
            return max(runs_on)
        return height([_text(each) for each in row], self.widths)

    def _cell(self, column: int, value: Value) -> Cell:
        cell = Cell(self.page, row=self.row, column=column)
        if isinstance(value, int | date | datetime):
            cell.value = value
            cell.style = f"barnraise_{_of(value)}"
            return cell
        style = value.style if isinstance(value, Styled) else "words"
        address = followed(value.address) if isinstance(value, Web) else ""
        if address and self.links < MAX_LINKS:
            self.links += 1
            cell.hyperlink = address
            style = "link"
        _say(cell, _text(value), style)
        return cell


def _of(value: int | date | datetime) -> str:
    if isinstance(value, datetime):
        return "moment"
    return "day" if isinstance(value, date) else "number"


def _say(cell: Cell, text: str, style: str) -> None:
    """Puts a text into the cell, as a text."""
    cell.style = f"barnraise_{style}"
    cell.value = _escaped(text)
    cell.data_type = "s"
    if is_formula(text):
        cell.quotePrefix = True
