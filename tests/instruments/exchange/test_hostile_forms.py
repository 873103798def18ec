"""Files that mean harm, or are merely broken, are refused in a sentence and quickly."""

import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnraise.instruments.exchange.xlsform.reader import from_xlsform
from barnraise.instruments.exchange.xlsform.result import NotAForm
from tests.laws import examples

from .samples import CHOICES, book

GOOD = book(
    {
        "survey": [["type", "name", "label"], ["select_one yn", "water", "Is there water?"]],
        "choices": CHOICES,
    }
)
SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;">]>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>"""


def changed(**parts):
    """The good form with some parts exchanged for other bytes, or new ones added."""
    data = BytesIO()
    with ZipFile(BytesIO(GOOD)) as old, ZipFile(data, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return data.getvalue()


def sheet(rows):
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (space, rows)


def survives(data):
    """The one law: a question set, or a refusal that says why."""
    try:
        said = str(from_xlsform(data, "any.xlsx").instrument.title)
    except NotAForm as error:
        said = error.sentence
    assert said


def refusal(data):
    began = time.thread_time()  # of the processor: a bomb takes minutes of it, on any machine
    with pytest.raises(NotAForm) as caught:
        from_xlsform(data, "hostile.xlsx")
    assert time.thread_time() - began < 20
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"hello", b"\xd0\xcf\x11\xe0" + b"\0" * 600, GOOD[:900]]
)
def test_what_is_no_spreadsheet_is_refused(data):
    assert "not an .xlsx file" in refusal(data)


def test_a_file_that_is_too_large_is_refused_before_it_is_opened():
    assert "larger than 10 MB" in refusal(b"PK" + b"\0" * 10_000_001)


def test_a_zip_bomb_is_refused_by_its_sizes():
    assert "larger inside" in refusal(changed(bomb=b"\0" * 60_000_000))
    assert "larger inside" in refusal(changed(**{SHEET: b" " * 20_000_000}))


def test_a_zip_of_very_many_parts_is_refused():
    assert "larger inside" in refusal(changed(**{f"part{n}": b"" for n in range(2_001)}))


@pytest.mark.parametrize("start", [ENTITIES, OUTSIDE, ENTITIES.decode().encode("utf-16")])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_declarations_of_entities_are_refused(start, part):
    assert "declarations" in refusal(changed(**{part: start + b"<x>&b;</x>"}))


def test_a_zip_that_lies_about_a_size_is_refused():
    data = changed(**{SHEET: b"<a>" + b"x" * 3_000_000})
    at = data.rindex(SHEET.encode()) - 46  # the part's entry in the directory
    lying = data[: at + 24] + (50).to_bytes(4, "little") + data[at + 28 :]
    refusal(lying)


def test_a_sheet_of_empty_rows_and_far_columns_is_refused():
    far = b"".join(b'<row r="%d"><c r="XFD%d" s="0"/></row>' % (n, n) for n in range(1, 3_000))
    assert "empty cells" in refusal(changed(**{SHEET: sheet(far)}))
    last = b'<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row>'
    assert "no column" in refusal(changed(**{SHEET: sheet(last)}))
    beyond = b'<row r="99999999"><c r="A99999999" t="str"><v>x</v></c></row>'
    assert "empty cells" in refusal(changed(**{SHEET: sheet(beyond)}))


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<", b"<x/>", b"\xff" * 50, b"<a>" * 5_000])
def test_broken_parts_are_a_sentence_or_do_not_matter(part, content):
    survives(changed(**{part: content}))


def test_stored_parts_are_read_like_packed_ones():
    data = BytesIO()
    with ZipFile(BytesIO(GOOD)) as old, ZipFile(data, "w", ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert from_xlsform(data.getvalue(), "x.xlsx") == from_xlsform(GOOD, "x.xlsx")


@settings(max_examples=examples(60))
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1))
def test_any_bytes_are_a_form_or_a_sentence(flips):
    data = bytearray(GOOD)
    for at, byte in flips:
        data[at] = byte
    survives(bytes(data))


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30) | st.sampled_from(
    ["select_one yn", "begin group", "end group", "text", "note", "label", "type", "=A1", "${q}"]
)


@settings(max_examples=examples(60))
@given(st.lists(st.lists(TEXT, max_size=6), max_size=8), st.lists(st.lists(TEXT, max_size=4)))
def test_any_cells_are_a_form_or_a_sentence(rows, beside):
    start = [["type", "name", "label"], ["select_one yn", "q", "Water?"]]
    titles = [["row", "field", "code", "text"]]
    survives(book({"survey": start + rows, "choices": CHOICES, "barnraise": titles + beside}))
