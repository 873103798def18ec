"""Laws of the formats out and in, tried on question sets of every shape."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from barnraise.instruments.characters import tidy, visible
from barnraise.instruments.document import Instrument
from barnraise.instruments.exchange.json_out import as_json
from barnraise.instruments.exchange.names import Names, fitting
from barnraise.instruments.exchange.surveyjs import surveyjs
from barnraise.instruments.exchange.xlsform.cells import from_cell, to_cell
from barnraise.instruments.exchange.xlsform.reader import from_xlsform
from barnraise.instruments.exchange.xlsform.writer import xlsform
from barnraise.instruments.parser import parse
from barnraise.instruments.question_set_schema import KEY
from barnraise.instruments.translations import texts
from tests.laws import examples

from ..strategies import TEXTS, instruments
from .samples import taken

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
TRAPS = st.sampled_from(
    ["${", "${name}", "$\u2060{", "_x0041_", "_x0041_x0042_", "_x005F_", "=1+1", "$", "\u2060", "_"]
)
TRAPPED = st.lists(TRAPS | TEXTS, min_size=1, max_size=4).map("".join).map(tidy).filter(visible)


@settings(slow, max_examples=examples(50))
@given(instruments())
def test_an_xlsform_that_was_written_is_read_back_as_the_same(instrument: Instrument):
    taken = from_xlsform(xlsform(instrument), "form.xlsx")
    assert taken.instrument == instrument
    assert taken.missing == ()


@settings(slow, max_examples=examples(30))
@given(instruments())
def test_pyxform_takes_every_form_that_was_written(instrument: Instrument):
    result = convert(xlsform(instrument))
    # pyxform knows no regions, such as the BR in pt-BR; its word on that changes nothing
    assert [one for one in result.warnings if "machine-readable codes" not in one] == []
    assert result.xform.count("<select1 ") == len(instrument.questions)


@slow
@given(instruments())
def test_json_that_was_written_is_read_back_as_the_same(instrument: Instrument):
    assert parse(as_json(instrument)) == instrument


@slow
@given(instruments())
def test_every_name_in_a_surveyjs_form_is_the_only_one(instrument: Instrument):
    pages = surveyjs(instrument)["pages"]
    names = [element["name"] for page in pages for element in (page, *page["elements"])]
    assert len(names) == len(set(names))


KINDS = st.sampled_from(
    ["select_one yn", "select_one other", "select_multiple yn", "begin group", "end group", "note",
     "text", "integer", "begin repeat", "calculate", "unheard of", None]
)  # fmt: skip
CELL = st.none() | st.from_regex("[a-z]{6}", fullmatch=True)
ROWS = st.lists(
    st.tuples(KINDS, CELL, CELL, CELL, CELL, CELL, st.sampled_from(["multiline", None]))
)


@slow
@given(ROWS)
def test_no_text_of_a_form_is_ever_lost(rows):
    head = ["type", "name", "label::en", "label::es", "hint::en", "relevant", "appearance"]
    asked = ["select_one yn", "asked", "Asked?"]
    found = taken([head, *rows, *[["end group"]] * len(rows), asked])
    said = " ".join(str(words.by_language) for _, words in texts(found.instrument))
    said += " ".join(left.text for left in found.missing)
    lost = [cell for row in rows for cell in row[2:6] if cell and cell not in said]
    assert lost == []


@given(TRAPPED)
def test_a_cell_gives_back_the_text_it_was_given(text: str):
    assert from_cell(to_cell(text)) == text
    assert "${" not in to_cell(text)


@given(st.lists(st.text(max_size=80), max_size=8))
def test_every_name_given_out_fits_and_is_the_only_one(wished: list[str]):
    names = Names()
    given_out = [names.give(wish, "question") for wish in wished]
    assert len(given_out) == len(set(given_out))
    assert all(KEY.fits(name) for name in given_out)


@given(st.text(max_size=80))
def test_a_fitting_name_stays_as_it_is(text: str):
    name = fitting(text)
    assert fitting(name) == name
