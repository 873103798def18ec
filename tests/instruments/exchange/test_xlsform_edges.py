"""What an XLSForm says that a question set cannot hold as it is: changed, listed, or refused."""

import pytest

from barnraise.instruments.exchange.xlsform import result as reasons
from barnraise.instruments.exchange.xlsform.result import NotAForm

from .samples import CHOICES, left, taken

HEAD = ["type", "name", "label"]
QUESTION = ["select_one yn", "water", "Is there water?"]


def whys(found):
    return {one.text: one.why for one in found.missing}


def test_names_that_do_not_fit_are_changed_and_named():
    found = taken(
        [
            HEAD,
            ["select_one yn", "Q 1", "One?"],
            ["select_one yn", "q_1", "Two?"],
            ["select_one yn", "9", "Nine?"],
            ["select_one yn", None, "Nothing here?"],
        ],
        settings=[["version"], ["v7 (2024)"]],
    )
    assert list(found.instrument.by_key) == ["q_1", "q_1_2", "question", "nothing_here"]
    assert whys(found)["Q 1"] == whys(found)["9"] == reasons.OTHER_NAME
    assert whys(found)["v7 (2024)"] == reasons.NO_PLACE


def test_sheets_rows_and_questions_that_say_nothing_are_named():
    found = taken(
        [
            [*HEAD, "disabled"],
            QUESTION,
            ["select_one yn", "silent", None],
            ["select_one yn", "off", "Off?", "yes"],
        ],
        osm=[["x"]],
        settings=[["form_title"], ["One"], ["Two"]],
    )
    why = whys(found)
    assert why["silent"] == reasons.WITHOUT_TEXT or why["select_one yn"] == reasons.WITHOUT_TEXT
    assert why["Off?"] == reasons.DISABLED
    assert why["osm"] == reasons.SHEET_UNREAD
    assert why["Two"] == reasons.NO_PLACE


def test_texts_that_are_too_long_are_cut_and_listed_whole():
    long = "word " * 1_000
    found = taken([HEAD, ["begin_group", "g", long], ["select_one yn", "q", long], ["end_group"]])
    assert len(str(found.instrument.stages[0].title)) <= 300
    assert len(str(found.instrument.question("q").wording)) <= 4_000
    assert whys(found)[long.strip()] == reasons.TOO_LONG


def test_numbers_dates_and_formulas_in_cells_are_texts_or_listed():
    found = taken(
        [HEAD, [*QUESTION], ["select_one yn", 7.0, 12], ["select_one yn", "f", '="a"&"b"']],
        settings=[["form_title", "version"], ["T", 3.0]],
    )
    assert str(found.instrument.questions[1].wording) == "12"
    assert found.instrument.version == 3
    assert (4, "label", "=") in left(found)


def test_our_own_form_edited_by_others_keeps_what_still_belongs():
    found = taken(
        [["type", "name", "label::English (en)"], ["select_one yn", "water", "Any water?"]],
        [["list_name", "name", "label::English (en)"], *CHOICES[1:]],
        barnraise=[
            ["row", "field", "code", "text::English (en)"],
            ["water", "label", None, "Water"],
            ["water", "evidence", None, "A well"],
            ["water", "leans_on", "roof", None],
            ["roof", "label", None, "Roof"],
        ],
    )
    question = found.instrument.question("water")
    assert (str(question.label), str(question.wording)) == ("Water", "Any water?")
    assert [str(text) for text in question.evidence] == ["A well"]
    assert question.leans_on == ()
    assert whys(found)["roof"] == whys(found)["Roof"] == reasons.BELONGS_NOWHERE


@pytest.mark.parametrize(
    ("survey", "says"),
    [
        ([], "no sheet named “survey”"),
        ([["name", "label"], ["a", "b"]], "no column “type”"),
        ([HEAD], "no question with answers"),
        ([HEAD, ["integer", "age", "Age?"]], "no question with answers"),
        ([HEAD, *([["note", "n", "x"]] * 5_001)], "more than 5,000 rows"),
        ([HEAD, [*QUESTION, *["x"] * 90]], "more than 80 columns"),
        ([HEAD, *(["select_one yn", f"q{n}", "Why?"] for n in range(1_001))], "at most 1,000 fit"),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(survey, says):
    with pytest.raises(NotAForm, match=says):
        taken(survey)
