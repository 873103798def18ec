"""Small forms as people make them, built with openpyxl."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

from barnraise.instruments.exchange.xlsform.reader import from_xlsform
from barnraise.instruments.exchange.xlsform.result import FormResult

Sheet = Sequence[Sequence[object]]
CHOICES = [
    ["list_name", "name", "label"],
    ["yn", "yes", "Yes"],
    ["yn", "no", "No"],
]


def book(sheets: Mapping[str, Sheet]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    data = BytesIO()
    workbook.save(data)
    return data.getvalue()


def taken(survey: Sheet, choices: Sheet = CHOICES, **sheets: Sheet) -> FormResult:
    return from_xlsform(book({"survey": survey, "choices": choices, **sheets}), "my form.xlsx")


def left(found: FormResult) -> list[tuple[int, str, str]]:
    """What was left out: row, column, text."""
    return [(one.row, one.column, one.text) for one in found.missing]
