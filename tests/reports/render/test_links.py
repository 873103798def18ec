"""Only a web address is ever made into a link, whatever a report holds."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from barnraise.reports.document.report import Report
from barnraise.reports.render import html, pdf
from tests.reports.linked import with_link


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_other_addresses_are_text(example: Callable[[str], Report], link: str) -> None:
    report = with_link(example("en"), link)
    page = html.render(report).decode()
    assert link in page
    assert f'href="{link}' not in page
    assert leads_to(pdf.render(report)) == set()


def test_a_web_address_is_a_link(example: Callable[[str], Report]) -> None:
    report = with_link(example("en"), "HTTPS://example.org/a?b=1")
    assert 'href="HTTPS://example.org/a?b=1"' in html.render(report).decode()
    assert leads_to(pdf.render(report)) == {"HTTPS://example.org/a?b=1"}


def leads_to(data: bytes) -> set[str]:
    """The web addresses that the PDF's links open."""
    actions = [
        note.get_object().get("/A", {})
        for page in PdfReader(BytesIO(data)).pages
        for note in page.get("/Annots") or ()
    ]
    return {str(action["/URI"]) for action in actions if "/URI" in action}
