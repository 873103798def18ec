"""The spreadsheet, read back from its XML and by openpyxl: typed, whole, without a formula."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook  # type: ignore[import-untyped]

from barnraise.instruments.models import Edition
from barnraise.reports.build.report import report_of
from barnraise.reports.document.report import Report
from barnraise.reports.formats import FORMATS
from barnraise.reports.render import xlsx
from barnraise.reports.text.plain import tamed
from tests.cast import a_draft, a_table, an_item
from tests.reports.conftest import AT, HOSTILE
from tests.reports.linked import with_link
from tests.reports.nasty import NASTY, everywhere, with_notes
from tests.reports.wild import WILD

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAMES = {
    "en": "Summary|By question|Notes and texts|Evidence|Next steps|History|Milestones|What moved"
    "|Codebook|About",
    "es": "Resumen|Por pregunta|Notas y textos|Evidencia|Próximos pasos|Historial|Hitos"
    "|Qué se movió|Libro de códigos|Acerca de",
}


def book_of(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def rows_of(book: Any, number: int) -> list[list[Any]]:
    """The values of the sheet with this number, without its heads."""
    sheet = book.worksheets[number]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def cells(data: bytes) -> Iterator[Any]:
    """Every cell of every sheet, as XML."""
    with ZipFile(BytesIO(data)) as file:
        for name in file.namelist():
            if name.startswith("xl/worksheets/sheet"):
                yield from fromstring(file.read(name)).iter(f"{MAIN}c")


def text_in(cell: Any) -> str:
    return "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_is_there_with_its_answer_and_wording(
    example: Callable[[str], Report], built_in: Edition, language: str
) -> None:
    report = example(language)
    book = book_of(xlsx.render(report))
    assert book.sheetnames == NAMES[language].split("|")
    asked = built_in.instrument
    assert report.edition.sha256 == built_in.sha256
    rows = [row for row in rows_of(book, 1) if row[3] is None]
    assert [(row[0], row[2], row[-1]) for row in rows] == [
        (
            f"{asked.number(each)} {each.label.in_(language)}",
            each.wording.in_(language),
            each.key,
        )
        for each in asked.questions
    ]
    assert [row[1] for row in rows] == [each.choice.words for each in report.questions]
    assert [row[4:7] for row in rows] == [
        [len(group) or None for group in (each.quoted("note"), each.evidence, each.steps)]
        for each in report.questions
    ]
    parts = [row for row in rows_of(book, 1) if row[3] is not None]
    assert [(row[2], row[3]) for row in parts] == [
        (part.wording, part.number)
        for each in report.questions
        for part in each.parts
        for _version in part.versions or [None]
    ]


def test_everything_said_is_there_item_by_item(example: Callable[[str], Report]) -> None:
    report = example("en")
    book = book_of(xlsx.render(report))
    said = [(row[1], row[2], row[5]) for row in rows_of(book, 2)]
    for question in report.questions:
        for kind, texts in (("Note", question.quoted("note")), ("View", question.quoted("view"))):
            for each in texts:
                assert (kind, each.text, each.organization) in said
    for box in report.texts:
        for each in box.versions:
            assert ("Text of the stage", each.text, each.organization) in said
    assert [(row[0], row[1]) for row in rows_of(book, 3)] == [
        (f"{q.number} {q.label}", each.title) for q in report.questions for each in q.evidence
    ]
    assert [row[:4] for row in rows_of(book, 4)] == [
        [
            f"{q.number} {q.label}",
            each.what,
            each.who or None,
            datetime.fromisoformat(each.due.iso),
        ]
        for q in report.questions
        for each in q.steps
    ]
    assert [(row[0], row[1], row[2], row[3], row[4]) for row in rows_of(book, 5)] == [
        (
            each.version,
            datetime.fromisoformat(each.at.iso).replace(tzinfo=None),
            each.by,
            each.title,
            each.what,
        )
        for each in report.history
    ]
    assert {row[1] for row in rows_of(book, 8)} >= {each.key for each in report.questions}
    assert report.credit in {row[0] for row in rows_of(book, 9)}


def test_days_and_numbers_are_what_they_are(example: Callable[[str], Report]) -> None:
    book = book_of(xlsx.render(example("es")))
    due, at = book.worksheets[4]["D2"], book.worksheets[5]["B2"]
    assert (due.is_date, due.number_format) == (True, "yyyy-mm-dd")
    assert (at.is_date, at.number_format) == (True, "yyyy-mm-dd hh:mm")
    assert book.worksheets[5]["A2"].data_type == "n"
    summary = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert ["1 Evaluar las condiciones actuales", 4, 2] in [row[:3] for row in summary]


@pytest.mark.parametrize(("day", "shown"), [("0999-01-01", str), ("9999-12-31", date)])
def test_a_day_before_the_calendar_of_spreadsheets_is_text(
    example: Callable[[str], Report], day: str, shown: type
) -> None:
    report = example("en")
    first = next(step for question in report.questions for step in question.steps)
    moved = replace_day(report, first.due.iso, day)
    found = rows_of(book_of(xlsx.render(moved)), 4)[0][3]
    assert isinstance(found, shown)
    assert str(found)[:10] == day


def replace_day(report: Report, old: str, new: str) -> Report:
    def questions(stage: Any) -> Any:
        return tuple(
            replace(
                each,
                steps=tuple(
                    replace(step, due=replace(step.due, iso=new)) if step.due.iso == old else step
                    for step in each.steps
                ),
            )
            for each in stage.questions
        )

    stages = tuple(replace(stage, questions=questions(stage)) for stage in report.stages)
    return replace(report, stages=stages)


def test_nothing_people_wrote_is_or_becomes_a_formula(hostile: Report) -> None:
    for report in (with_notes(hostile, WILD), *(everywhere(hostile, words) for words in WILD)):
        data = xlsx.render(report)
        assert not [cell for cell in cells(data) if cell.find(f"{MAIN}f") is not None]
        book = book_of(data)
        found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
        wild = [cell for cell in found if str(cell.value) in WILD]
        assert wild
        assert {(cell.data_type, cell.quotePrefix) for cell in wild} == {("s", True)}
        assert not [cell for cell in found if cell.data_type == "f"]


def test_a_text_that_looks_like_an_escaped_letter_stays_as_it_is(hostile: Report) -> None:
    data = xlsx.render(with_notes(hostile, ["_x0041_ and _x005F_x0041_"]))
    raw = [text_in(cell) for cell in cells(data)]
    assert "_x005F_x0041_ and _x005F_x005F_x005F_x0041_" in raw
    assert FORMATS["xlsx"].make(with_notes(hostile, ["_x0041_"])).problems == ()


@pytest.mark.parametrize("letter", ["a", "🙏", "_x0041_"])
def test_a_text_too_long_for_a_cell_goes_on_in_the_next_rows(hostile: Report, letter: str) -> None:
    text = letter * 50_000
    data = xlsx.render(with_notes(hostile, [text, "the next note"]))
    longest = max(len(text_in(cell).encode("utf-16-le")) // 2 for cell in cells(data))
    assert longest <= 32_767
    rows = [row for row in rows_of(book_of(data), 2) if not str(row[2]).strip(f"{letter}_x05F")]
    assert "".join(row[2] for row in rows).replace("_x005F_", "_") == text
    assert rows[0][0] == "1.1 A shared goal"
    assert {row[0] for row in rows[1:]} == {"(continued) 1.1 A shared goal"}


def test_only_web_addresses_are_links(example: Callable[[str], Report]) -> None:
    report = example("en")
    for link, leads in (
        ("HTTPS://example.org/a?b=1#c", True),
        ("https://example.org/ñ", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://example.org/" + "a" * 2_000, False),
        ('https://example.org/"x', False),
    ):
        book = book_of(xlsx.render(with_link(report, link)))
        cell = book.worksheets[3]["C2"]
        assert cell.value == link
        assert bool(cell.hyperlink) is leads
        if leads:
            assert cell.hyperlink.target.isascii()


def test_heads_stay_in_sight_and_on_every_printed_page(example: Callable[[str], Report]) -> None:
    report = replace(example("en"), direction="rtl")
    for sheet in book_of(xlsx.render(report)).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
            1,
            True,
        )
        assert sheet.sheet_view.rightToLeft
    for sheet in book_of(xlsx.render(example("en"))).worksheets[1:9]:
        assert sheet.freeze_panes in {"A2", "C2"}
        last = max(sheet.max_row, 2)  # a filter over heads alone is none
        assert sheet.auto_filter.ref == f"A1:{sheet.dimensions.split(':')[1][0]}{last}"
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.value and cell.font.bold for cell in sheet[1])
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)
        assert all(sheet.row_dimensions[n].height >= 18 for n in range(1, sheet.max_row + 1))


@pytest.mark.django_db
def test_an_empty_workbook_has_all_its_sheets() -> None:
    made = FORMATS["xlsx"].make(report_of(a_table().workbook, "en", AT))
    assert made.problems == ()
    book = book_of(made.data)
    assert book.sheetnames == NAMES["en"].split("|")
    assert [sheet.max_row for sheet in book.worksheets[2:8]] == [1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("nasty", [*NASTY.values(), *HOSTILE, "x" * 200_000], ids=range(16))
def test_no_character_stops_it_and_nothing_is_lost(hostile: Report, nasty: str) -> None:
    made = FORMATS["xlsx"].make(everywhere(hostile, nasty))
    assert made.problems == ()
    found = "".join(text_in(cell) for cell in cells(made.data))
    assert not {"\u202e", "\x00"} & set(found)
    if len(nasty) < 10_000:
        assert tamed(nasty) in found


@pytest.mark.django_db
def test_a_lost_note_or_change_is_named() -> None:
    table = a_table()
    notes = [
        a_draft(an_item("note"), text=text)
        for text in ("The zoning map hangs upstairs", "Nobody keeps minutes")
    ]
    table.workbook.keep(notes, by=table.writer)
    table.workbook.refresh_from_db()
    report = report_of(table.workbook, "en", AT)
    form = FORMATS["xlsx"]
    for less, problems in (
        (with_notes(report, ["The zoning map hangs upstairs"]), ("note/goal",)),
        (replace(report, history=report.history[:1]), ("history/" + notes[1].field,)),
    ):
        data = form.render(less)
        assert (
            replace(form, render=lambda _report, data=data: data).make(report).problems == problems
        )
