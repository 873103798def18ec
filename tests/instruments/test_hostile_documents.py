"""Documents made to hurt: each is refused quickly, with a sentence."""

import time

import pytest

from barnraise.instruments import yamltree
from barnraise.instruments.parser import NotAQuestionSet, decoded, parse

from .samples import SMALL, problems, spoiled, told

BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n"
    for before, name in zip("abcdefghijklmnopqrstuvwxy", "bcdefghijklmnopqrstuvwxyz", strict=True)
)
STAGE = (
    "  - {key: s%d, title: {en: S}, questions: [{key: q%d, label: {en: Q}, wording: {en: Q}}]}\n"
)
HEAD = "format: question-set/1\nkey: k\nversion: 1\nlanguages: [en]\ntitle: {en: K}\nstages:\n"


def many_questions(count: int) -> str:
    rows = [f"      - {{key: q{n}, label: {{en: Q}}, wording: {{en: Q}}}}\n" for n in range(count)]
    half = count // 2
    first = "  - key: a\n    title: {en: A}\n    questions:\n" + "".join(rows[:half])
    return HEAD + first + "  - key: b\n    title: {en: B}\n    questions:\n" + "".join(rows[half:])


@pytest.fixture(params=["libyaml", "python"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """What is refused does not depend on which of PyYAML's parsers a machine has."""
    if request.param == "python":
        monkeypatch.setattr(yamltree, "LOADER", yamltree.yaml.SafeLoader)


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "garden.yaml:1: document: The document is empty."),
        ("# only a comment\n", "The document is empty."),
        (BOMB, "The shortcut “*a” is not allowed; write the words out."),
        (BOMB, "The mark “&a” is not allowed; delete it."),
        ("a: &a [*a]", "The shortcut “*a” is not allowed"),
        ("base: &base {en: x}\ntitle:\n  <<: *base\n", "The shortcut “*base” is not allowed"),
        ("!!python/object/apply:os.system ['true']", "python/object/apply:os.system”"),
        ("key: !!binary aGk=", "The type “tag:yaml.org,2002:binary” is not allowed"),
        ("key: ! x", "The type “!” is not allowed"),
        (
            spoiled("key: garden", "key: garden\nkey: other"),
            "“key” is given twice (first on line 2)",
        ),
        (SMALL + "---\n" + SMALL, "A second document begins here (---)"),
        ("[" * 30, "This is nested more than 20 levels deep."),
        ("- " * 30 + "x", "This is nested more than 20 levels deep."),
        ("{a: " * 5_000, "This is nested more than 20 levels deep."),
        ("a:\n\t- b", "garden.yaml:2: document: This line begins with a tab; indent with spaces."),
        ("a: b: c", "This cannot be read as YAML"),
        ("a: 'b", "This cannot be read as YAML"),
        ("%YAML 3.0\n---\na", "This cannot be read as YAML"),
        ("? [a]\n: b", "A key must be a single word."),
        ("just words", "This must hold keys, such as format, key, version."),
        ("- a list", "This must hold keys, such as format, key, version."),
        ("a\x00b", "There is a character here that cannot be shown (U+0000); delete it."),
        ("a: b\nc: \x1b[31m", "garden.yaml:2: document: There is a character here"),
        ("a: \ud800", "There is a character here that cannot be shown (U+D800)"),
        (spoiled("en: Soil", 'en: "So\\0il"'), "The character U+0000 cannot be shown; delete it."),
        (spoiled("en: Soil", 'en: "So\\eil"'), "The character U+001B cannot be shown; delete it."),
        (spoiled("en: Soil", 'en: "So\\U00110000il"'), "garden.yaml:"),
        (spoiled("en: Soil", 'en: "So\\uD800il"'), "garden.yaml:"),
    ],
)
def test_a_hostile_text_is_refused_with_a_sentence(text: str, sentence: str):
    assert sentence in told(text)


def test_a_document_over_a_megabyte_is_refused_unread():
    assert "larger than 1,000,000 bytes" in told(SMALL + "#" * 1_000_000)
    assert "larger than 1,000,000 bytes" in told("# " + "é" * 500_001)
    with pytest.raises(NotAQuestionSet, match="larger"):
        decoded(b"\xff" * 1_000_001)


def test_fifty_stages_fit_and_one_more_does_not():
    assert len(parse(HEAD + "".join(STAGE % (n, n) for n in range(50))).stages) == 50
    assert "There are 51 items here; at most 50 fit." in told(
        HEAD + "".join(STAGE % (n, n) for n in range(51))
    )


def test_a_thousand_questions_fit_and_one_more_does_not():
    assert len(parse(many_questions(1_000)).questions) == 1_000
    assert "There are 1,001 questions; at most 1,000 fit." in told(many_questions(1_001))


@pytest.mark.parametrize(
    "text",
    [
        "[" + "a," * 499_000 + "]",
        "\n".join(f"k{number}: x" for number in range(90_000)),
        "stages: [" + "{}," * 300_000 + "]",
        HEAD + "x" * 900_000 + ": y",
        "a: '" + "''" * 499_000,
        "- " * 499_000,
        "&a " * 300_000,
        "!" * 999_000,
        "[" + "? " * 400_000,
    ],
    ids=["commas", "keys", "tables", "long key", "quotes", "dashes", "marks", "tags", "queries"],
)
def test_a_megabyte_made_to_be_slow_is_refused_within_seconds(text: str):
    began = time.process_time()
    assert 0 < len(problems(text)) <= 50
    assert time.process_time() - began < 10
