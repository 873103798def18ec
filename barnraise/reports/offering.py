"""The formats a workbook can be taken home in: how each is made, read back and called."""

from collections.abc import Callable, Container
from dataclasses import dataclass, field

from barnraise.reports.counting import Checked, checked
from barnraise.reports.document import Report
from barnraise.reports.reading_back import text_of_html, text_of_markdown, text_of_pdf
from barnraise.reports.renderers import html, markdown, pdf
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
    looks_back: bool = True  # whether it tells of milestones and what moved

    def make(self, report: Report) -> Checked:
        """The bytes, opened again and counted."""
        return checked(
            report, self.render(report), self.read, self.shows(), looks_back=self.looks_back
        )


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
