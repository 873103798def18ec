"""The formats a workbook can be taken home in: how each is made and read back."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Required, TypedDict

from barnraise.reports.document.paper_form import PaperForm
from barnraise.reports.document.report import Report
from barnraise.reports.file_kinds import FILE_KINDS, FileKind
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


class Making(TypedDict, total=False):
    """How a format is made and read back, as `Format` has it."""

    render: Required[Callable[[Report], bytes]]
    read: Required[Callable[[bytes], str]]
    shows: Callable[[], Container[str] | None]
    looks_for: LooksFor
    render_naming: Callable[[Report, Sequence[str]], bytes]


@dataclass(frozen=True, kw_only=True)
class Format(FileKind):
    """A kind of file, and how it is made and read back."""

    render: Callable[[Report], bytes]
    read: Callable[[bytes], str]
    shows: Callable[[], Container[str] | None] = field(default=lambda: None)
    looks_for: LooksFor = everything
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


def _pdf(paper: str) -> Making:
    """One text that no font sets may not keep a whole document from those who ask for it."""
    return {
        "render": partial(pdf.render, paper=paper),
        "read": text_of_pdf,
        "shows": covered,
        "render_naming": lambda report, problems: pdf.render(report, paper, problems),
    }


MAKINGS: dict[str, Making] = {
    "pdf": _pdf("letter"),
    "pdf-a4": _pdf("a4"),
    "html": {"render": html.render, "read": text_of_html},
    "markdown": {"render": markdown.render, "read": text_of_markdown},
    "docx": {"render": word.render, "read": text_of_word, "looks_for": word.looks_for},
    "xlsx": {"render": xlsx.render, "read": text_of_sheets, "looks_for": xlsx.looks_for},
    "csv": {"render": csv.render, "read": text_of_csv, "looks_for": everything_as_data},
    "csv-history": {"render": csv.render_history, "read": text_of_csv, "looks_for": history},
    "codebook": {
        "render": csv.render_codebook,
        "read": text_of_csv,
        "looks_for": codebook.looks_for,
    },
    "calendar": {
        "render": calendar.render,
        "read": text_of_calendar,
        "looks_for": calendar.looks_for,
    },
}
FORMATS = {name: Format(**vars(each), **MAKINGS[name]) for name, each in FILE_KINDS.items()}


def make(form: str, document: Report | PaperForm) -> Verification:
    """The document in this format, opened again and counted."""
    return (
        paper_form.make(document)
        if isinstance(document, PaperForm)
        else FORMATS[form].make(document)
    )
