"""The PDF, read back by pypdf: tagged, whole, in both languages and on both papers."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from barnraise.reports.document.report import Report
from barnraise.reports.errors import CannotBeMade
from barnraise.reports.render import pdf
from barnraise.reports.render.pdf.fonts import covered
from barnraise.reports.text.plain import SIGN
from barnraise.reports.verify.count import verified
from barnraise.reports.verify.extract_text import text_of_pdf
from tests.reports.conftest import HOSTILE
from tests.reports.nasty import NASTY, everywhere
from tests.reports.render.pdf_reader import SIZES, elements, flat


def reader_of(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_it_holds_every_question_and_every_word_and_is_small(
    example: Callable[[str], Report], language: str, paper: str
) -> None:
    report = example(language)
    data = pdf.render(report, paper)
    assert len(data) < 2_000_000
    found = verified(report, data, text_of_pdf, covered())
    assert found.problems == ()
    assert found.counts["question"] == (26, 26)
    assert found.counts["note"] == (8, 8)
    page = reader_of(data).pages[0].mediabox
    assert (round(page.width), round(page.height)) == SIZES[paper]


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_tagged_and_says_its_language_and_title(
    example: Callable[[str], Report], language: str
) -> None:
    report = example(language)
    reader = reader_of(pdf.render(report))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  a PDF's own kind of true
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith(report.title)


def test_the_picture_has_its_words_and_headings_and_tables_their_tags(
    example: Callable[[str], Report],
) -> None:
    report = example("en")
    found = list(elements(reader_of(pdf.render(report))))
    figures = [each["/Alt"] for each in found if each["/S"] == "/Figure"]
    assert len(figures) == 1
    assert all(question.label in figures[0] for question in report.questions)
    kinds = {str(each["/S"]) for each in found}
    assert kinds >= {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/P", "/Link"}
    assert [each["/S"] for each in found].index("/Figure") < [each["/S"] for each in found].index(
        "/Table"
    )


def test_it_reads_in_the_order_of_the_questions(example: Callable[[str], Report]) -> None:
    report = example("en")
    text = flat(text_of_pdf(pdf.render(report)))
    places = [text.index(flat(f"{each.number}{each.label}")) for each in report.questions]
    assert places == sorted(places)


def test_hostile_words_stay_words(hostile: Report) -> None:
    data = pdf.render(hostile)
    text = flat(text_of_pdf(data))
    for words in (*HOSTILE[:4], HOSTILE[6]):
        assert flat(words) in text.replace("\u200b", "")
    assert "root:x:0" not in text
    assert verified(hostile, data, text_of_pdf, covered()).problems == ()
    addresses = [
        str(note.get_object()["/A"].get("/URI", ""))
        for page in reader_of(data).pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert {address for address in addresses if address} == {"https://example.org/" + "a" * 900}


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
def test_no_character_in_any_field_stops_it(hostile: Report, nasty: str) -> None:
    said = everywhere(hostile, nasty)
    text = text_of_pdf(pdf.render(said))
    assert ("www" in text) is False
    if nasty == NASTY["private use"]:
        assert "could not be shown: " in text
        assert SIGN * 4 in text


def test_names_in_many_writings_are_drawn_and_not_replaced(hostile: Report) -> None:
    text = text_of_pdf(pdf.render(everywhere(hostile, NASTY["many writings"])))
    assert "could not be shown" not in text
    for name in ("Nguyễn", "张伟", "Привет", "한국어", "日本語"):
        assert name in text


def test_a_text_that_stops_it_all_the_same_is_said_in_plain_letters(
    hostile: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "covered", lambda: frozenset(map(chr, range(0x110000))))
    text = text_of_pdf(pdf.render(everywhere(hostile, "Peña \U00012000 Nguyễn")))
    assert "Peña ? Nguyen" in text


def test_when_nothing_helps_a_sentence_says_what_to_do(
    hostile: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: Any) -> bytes:
        raise typst.TypstError("no", "no", [], [])

    monkeypatch.setattr(pdf, "_compiled", broken)
    with pytest.raises(CannotBeMade, match="Nothing is lost"):
        pdf.render(hostile)
