"""The formats a workbook can be taken home in: how each is made, read back and called."""

from collections.abc import Callable, Container
from dataclasses import dataclass, field

from barnraise.reports.blank import Blank
from barnraise.reports.counting import Checked, checked
from barnraise.reports.document import Report
from barnraise.reports.reading_back import text_of_html, text_of_markdown, text_of_pdf
from barnraise.reports.renderers import blank, html, markdown, pdf
from barnraise.reports.renderers.pdf.fonts import covered


@dataclass(frozen=True)
class Form:
    """A format: its name in addresses, its ending, its kind, and how it is made and read back."""

    name: str
    ending: str
    kind: str
    render: Callable[[Report], bytes]
    read: Callable[[bytes], str]
    shows: Callable[[], Container[str] | None] = field(default=lambda: None)

    def make(self, report: Report) -> Checked:
        """The bytes, opened again and counted."""
        return checked(report, self.render(report), self.read, self.shows())

    def file_name(self, slug: str) -> str:
        """What the file is called on somebody's disk."""
        return f"barnraise-{slug}.{self.ending}"


FORMS = {
    form.name: form
    for form in (
        Form("pdf", "pdf", "application/pdf", pdf.render, text_of_pdf, covered),
        Form(
            "pdf-a4", "pdf", "application/pdf", lambda r: pdf.render(r, "a4"), text_of_pdf, covered
        ),
        Form("html", "html", "text/html; charset=utf-8", html.render, text_of_html),
        Form("markdown", "md", "text/markdown; charset=utf-8", markdown.render, text_of_markdown),
    )
}
BLANK = "blank"  # the form to fill in, which is made of the questions alone


def make(form: str, document: Report | Blank) -> Checked:
    """The document in this format, opened again and counted."""
    return blank.make(document) if isinstance(document, Blank) else FORMS[form].make(document)
