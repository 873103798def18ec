"""Writing a spreadsheet: rows of texts to the bytes of an .xlsx file. Pure.

Every cell is a text, whatever it begins with: a question that starts with "=" is never a formula,
not even after somebody edits its cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from barnraise.instruments.exchange.xlsform.cells import to_cell

Rows = Iterable[Mapping[str, str]]


def workbook(sheets: Mapping[str, tuple[Sequence[str], Rows]]) -> bytes:
    """The bytes of a workbook: sheet name to its titles, and rows that give texts by title."""
    book = Workbook(write_only=True)
    for name, (titles, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, title in enumerate(titles, 1):
            sheet.column_dimensions[get_column_letter(number)].width = 48 if "::" in title else 18
        sheet.append([_cell(sheet, title, bold=True) for title in titles])
        for row in rows:
            sheet.append([_cell(sheet, row.get(title, "")) for title in titles])
    bytes_ = BytesIO()
    book.save(bytes_)
    return bytes_.getvalue()


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    if not text:
        return None
    cell = WriteOnlyCell(sheet)
    cell.value = to_cell(text)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.quotePrefix = text[0] in "=+-@"
    if bold:
        cell.font = Font(bold=True)
    return cell
