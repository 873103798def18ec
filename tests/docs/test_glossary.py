"""The glossary speaks of what is there, and screens keep to its words."""

import re

import pytest

from barnraise.partnerships.models import Role
from barnraise.workbook.fields.kinds import KINDS
from tests.docs.papers import text_of
from tools.catalog import english, known_in, texts
from tools.step import ROOT

GLOSSARY = text_of(ROOT / "docs/glossary.md")
ROW = re.compile(r"^\| (?!---|word )(.+?) \| (.*?) ?\| (.+?) \| ?(.*?) ?\|$", re.M)
NAME = re.compile(r"`([\w.]+)`")
AVOIDED = ("score", "grade", "fail", "maturity", "compliance", "beneficiar", "at-risk", "minority")


def _code() -> str:
    """All Python of the program."""
    return "\n".join(text_of(path) for path in sorted((ROOT / "barnraise").rglob("*.py")))


def _named() -> set[str]:
    return {name for *_words, code in ROW.findall(GLOSSARY) for name in NAME.findall(code)}


def test_every_name_in_the_glossary_is_in_the_code() -> None:
    said = set(re.findall(r"\w+", _code()))
    missing = [name for name in _named() if not said.issuperset(name.split("."))]
    assert not missing


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_field_is_a_word_of_the_glossary(kind: str) -> None:
    assert kind in _named()


@pytest.mark.parametrize("role", Role.names)
def test_every_role_is_a_word_of_the_glossary(role: str) -> None:
    assert f"Role.{role}" in _named()


def test_a_word_stands_in_the_glossary_once() -> None:
    words = [word for word, *_rest in ROW.findall(GLOSSARY)]
    assert len(set(words)) == len(words) > len(KINDS)


@pytest.mark.parametrize("word", AVOIDED)
def test_the_glossary_lists_the_words_that_screens_avoid(word: str) -> None:
    avoided = GLOSSARY.partition("## Words we avoid")[2].lower()
    assert word in avoided


def test_no_screen_says_a_word_we_avoid() -> None:
    said = [text for message in texts(known_in(ROOT)) for text in english(message)]
    assert len(said) > 100
    found = [text for text in said if any(word in text.lower() for word in AVOIDED)]
    assert [text for text in found if "No score, no level" not in text] == []
