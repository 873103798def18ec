"""Writings whose letters join, stack or turn around: the words of a PDF are found in it."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from barnraise.reports.document.report import Report
from barnraise.reports.formats import FORMATS
from barnraise.reports.render import pdf
from barnraise.reports.text.layered import blanks, is_layered
from barnraise.reports.verify.extract_text import text_of_pdf
from tests.reports.nasty import SENTENCES, everywhere, with_notes
from tools.layer_font import FILE, made

UNSEEN = re.compile("[\u200b\u200e\u200f\ufeff]|\\s")


def only(report: Report, notes: list[str]) -> Report:
    """The first question with these notes, and nothing beside it."""
    first = with_notes(report, notes).stages[0]
    one = replace(first, questions=first.questions[:1], texts=())
    return replace(report, stages=(one,), topics=(), steps=(), history=())


def flat(text: str) -> str:
    return UNSEEN.sub("", text)


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_one_note_in_any_writing_has_its_pdf_and_each_of_its_words_is_found(
    example: Callable[[str], Report], sentence: str
) -> None:
    report = only(example("en"), [sentence])
    made = FORMATS["pdf"].make(report)
    assert made.problems == ()
    text = flat(text_of_pdf(made.data))
    assert [word for word in sentence.split() if flat(word) not in text] == []
    assert "could not be shown" not in text_of_pdf(made.data)


def test_a_long_text_over_many_lines_is_whole_too(example: Callable[[str], Report]) -> None:
    notes = [" ".join([sentence] * 12) for sentence in SENTENCES.values()]
    report = only(example("en"), notes)
    made = FORMATS["pdf"].make(report)
    assert made.problems == ()
    text = flat(text_of_pdf(made.data))
    for sentence in SENTENCES.values():
        for word in sentence.split():
            assert text.count(flat(word)) >= 12, word


def test_the_same_report_is_the_same_bytes(example: Callable[[str], Report]) -> None:
    report = everywhere(example("en"), SENTENCES["Arabic"])
    assert pdf.render(report) == pdf.render(report)


def test_the_font_of_blanks_is_what_the_program_makes() -> None:
    assert FILE.read_bytes() == made()


def test_everything_that_is_layered_has_a_blank() -> None:
    there = set(blanks())
    for sentence in SENTENCES.values():
        assert {ord(letter) for letter in sentence if is_layered(letter)} <= there


def test_words_that_are_lost_are_named_on_a_page_and_the_document_is_given(
    example: Callable[[str], Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = only(example("en"), ["Rents rose in May."])
    question = report.questions[0]

    def without_it(data: bytes) -> str:
        return text_of_pdf(data).replace("Rents rose", "")

    form = replace(FORMATS["pdf"], read=without_it)
    made = form.make(report)
    assert made.complete
    assert made.named == (f"note/{question.key}",)
    text = text_of_pdf(made.data)
    assert "What could not be set here" in text
    assert f"{question.number} {question.label} · Note" in text
