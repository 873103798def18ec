"""The document made of a form: a first version, whole, with all that has no place left over."""

import pytest

from barnraise.instruments.exchange.xlsform.reader import form_document, from_xlsform
from barnraise.instruments.exchange.xlsform.result import NotAForm
from barnraise.instruments.importers.isolated import import_document
from barnraise.instruments.parser import parse

from .samples import CHOICES, book

SURVEY = [
    ["type", "name", "label"],
    ["select_one yn", "water", "Is there water?"],
    ["date", "when", "When did you look?"],
]
SETTINGS = [["form_title", "form_id", "version"], ["Wells", "wells", "7"]]
FORM = book({"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS})


def test_it_is_the_forms_set_as_a_first_version_with_the_rest_left_over():
    instrument = parse(form_document(FORM, "wells.xlsx"))
    result = from_xlsform(FORM, "wells.xlsx")
    assert (instrument.key, instrument.version, result.instrument.version) == ("wells", 1, 7)
    assert instrument.stages == result.instrument.stages
    assert instrument.scale == result.instrument.scale
    assert len(instrument.leftover) == len(result.missing)
    assert [left.text for left in instrument.leftover if left.line == 3] == [
        f"{left.text} ({left.why})" for left in result.missing if left.row == 3
    ]


def test_it_takes_the_key_that_it_is_given():
    assert parse(form_document(FORM, "wells.xlsx", key="own")).key == "own"


def test_it_comes_out_of_the_process_for_strangers_files_as_it_is():
    imported = import_document(FORM, "wells.xlsx", key="own")
    assert imported.document == form_document(FORM, "wells.xlsx", key="own")


def test_a_form_with_more_left_over_than_a_set_can_hold_is_refused_in_a_sentence():
    rows = [["", "", "", f"{number} {'word ' * 99}"] for number in range(2_500)]
    extra = [["row", "field", "code", "text"], *rows]
    data = book({"survey": SURVEY, "choices": CHOICES, "barnraise": extra})
    assert len(from_xlsform(data, "wells.xlsx").missing) > len(rows)
    with pytest.raises(NotAForm, match="larger than 1,000,000 bytes"):
        form_document(data, "wells.xlsx")
