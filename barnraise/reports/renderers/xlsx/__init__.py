"""A report as a spreadsheet: sheets to read, to filter and to count with. Nothing is a formula."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook  # type: ignore[import-untyped]

from barnraise.reports.counting import Found, everything_as_data, history
from barnraise.reports.document import Report
from barnraise.reports.plain import tamed
from barnraise.reports.renderers.xlsx.look import named_styles
from barnraise.reports.renderers.xlsx.pages import about, summary
from barnraise.reports.renderers.xlsx.sheets import sheets
from barnraise.reports.renderers.xlsx.writing import write
from barnraise.reports.taming import tame

HISTORY = 5  # the place of its sheet, counted from 0


def render(report: Report) -> bytes:
    """Summary, by question, notes, evidence, next steps, history, codebook, about."""
    shown = tame(report, tamed)
    book = Workbook(write_only=True)
    for style in named_styles():
        book.add_named_style(style)
    for sheet in (summary(shown), *sheets(shown), about(shown)):
        write(book, sheet, rightward=report.direction == "rtl")
    _describe(book, shown)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _describe(book: Workbook, report: Report) -> None:
    made_at = datetime.fromisoformat(report.made_at.iso).replace(tzinfo=None)
    book.properties.title = f"{report.title} · {report.subtitle}"[:250]
    book.properties.creator = "Barnraise"
    book.properties.language = report.language
    book.properties.created = book.properties.modified = made_at


def looks_for(report: Report, found: Found) -> Iterator[tuple[str, bool]]:
    """What must be found again: everything in its tables, every change on the sheet of history."""
    places = [place for place, _part in enumerate(found.parts) if place != HISTORY]
    yield from everything_as_data(report, found.within(places))
    yield from history(report, found.within([HISTORY]))
