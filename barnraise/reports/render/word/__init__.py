"""A report as a Word document that can be edited: real styles, headings, lists and tables."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from docx.document import Document as Made

from barnraise.reports.document.report import Report
from barnraise.reports.render.word import lists, moved
from barnraise.reports.render.word.frame import frame
from barnraise.reports.render.word.look import dressed
from barnraise.reports.render.word.order import put_in_order
from barnraise.reports.render.word.page import Page
from barnraise.reports.render.word.question import stage
from barnraise.reports.text.plain import tamed
from barnraise.reports.text.sanitize import sanitized
from barnraise.reports.verify.count import ExportText, in_its_place, looking_back

FIRST_STAGE = 2  # after the cover and what is standing, counted from 0


def render(report: Report) -> bytes:
    """The whole report but for its older history, on letter paper."""
    shown = sanitized(report, tamed)
    document = dressed()
    frame(document, shown)
    _describe(document, shown)
    page = Page(document, shown)
    for part in (lists.cover, lists.standing, lists.contents):
        part(page)
    for each in shown.stages:
        stage(page, each)
    for part in (lists.left, lists.topics, lists.steps_by_date):
        part(page)
    for part in (moved.milestones, moved.moved, lists.changes, lists.ending):
        part(page)
    put_in_order(document.element)
    put_in_order(document.styles.element)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _describe(document: Made, report: Report) -> None:
    made_at = datetime.fromisoformat(report.made_at.iso).replace(tzinfo=None)
    about = document.core_properties
    about.title = f"{report.title} · {report.subtitle}"[:255]
    about.subject = report.subtitle[:255]
    about.author = about.last_modified_by = "Barnraise"
    about.language = report.language
    about.comments = about.keywords = about.category = ""
    about.created = about.modified = made_at
    about.revision = 1


def looks_for(report: Report, export: ExportText) -> Iterator[tuple[str, bool]]:
    """What must be found again: everything under its stage, steps by date, what moved."""
    topics = FIRST_STAGE + len(report.stages) + bool(report.left)
    yield from in_its_place(report, export.within(range(FIRST_STAGE, topics)))
    by_date = export.within([topics + 1])
    for each in report.steps:
        step = each.step
        yield f"dated/{each.key}", by_date.holds_all((step.due.words, step.what, step.who))
    back = bool(report.milestones) + (report.moved is not None)
    yield from looking_back(report, export.within(range(topics + 2, topics + 2 + back)))
