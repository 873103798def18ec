"""Forms that others made come in, and what has no counterpart is listed."""

import pytest

from barnraise.instruments.default_scale import standard_scale
from barnraise.instruments.dump import dump
from barnraise.instruments.exchange.xlsform import result as reasons
from barnraise.instruments.parser import parse

from .samples import CHOICES, left, taken

HEAD = ["type", "name", "label"]
QUESTION = ["select_one yn", "water", "Is there water?"]


def whys(found):
    return {one.text: one.why for one in found.missing}


def test_a_simple_form_is_one_stage_with_the_file_s_name():
    found = taken([HEAD, QUESTION])
    set_ = found.instrument
    assert set_.key == "my_form"
    assert str(set_.title) == "my form"
    assert [(stage.key, str(stage.title)) for stage in set_.stages] == [("stage", "my form")]
    assert [(q.key, str(q.wording), str(q.label)) for q in set_.questions] == [
        ("water", "Is there water?", "Is there water?")
    ]
    assert set_.scale == standard_scale(("en",))
    assert parse(dump(set_)) == set_


@pytest.mark.parametrize(
    "kind",
    ["select_one yn", "select one yn", "Select One yn", "select one from yn", "select1 yn",
     "add select one prompt using yn", "select_one  YN"],
)  # fmt: skip
def test_every_spelling_of_a_choice_is_a_question(kind):
    found = taken([HEAD, [kind, "water", "Is there water?"]])
    assert [q.key for q in found.instrument.questions] == ["water"]
    assert reasons.OTHER_ANSWERS not in whys(found).values()


@pytest.mark.parametrize("kind", ["select_multiple yn", "select all that apply from yn", "rank yn"])
def test_several_answers_at_once_are_kept_as_a_question_and_named(kind):
    found = taken([HEAD, [kind, "water", "Is there water?"]])
    assert len(found.instrument.questions) == 1
    assert whys(found)["Is there water?"] == reasons.SEVERAL


def test_old_titles_of_columns_are_understood():
    found = taken(
        [["Command", "Tag", "Caption", "Guidance hint"], [*QUESTION, "Ask at the well"]],
        [["List Name", "Value", "Caption"], *CHOICES[1:]],
    )
    question = found.instrument.question("water")
    assert str(question.wording) == "Is there water?"
    assert str(question.why) == "Ask at the well"


def test_answers_are_found_by_their_words_in_both_languages():
    found = taken(
        [["type", "name", "label::Español (es)"], ["select_one l", "agua", "¿Hay agua?"]],
        [
            ["list name", "name", "label::Español (es)"],
            ["l", "1", "Sí"],
            ["l", "2", "Parcialmente"],
            ["l", "3", "Aún no"],
            ["l", "98", "No sé"],
            ["l", "99", "No aplica"],
        ],
    )
    scale = found.instrument.scale
    assert [anchor.code for anchor in scale] == ["yes", "partly", "not_yet", "not_sure", "n_a"]
    assert scale[1].label.in_("es") == "Parcialmente"
    assert found.instrument.languages == ("es",)


def test_an_answer_in_other_words_is_listed():
    found = taken([HEAD, QUESTION])
    assert whys(found)["No"] == reasons.ANOTHER_WORD
    assert "Yes" not in whys(found)


def test_a_question_with_other_answers_is_kept_and_each_answer_listed():
    found = taken(
        [HEAD, ["select_one color", "color", "Which color is it?"], QUESTION],
        [*CHOICES, ["color", "red", "Red"], ["color", "blue", "Blue"], ["spare", "x", "Spare"]],
    )
    assert [q.key for q in found.instrument.questions] == ["color", "water"]
    why = whys(found)
    assert why["Which color is it?"] == reasons.OTHER_ANSWERS
    assert why["Red"] == why["Blue"] == reasons.NO_ANSWER
    assert why["Spare"] == reasons.BELONGS_NOWHERE


def test_what_is_no_choice_is_listed_with_its_row_and_every_language():
    found = taken(
        [
            ["type", "name", "label::English (en)", "label::Español (es)", "hint::English (en)"],
            ["integer", "age", "How old are you?", "¿Qué edad tiene?", "In years"],
            ["date", "day", "Which day?", "¿Qué día?"],
            ["text", "who", "Who are you?"],
            ["start", "start"],
            ["calculate", "twice", None, None, None],
            ["select_one yn", "water", "Water?", "¿Agua?"],
        ]
    )
    assert [q.key for q in found.instrument.questions] == ["water"]
    listed = left(found)
    assert (2, "label::English (en)", "How old are you? / ¿Qué edad tiene?") in listed
    assert (2, "hint::English (en)", "In years") in listed
    assert (2, "type", "integer") in listed
    assert (3, "label::English (en)", "Which day? / ¿Qué día?") in listed
    assert (4, "label::English (en)", "Who are you?") in listed
    assert {5, 6} <= {row for row, _, _ in listed}


