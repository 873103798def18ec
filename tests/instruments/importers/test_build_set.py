"""Keys, labels, the scale and the leftover of a drafted question set."""

import pytest

from barnraise.instruments.importers.build_set import (
    Keys,
    document,
    instrument,
    scale,
    shortened,
    slug,
)
from barnraise.instruments.importers.draft import DraftQuestion, DraftSet, DraftStage, LeftLine
from barnraise.instruments.importers.read_document import read
from barnraise.instruments.parser import NotAQuestionSet, parse

ONE = DraftSet("T", (DraftStage("S", (DraftQuestion("Is it?"),)),))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("GOAL SETTING", "goal-setting"),
        ("¿Qué sabemos?", "que-sabemos"),
        ("3. Wer & was", "wer-was"),
        ("سوق", ""),
        ("a" * 80, "a" * 50),
        ("--", ""),
    ],
)
def test_a_key_is_made_of_latin_letters(text: str, key: str):
    assert slug(text) == key


def test_no_two_keys_are_the_same():
    keys = Keys("question")
    texts = ["Soil", "soil", "سوق", "Soil 2", "שוק", "soil"]
    assert [keys.of(text) for text in texts] == [
        "soil", "soil-2", "question", "soil-2-2", "question-2", "soil-3"
    ]  # fmt: skip


def test_a_label_is_the_beginning_of_a_long_question():
    assert shortened("Is it?") == "Is it?"
    assert shortened("one two three four five six seven eight nine") == (
        "one two three four five six seven eight…"
    )
    assert shortened("a" * 200) == "a" * 60 + "…"


def test_the_answers_are_english_in_a_language_the_scale_does_not_speak():
    assert [str(answer.label) for answer in scale("ar")][:2] == ["Yes", "Partly"]
    assert dict(scale("ar")[0].label.by_language) == {"ar": "Yes"}
    assert str(scale("es-MX")[0].label) == "Sí"
    assert parse(document(drafting_in("ar"))).languages == ("ar",)


def drafting_in(language: str) -> DraftSet:
    return DraftSet("T", ONE.stages, language=language)


def test_who_knows_the_language_better_says_it():
    assert instrument(ONE, language="pt").languages == ("pt",)
    assert instrument(ONE, key="own").key == "own"


def test_the_leftover_is_kept_in_the_document():
    found = DraftSet(
        "T", ONE.stages, leftover=(LeftLine(3, "A\u200fb: - c"), LeftLine(2_000_000, "x"))
    )
    text = document(found)
    assert [(one.line, one.text) for one in parse(text).leftover] == [
        (3, "A\u200fb: - c"), (999_999, "x")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("line: 3", "line: 0", "This must be a whole number from 1"),
        ("line: 3", "line: three", "This must be a whole number from 1"),
        ("text: A", "text: ''", "This is empty"),
        ("text: A", "words: A", "“words” is not a key that belongs here"),
    ],
)
def test_a_spoiled_leftover_is_told_by_its_line(old: str, new: str, sentence: str):
    text = document(DraftSet("T", ONE.stages, leftover=(LeftLine(3, "A"),)))
    assert old in text
    with pytest.raises(NotAQuestionSet, match=sentence):
        parse(text.replace(old, new))


def test_a_title_comes_from_the_files_name_when_nothing_else_gives_one():
    assert read(b"- Is it?", "C:\\lists\\my_own-list.v2.txt").title == "my own list.v2"
    assert read(b"- Is it?").title == "Checklist"
