"""The form that goes out, opened again by others."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from barnraise.instruments.document import Words
from barnraise.instruments.exchange.xlsform.reader import from_xlsform
from barnraise.instruments.exchange.xlsform.writer import xlsform
from barnraise.instruments.parser import parse
from barnraise.instruments.publish import LIBRARY

FORMULAS = ["=1+1", "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.test")']


@pytest.fixture(scope="module")
def readiness():
    return parse((LIBRARY / "partnership-readiness.yaml").read_text(encoding="utf-8"))


def with_wording(instrument, text):
    stage = instrument.stages[0]
    asked = replace(stage.questions[0], wording=Words({"en": text, "es": text}))
    first = replace(stage, questions=(asked, *stage.questions[1:]))
    return replace(instrument, stages=(first, *instrument.stages[1:]))


def cells(data):
    book = load_workbook(BytesIO(data))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


def test_pyxform_takes_the_built_in_set_without_a_warning(readiness):
    result = convert(xlsform(readiness))
    assert result.warnings == []
    assert result.xform.count("<select1 ") == 26
    assert result.xform.count("<translation ") == 2
    assert result.xform.count("<group ") == 5
    assert "-</value>" not in result.xform


def test_the_sheets_are_those_that_form_tools_know_and_one_of_our_own(readiness):
    book = load_workbook(BytesIO(xlsform(readiness)))
    assert book.sheetnames == ["survey", "choices", "settings", "barnraise"]
    assert [cell.value for cell in book["settings"][2]] == [
        str(readiness.title), "partnership-readiness", "1", "English (en)",
    ]  # fmt: skip


def test_every_name_is_ascii_unique_and_short(readiness):
    names = [cell.value for cell in load_workbook(BytesIO(xlsform(readiness)))["survey"]["B"]]
    given = [name for name in names if name]
    assert len(given) == len(set(given))
    assert all(name.isascii() and len(name) <= 64 for name in given)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_like_a_formula_stays_a_text(readiness, text):
    instrument = with_wording(readiness, text)
    data = xlsform(instrument)
    assert {cell.data_type for cell in cells(data)} == {"s"}
    held = [cell for cell in cells(data) if cell.value == text]
    assert held
    assert all(cell.quotePrefix for cell in held)
    assert from_xlsform(data, "x.xlsx").instrument == instrument


@pytest.mark.parametrize("text", ["Costs ${amount}", "_x0041_", "<b>&amp;</b>", "]]>", "a\n\nb"])
def test_marks_that_mean_something_to_others_are_only_words(readiness, text):
    instrument = with_wording(readiness, text)
    data = xlsform(instrument)
    assert convert(data).warnings == []
    assert from_xlsform(data, "x.xlsx").instrument == instrument


def test_a_form_without_its_last_sheet_is_still_the_same_questions(readiness):
    book = load_workbook(BytesIO(xlsform(readiness)))
    del book["barnraise"]
    data = BytesIO()
    book.save(data)
    taken = from_xlsform(data.getvalue(), "x.xlsx")
    asked = [(q.key, q.wording, q.why) for q in taken.instrument.questions]
    assert asked == [(q.key, q.wording, q.why) for q in readiness.questions]
    assert taken.instrument.scale == readiness.scale
    assert taken.missing == ()