def test_a_long_text_is_its_stage_s_text_box():
    found = taken(
        [
            [*HEAD, "appearance"],
            ["begin group", "home", "At home"],
            QUESTION,
            ["text", "notes", "What else?", "multiline"],
            ["end group"],
        ]
    )
    assert [(n.key, str(n.prompt)) for n in found.instrument.note_fields] == [
        ("notes", "What else?")
    ]


def test_groups_within_groups_become_stages_of_their_own():
    found = taken(
        [
            HEAD,
            ["note", "hello", "Welcome"],
            ["begin_group", "all", "Everything"],
            ["begin_group", "home", "At home"],
            ["note", "n", "About the home"],
            QUESTION,
            ["begin_group", "layout", None],
            ["select_one yn", "roof", "Is the roof whole?"],
            ["note", "late", "Nearly done"],
            ["end_group"],
            ["end_group"],
            ["begin_repeat", "kids", "Each child"],
            ["select_one yn", "school", "Does the child go to school?"],
            ["end_repeat"],
            ["end_group"],
        ]
    )
    stages = found.instrument.stages
    assert [(s.key, [q.key for q in s.questions]) for s in stages] == [
        ("home", ["water", "roof"]),
        ("kids", ["school"]),
    ]
    assert str(stages[0].intro) == "About the home"
    assert str(found.instrument.intro) == "Welcome"
    assert whys(found)["Everything"] == reasons.HEADING_ALONE
    assert whys(found)["Nearly done"] == reasons.NO_PLACE
    assert whys(found)["begin_repeat"] == reasons.ANSWERED_AGAIN


@pytest.mark.parametrize(
    ("columns", "default", "expected"),
    [
        (["label"], None, ("en",)),
        (["label"], "Español", ("es",)),
        (["label", "label::Español (es)"], None, ("en", "es")),
        (["label", "label::English"], None, ("es", "en")),
        (["label:Spanish", "label: french"], None, ("es", "fr")),
        (["label::English (en)", "label::Español (es)"], "Español (es)", ("es", "en")),
        (["label::pt_BR", "label::Klingon"], None, ("pt-BR", "qaa")),
    ],
)
def test_languages_are_known_by_name_code_or_default(columns, default, expected):
    found = taken(
        [["type", "name", *columns], ["select_one yn", "q", *(f"in {c}" for c in columns)]],
        settings=[["form_title", "default_language"], ["Form", default]],
    )
    assert found.instrument.languages == expected
    assert len(found.instrument.question("q").wording.by_language) == len(expected)


def test_a_guessed_language_and_an_unknown_one_are_named():
    found = taken([["type", "name", "label"], ["select_one yn", "q", "¿Hay agua?"]])
    assert found.instrument.languages == ("es",)
    assert (1, "label", "es") in left(found)
    found = taken([["type", "name", "label::Klingon"], ["select_one yn", "q", "bIQ tu'lu''a'?"]])
    assert whys(found)["Klingon"] == reasons.LANGUAGE_UNKNOWN
    assert found.instrument.languages[0] == "qaa"
    assert reasons.SCALE_UNSPOKEN in whys(found).values()


def test_a_text_only_in_another_language_stands_in_for_the_first():
    found = taken(
        [
            ["type", "name", "label::English (en)", "label::Español (es)"],
            ["select_one yn", "a", "Water?", "¿Agua?"],
            ["select_one yn", "b", None, "¿Techo?"],
        ]
    )
    assert found.instrument.question("b").wording.in_("en") == "¿Techo?"
    assert whys(found)["¿Techo?"] == reasons.STANDS_IN


def test_rules_and_settings_without_counterpart_are_listed_once():
    found = taken(
        [
            [*HEAD, "required", "relevant", "media::image", "$kuid"],
            [*QUESTION, "yes", None, "well.png", "abc"],
            ["select_one yn", "roof", "Roof?", "yes", "${water} = 'yes'", None, "abd"],
        ],
        settings=[
            ["form_title", "form_id", "version", "style"],
            ["T", "The Form", "2024", "pages"],
        ],
    )
    assert {entry for entry in left(found) if entry[2] != "No"} >= {
        (2, "required", "yes"),
        (3, "relevant", "${water} = 'yes'"),
        (2, "media::image", "well.png"),
        (2, "style", "pages"),
    }
    assert not {"abc", "abd"} & set(whys(found))
    assert (found.instrument.key, found.instrument.version) == ("the_form", 2024)
