"""A checker that is not ours finds nothing that PDF/UA-1 forbids, in any document we make."""

from collections.abc import Callable
from io import BytesIO

import page
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from barnraise.instruments.models import Edition
from barnraise.reports.build.paper_form import PaperOptions, paper_form_of
from barnraise.reports.document.report import Report
from barnraise.reports.render import paper_form, pdf
from tests.reports.nasty import NASTY, SENTENCES, everywhere, with_notes


def faults(data: bytes) -> list[str]:
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    return [f"{each.rule_id}: {each.message}" for each in report.failures]


@pytest.mark.parametrize("language", ["en", "es"])
def test_of_the_example(example: Callable[[str], Report], language: str) -> None:
    assert faults(pdf.render(example(language))) == []


def test_of_notes_in_many_writings(example: Callable[[str], Report]) -> None:
    data = pdf.render(with_notes(example("en"), list(SENTENCES.values())))
    assert faults(data) == []
    title = str(PdfReader(BytesIO(data)).metadata)
    assert "Juniper Bend" in title


def test_of_a_workbook_that_is_hostile_everywhere(hostile: Report) -> None:
    assert faults(pdf.render(hostile)) == []
    assert faults(pdf.render(everywhere(hostile, NASTY["many writings"]))) == []


def test_of_a_page_that_names_what_could_not_be_set(example: Callable[[str], Report]) -> None:
    report = example("en")
    problems = [f"note/{question.key}" for question in report.questions[:3]]
    assert faults(pdf.render(report, problems=problems)) == []


@pytest.mark.parametrize("large", [False, True])
def test_of_a_paper_form(built_in: Edition, large: bool) -> None:
    form = paper_form_of(built_in, "Juniper Bend", "en", PaperOptions(large=large))
    assert faults(paper_form.render(form)) == []


def test_the_checker_finds_a_document_without_tags(example: Callable[[str], Report]) -> None:
    writer = PdfWriter(BytesIO(pdf.render(example("en"))))
    del writer.root_object[NameObject("/StructTreeRoot")]
    written = BytesIO()
    writer.write(written)
    assert faults(written.getvalue()) != []
