"""The formats a workbook can be taken home in: how each is made, read back and called."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from barnraise.reports.document.paper_form import PaperForm
from barnraise.reports.document.report import Report
from barnraise.reports.render import calendar, csv, html, markdown, paper_form, pdf, word, xlsx
from barnraise.reports.render.pdf.fonts import covered
from barnraise.reports.tabular import codebook
from barnraise.reports.verify.count import (
    LooksFor,
    Verification,
    everything,
    everything_as_data,
    history,
    verified,
)
from barnraise.reports.verify.extract_text import (
    text_of_calendar,
    text_of_csv,
    text_of_html,
    text_of_markdown,
    text_of_pdf,
    text_of_sheets,
    text_of_word,
)


@dataclass(frozen=True)
class Format:
    """A format: its name in addresses, its ending, its kind, and how it is made and read back."""

    name: str
    ending: str
    kind: str
    render: Callable[[Report], bytes]
    read: Callable[[bytes], str]
    shows: Callable[[], Container[str] | None] = field(default=lambda: None)
    looks_for: LooksFor = everything
    part: str = ""  # said in the file's name, where one ending has several files
    render_naming: Callable[[Report, Sequence[str]], bytes] | None = None  # names what is not in it

    def make(self, report: Report) -> Verification:
        """The bytes, opened again and counted; some documents name what they could not hold."""
        found = self._counted(report, self.render(report))
        if found.complete or self.render_naming is None:
            return found
        again = self._counted(report, self.render_naming(report, found.problems))
        return replace(again, problems=(), named=again.problems)

    def _counted(self, report: Report, data: bytes) -> Verification:
        return verified(report, data, self.read, self.shows(), self.looks_for)

    def file_name(self, slug: str) -> str:
        """What the file is called on somebody's disk."""
        return f"barnraise-{'-'.join(filter(None, (slug, self.part)))}.{self.ending}"


def _pdf(name: str, paper: str) -> Format:
    """One text that no font sets may not keep a whole document from those who ask for it."""
    return Format(
        name,
        "pdf",
        "application/pdf",
        partial(pdf.render, paper=paper),
        text_of_pdf,
        covered,
        render_naming=lambda report, problems: pdf.render(report, paper, problems),
    )


OFFICE = "application/vnd.openxmlformats-officedocument"
CSV = "text/csv; charset=utf-8"

FORMATS = {
    form.name: form
    for form in (
        _pdf("pdf", "letter"),
        _pdf("pdf-a4", "a4"),
        Format("html", "html", "text/html; charset=utf-8", html.render, text_of_html),
        Format("markdown", "md", "text/markdown; charset=utf-8", markdown.render, text_of_markdown),
        Format(
            "docx",
            "docx",
            f"{OFFICE}.wordprocessingml.document",
            word.render,
            text_of_word,
            looks_for=word.looks_for,
        ),
        Format(
            "xlsx",
            "xlsx",
            f"{OFFICE}.spreadsheetml.sheet",
            xlsx.render,
            text_of_sheets,
            looks_for=xlsx.looks_for,
        ),
        Format("csv", "csv", CSV, csv.render, text_of_csv, looks_for=everything_as_data),
        Format(
            "csv-history",
            "csv",
            CSV,
            csv.render_history,
            text_of_csv,
            looks_for=history,
            part="history",
        ),
        Format(
            "codebook",
            "csv",
            CSV,
            csv.render_codebook,
            text_of_csv,
            looks_for=codebook.looks_for,
            part="codebook",
        ),
        Format(
            "calendar",
            "ics",
            "text/calendar; charset=utf-8",
            calendar.render,
            text_of_calendar,
            looks_for=calendar.looks_for,
        ),
    )
}
BLANK = "blank"  # the form to fill in, which is made of the questions alone


def make(form: str, document: Report | PaperForm) -> Verification:
    """The document in this format, opened again and counted."""
    return (
        paper_form.make(document)
        if isinstance(document, PaperForm)
        else FORMATS[form].make(document)
    )
