"""Counting finds what an export lost, and is not misled by pages, marks or writings."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from barnraise.reports.build.report import report_of
from barnraise.reports.document.report import QuotesOfKind, Report, ReportQuestion
from barnraise.reports.formats import FORMATS
from barnraise.reports.verify.count import verified
from tests.cast import Table, a_draft, a_table, an_item
from tests.reports.conftest import AT


@pytest.fixture
def table(db: None) -> Table:
    return a_table()


def whole(report: Report) -> str:
    """Everything that counting looks for, as plain text."""
    asked = [f"{q.number} {q.label} {q.choice.words}" for q in report.questions]
    return "\n".join([*asked, *(text for _place, texts in report.written() for text in texts)])


def read(data: bytes) -> str:
    return data.decode()


def test_a_whole_export_is_complete(example: Callable[[str], Report]) -> None:
    report = example("es")
    found = verified(report, whole(report).encode(), read)
    assert found.complete
    assert found.counts["question"] == (26, 26)


@pytest.mark.parametrize("kind", ["note", "view", "evidence", "step", "text"])
def test_what_is_missing_is_named(example: Callable[[str], Report], kind: str) -> None:
    report = example("en")
    place, texts = next(each for each in report.written() if each[0].startswith(kind))
    lost = whole(report).replace(texts[0], "")
    found = verified(report, lost.encode(), read)
    assert not found.complete
    assert place in found.problems
    there, wanted = found.counts[kind]
    assert there < wanted


def test_a_question_without_its_label_is_named(example: Callable[[str], Report]) -> None:
    report = example("en")
    last = report.questions[-1]
    lost = whole(report).replace(last.label, "")
    assert f"question/{last.key}" in verified(report, lost.encode(), read).problems


def test_a_text_cut_by_a_page_is_found(example: Callable[[str], Report]) -> None:
    report = example("en")
    note = next(texts[0] for place, texts in report.written() if place.startswith("note"))
    middle = note.index(" ", len(note) // 2)
    cut = whole(report).replace(note, f"{note[:middle]}\nPage 3 of 9\n{note[middle:]}")
    assert verified(report, cut.encode(), read).complete


def test_a_wrong_answer_is_named(example: Callable[[str], Report]) -> None:
    report = example("en")
    first = report.questions[0]
    said = f"{first.number} {first.label} {first.choice.words}"
    wrong = whole(report).replace(said, f"{first.number} {first.label} Not sure")
    assert verified(report, wrong.encode(), read).problems == (f"answer/{first.key}",)


def said_again(question: ReportQuestion) -> QuotesOfKind:
    """Its first note once more."""
    return QuotesOfKind("note", "Notes", question.quoted("note")[:1])


def test_what_was_said_twice_must_be_there_twice(example: Callable[[str], Report]) -> None:
    report = example("en")
    place, texts = next(each for each in report.written() if each[0].startswith("note"))
    question = next(each for each in report.questions if each.quoted("note"))
    assert place == f"note/{question.key}"
    twice = replace(question, quotes=(*question.quotes, said_again(question)))
    stages = tuple(
        replace(
            stage,
            questions=tuple(twice if each is question else each for each in stage.questions),
        )
        for stage in report.stages
    )
    once = whole(report).encode()
    assert verified(replace(report, stages=stages), once, read).problems == (place,)
    assert texts[0]


@pytest.mark.parametrize(
    "text",
    [
        "Bà Ngọc Bích và ông Thị Hường đã họp về nhà ở.",
        "Yorùbá ẹ̀kọ́ ọ̀rẹ́ Ṣọlá",
        "Igbo Ọlụchi Ụzọ",
        "Привет, محمد, שלום, 张伟, 김철수, क्षि, ก็",
    ],
)
def test_names_of_many_scripts_are_found_in_a_pdf(table: Table, text: str) -> None:
    drafts = [a_draft(an_item("note"), text=text), a_draft(an_item("note"), text="Goal, too")]
    table.workbook.keep(drafts, by=table.writer)
    table.workbook.refresh_from_db()
    report = report_of(table.workbook, "en", AT)
    assert FORMATS["pdf"].make(report).problems == ()
