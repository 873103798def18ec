"""The strict parser: what it reads, and what it says of what it refuses."""

import pytest

from barnraise.instruments.document import ANSWER_CODES, Words
from barnraise.instruments.parser import NotAQuestionSet, decoded, parse

from .samples import SMALL, problems, small, spoiled, told

SCALE = """\
scale:
  - {code: yes, label: {en: Yes, es: Sí}}
  - {code: partly, label: {en: Half, es: Medio}}
  - {code: not_yet, label: {en: No, es: No}}
  - {code: not_sure, label: {en: Hm, es: Hm}}
  - {code: n_a, label: {en: "Null", es: ~-}}
stages:
"""


def test_a_document_becomes_an_instrument():
    garden = parse(SMALL)
    assert (garden.key, garden.version, garden.languages) == ("garden", 1, ("en", "es"))
    assert [garden.number(question) for question in garden.questions] == ["1.1", "1.2"]
    assert [notes.key for notes in garden.note_fields] == ["ground-text"]
    assert garden.question("soil").parts[1] == Words({"en": "It feeds", "es": "Nutre"})
    assert garden.question("water").leans_on == ("soil",)
    assert garden.stage_of(garden.question("water")).key == "ground"


def test_a_text_of_several_lines_keeps_them_and_loses_the_space_at_its_ends():
    assert parse(SMALL).question("water").wording.in_("en") == "Is there water?\nAll summer?"


def test_a_set_without_a_scale_has_the_standard_one_in_its_languages():
    garden = parse(SMALL)
    assert tuple(anchor.code for anchor in garden.scale) == ANSWER_CODES
    assert garden.scale[0].label == Words({"en": "Yes", "es": "Sí"})


def test_a_dialect_gets_the_standard_scale_of_its_language():
    garden = parse(SMALL.replace("en:", "en-GB:").replace("[en,", "[en-GB,"))
    assert garden.scale[0].label.in_("en-GB") == "Yes"


def test_a_set_whose_first_language_is_not_in_the_standard_scale_must_bring_its_own():
    assert "the standard answers do not speak “fr”" in told(
        SMALL.replace("en:", "fr:").replace("[en,", "[fr,")
    )


def test_yes_and_no_without_quotes_are_the_words_and_not_booleans():
    scale = parse(spoiled("stages:\n", SCALE)).scale
    assert scale[0].code == "yes"
    assert scale[2].label == Words({"en": "No", "es": "No"})


def test_a_scale_must_have_all_five_answers_once():
    four = SCALE.replace("  - {code: partly, label: {en: Half, es: Medio}}\n", "")
    assert "There are 4 items in this list; at least 5 are needed." in told(
        spoiled("stages:\n", four)
    )
    assert "“yes” is here a second time" in told(
        spoiled("stages:\n", SCALE.replace("partly", "yes"))
    )


def test_a_text_may_be_missing_in_a_later_language_but_not_in_the_first():
    assert parse(spoiled("{en: Soil, es: Suelo}", "{en: Soil}"))
    assert told(spoiled("{en: Soil, es: Suelo}", "{es: Suelo}")) == (
        "garden.yaml:16: stages.1.questions.1.label: "
        "The text in “en”, the first language, is missing."
    )


def test_every_problem_is_told_at_once_in_the_order_of_the_lines():
    text = small(version="version: two", key="key: My Garden")
    text = text.replace("label: {en: Soil", "lable: {en: Soil").replace("[soil]", "[sol]")
    assert [(problem.line, problem.key) for problem in problems(text)] == [
        (2, "key"),
        (3, "version"),
        (15, "stages.1.questions.1"),
        (16, "stages.1.questions.1.lable"),
        (29, "stages.1.questions.2.leans_on.1"),
    ]


def test_a_misspelled_key_is_told_with_the_nearest_one():
    assert told(spoiled("wording:", "wordign:")).endswith(
        "“wordign” is not a key that belongs here. Did you mean “wording”?"
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[soil]", "[sol]", "“sol” is not another question's key. Did you mean “soil”?"),
        ("[soil]", "[water]", "“water” is not another question's key."),
        ("[soil]", "[soil, soil]", "“soil” is here a second time (first on line 29)"),
        ("[FA]", "[FAA]", "“FAA” is not one of the set's principles. Did you mean “FA”?"),
        ("key: water", "key: soil", "“soil” is here a second time (first on line 15)"),
        ("key: ground\n", "key: Ground\n", "“Ground” cannot be used here: a key begins with"),
        ("key: soil", "key: " + "a" * 61, "cannot be used here"),
        ("[en, es]", "[en, es, es]", "“es” is here a second time"),
        ("[en, es]", "[en]", "“es” is not one of the set's languages."),
        ("[en, es]", "[en, Spanish]", "“Spanish” cannot be used here: a language is a code"),
        ("[en, es]", "en", "This must be a list"),
        ("question-set/1", "question-set/2", "This must be “question-set/1”, not"),
        ("version: 1", "version: '1'", "This must be a whole number from 1, without quotes"),
        ("version: 1", "version: 0", "This must be a whole number from 1"),
        ("version: 1", "version: 1.5", "This must be a whole number from 1"),
        (
            "{en: Soil, es: Suelo}",
            "{en: , es: Suelo}",
            "This is empty; write something here or delete the line.",
        ),
        ("en: Soil", "en: null", "This is empty"),
        ("en: Soil", 'en: " \\u200b "', "This is empty"),
        ("{en: Soil, es: Suelo}", "Soil", "This must hold keys, such as “en: …”"),
        ("{en: Soil, es: Suelo}", "{en: [Soil], es: Suelo}", "This must be a text."),
        ("en: Soil", "en: " + "s" * 301, "This is 301 characters long; at most 300 fit."),
        ("[FA]", "[]", "There are 0 items in this list; it is empty."),
        ("  FA:", "  F A:", "“F A” cannot be used here: a code begins with a letter"),
    ],
)
def test_a_fault_is_told_in_plain_words(old: str, new: str, sentence: str):
    assert sentence in told(spoiled(old, new))


def test_no_more_than_fifty_problems_are_told():
    assert len(problems("\n".join(f"unknown{number}: x" for number in range(200)))) == 50


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    assert parse("\ufeff" + SMALL.replace("\n", "\r\n")) == parse(SMALL)


def test_right_to_left_text_and_its_marks_are_kept():
    text = "\u200fהאם יש מים?\u200f (\u2067مياه\u2069)"
    garden = parse(SMALL.replace("es: Suelo", f"es: {text}"))
    assert garden.question("soil").label.in_("es") == text


def test_bytes_that_are_not_utf_8_are_told_with_their_line():
    with pytest.raises(NotAQuestionSet, match=r"latin\.yaml:2: document: This is not UTF-8"):
        decoded("a: b\nc: é\n".encode("latin-1"), "latin.yaml")
    assert decoded("é".encode()) == "é"
