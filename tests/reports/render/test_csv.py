"""The CSV files, read back by the csv module: tidy, whole, explained, and no formula in them."""

import csv
import re
import unicodedata
from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnraise.instruments.models import Edition
from barnraise.reports.build.report import report_of
from barnraise.reports.document.report import Report
from barnraise.reports.formats import FORMATS
from barnraise.reports.render import csv as written
from barnraise.reports.tabular.columns import COLUMNS, HISTORY_COLUMNS, ROW_KINDS
from barnraise.reports.text.formulas import guarded, is_formula, unguarded
from barnraise.reports.text.plain import tamed
from tests.cast import a_draft, a_table, an_item
from tests.laws import examples
from tests.reports.conftest import AT, HOSTILE
from tests.reports.ids import ids_in
from tests.reports.nasty import NASTY, everywhere, with_notes

Rows = list[dict[str, str]]
TRIGGERS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\u2212",
    "＝",
    "＋",
    "－",
    "＠",
    "﹢",
    "﹣",
    "﹦",
    "﹫",
)


def rows_of(data: bytes) -> Rows:
    """The rows by column, guards taken off."""
    csv.field_size_limit(10_000_000)
    found = csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""))
    return [{name: unguarded(cell) for name, cell in row.items()} for row in found]


def of_kind(rows: Rows, kind: str) -> Rows:
    return [row for row in rows if row["kind"] == kind]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_has_a_row_with_its_answer(
    example: Callable[[str], Report], built_in: Edition, language: str
) -> None:
    report = example(language)
    rows = of_kind(rows_of(written.render(report)), "answer")
    asked = built_in.instrument
    assert report.edition.sha256 == built_in.sha256
    assert [(row["question_number"], row["question_key"], row["question"]) for row in rows] == [
        (asked.number(each), each.key, each.label.in_(language)) for each in asked.questions
    ]
    assert len(rows) == 26
    assert [row["choice_code"] for row in rows] == [each.choice.code for each in report.questions]
    assert {row["partnership"] for row in rows} == {report.title}


def test_everything_said_has_one_row_with_who_and_when(example: Callable[[str], Report]) -> None:
    report = example("en")
    rows = rows_of(written.render(report))
    ids = [row["id"] for row in rows if row["id"]]
    assert (len(ids), set(ids)) == (len(set(ids)), ids_in(report))
    for kind in ("note", "view", "reason"):
        assert [
            (row["text"], row["organization"], row["said_at"]) for row in of_kind(rows, kind)
        ] == [
            (each.text, each.organization, each.at.iso)
            for question in report.questions
            for each in question.quoted(kind)
        ]
    assert [(row["text"], row["address"]) for row in of_kind(rows, "evidence")] == [
        (each.title, each.link) for question in report.questions for each in question.evidence
    ]
    assert [
        (row["text"], row["who"], row["by_when"], row["done"]) for row in of_kind(rows, "step")
    ] == [
        (each.what, each.who, each.due.iso, "1" if each.done else "0")
        for question in report.questions
        for each in question.steps
    ]
    assert [(row["field"], row["text"]) for row in of_kind(rows, "text")] == [
        (f"text/{box.key}", each.text) for box in report.texts for each in box.versions
    ]
    assert len(of_kind(rows, "part")) >= sum(len(question.parts) for question in report.questions)


def test_the_history_has_a_row_for_each_change(example: Callable[[str], Report]) -> None:
    report = example("es")
    rows = rows_of(written.render_history(report))
    assert [(row["version"], row["id"], row["where"], row["text"]) for row in rows] == [
        (str(each.version), each.id, each.title, each.what) for each in report.history
    ]


@pytest.mark.django_db
def test_two_answers_side_by_side_have_rows_of_their_own(hostile: Report) -> None:
    rows = rows_of(written.render(hostile))
    assert of_kind(rows, "answer")[0]["choice_code"] == "two"
    assert {row["choice_code"] for row in of_kind(rows, "version")} == {"disagree", "yes"}
    assert [row["rival"] for row in of_kind(rows, "text")] == ["1", "1"]
    assert [row["struck"] for row in of_kind(rows, "note")] == ["0", "1"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_codebook_explains_each_column_code_and_question(
    example: Callable[[str], Report], language: str
) -> None:
    report = example(language)
    book = {(row["about"], row["code"]): row for row in rows_of(written.render_codebook(report))}
    said = rows_of(written.render(report))
    assert tuple(said[0]) == COLUMNS
    for name in (*COLUMNS, *HISTORY_COLUMNS):
        assert book["column", name]["meaning"]
    for row in said:
        assert ("kind", row["kind"]) in book
        assert ("choice", row["choice_code"]) in book
    for question in report.questions:
        assert book["question", question.key]["meaning"] == question.wording
        for part in question.parts:
            assert book["part", f"{question.key}/{part.number}"]["meaning"] == part.wording
    assert {code for about, code in book if about == "kind"} == set(ROW_KINDS)


@pytest.mark.parametrize(
    "render", [written.render, written.render_history, written.render_codebook]
)
def test_the_bytes_are_what_a_spreadsheet_expects(
    hostile: Report, render: Callable[[Report], bytes]
) -> None:
    data = render(hostile)
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert re.fullmatch(r'("(?:[^"]|"")*"(,"(?:[^"]|"")*")*\r\n)+', text)
    widths = {len(row) for row in csv.reader(StringIO(text, newline=""))}
    assert len(widths) == 1


def test_no_cell_begins_like_a_formula(hostile: Report) -> None:
    said = with_notes(hostile, [f"{sign}cmd|' /C calc'!A0" for sign in TRIGGERS])
    for render in (written.render, written.render_history):
        for row in csv.reader(StringIO(render(said).decode("utf-8-sig"), newline="")):
            assert not [cell for cell in row if cell.startswith(TRIGGERS)]
    notes = [row["text"] for row in of_kind(rows_of(written.render(said)), "note")]
    assert notes == [tamed(f"{sign}cmd|' /C calc'!A0") for sign in TRIGGERS]


@given(st.text(st.sampled_from("=+-@\t\r\n '\u200b\ufeff＝－a1")))
@settings(max_examples=examples(300))
def test_a_guard_can_be_taken_off_again(text: str) -> None:
    cell = guarded(text)
    first = unicodedata.normalize("NFKC", cell.lstrip(" \u200b\ufeff")[:1])
    assert first not in {"=", "+", "-", "@"}
    assert cell[:1] not in {"\t", "\r", "\n"}
    assert unguarded(cell) == text
    assert is_formula(text) == (cell != text)


@pytest.mark.parametrize("nasty", [*NASTY.values(), "x" * 200_000, *HOSTILE], ids=range(16))
@pytest.mark.parametrize("form", ["csv", "csv-history", "codebook"])
def test_no_character_stops_it_and_nothing_is_lost(hostile: Report, nasty: str, form: str) -> None:
    made = FORMATS[form].make(everywhere(hostile, nasty))
    assert made.problems == ()
    assert not {"\u202e", "\x00"} & set(made.data.decode())


@pytest.mark.django_db
def test_a_number_is_not_taken_for_the_answer_of_another_question() -> None:
    table = a_table()
    table.workbook.keep([a_draft(an_item("note"), text="Yes")], by=table.writer)
    table.workbook.refresh_from_db()
    rows = rows_of(written.render(report_of(table.workbook, "en", AT)))
    assert {row["choice_code"] for row in of_kind(rows, "answer")} == {""}
    assert [row["text"] for row in of_kind(rows, "note")] == ["Yes"]
