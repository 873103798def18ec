"""No document skips a level of its headings, whatever its workbook holds."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from barnraise.instruments.models import Edition
from barnraise.reports.build.paper_form import PaperOptions, paper_form_of
from barnraise.reports.document.report import Report
from barnraise.reports.formats import FORMATS
from barnraise.reports.render import paper_form
from tests.reports.render.pdf_reader import elements

HTML = re.compile("<h([1-6])")
MARKDOWN = re.compile("^(#+) ", re.M)
WORD = re.compile('<w:pStyle w:val="(Title|[A-Z][A-Za-z]*Heading|Heading[1-9])"/>')
OUTLINE = re.compile('<w:style [^>]*w:styleId="([^"]+)".*?</w:style>', re.S)


def skipped(levels: list[int]) -> list[tuple[int, int]]:
    """Each heading that is more than one level below the one before it."""
    return [
        (one, other) for one, other in zip([0, *levels], levels, strict=False) if other > one + 1
    ]


def levels_of_pdf(data: bytes) -> list[int]:
    kinds = (str(each["/S"]) for each in elements(PdfReader(BytesIO(data))))
    return [int(kind[2:]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]


@pytest.fixture(params=["example", "hostile"])
def report(
    request: pytest.FixtureRequest, example: Callable[[str], Report], hostile: Report
) -> Report:
    return example("en") if request.param == "example" else hostile


def test_a_pdf_skips_none(report: Report) -> None:
    levels = levels_of_pdf(FORMATS["pdf"].render(report))
    assert len(levels) > 10
    assert skipped(levels) == []


def test_a_web_page_and_markdown_skip_none(report: Report) -> None:
    for name, pattern in (("html", HTML), ("markdown", MARKDOWN)):
        found = pattern.findall(FORMATS[name].render(report).decode())
        levels = [int(each) if each.isdigit() else len(each) for each in found]
        assert len(levels) > 10
        assert skipped(levels) == [], name


@pytest.mark.parametrize("large", [False, True])
def test_a_paper_form_skips_none(built_in: Edition, large: bool) -> None:
    form = paper_form_of(built_in, "Juniper Bend", "en", PaperOptions(large=large))
    levels = levels_of_pdf(paper_form.render(form))
    assert len(levels) > 10
    assert skipped(levels) == []
