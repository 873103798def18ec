"""A report as a spreadsheet: sheets to read, to filter and to count with. Nothing is a formula."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook  # type: ignore[import-untyped]

from barnraise.reports.document.report import Report
from barnraise.reports.render.xlsx import moved
from barnraise.reports.render.xlsx.look import named_styles
from barnraise.reports.render.xlsx.pages import about, summary
from barnraise.reports.render.xlsx.sheets import sheets
from barnraise.reports.render.xlsx.write_sheet import write
from barnraise.reports.text.plain import tamed
from barnraise.reports.text.sanitize import sanitized
from barnraise.reports.verify.count import ExportText, everything_as_data, history

HISTORY, MILESTONES, MOVED = 5, 6, 7  # the places of these sheets, counted from 0


def render(report: Report) -> bytes:
    """A summary, the tables that `sheets` makes, and how to read it all."""
    shown = sanitized(report, tamed)
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


def looks_for(report: Report, export: ExportText) -> Iterator[tuple[str, bool]]:
    """What must be found again: everything in its tables, and what is told twice on its sheet."""
    again = {HISTORY, MILESTONES, MOVED}
    places = [place for place, _part in enumerate(export.parts) if place not in again]
    yield from everything_as_data(report, export.within(places))
    yield from history(report, export.within([HISTORY]))
    yield from moved.named(report, export.within([MILESTONES]))
    yield from moved.looking_back(report, export.within([MOVED]))
