"""The README names the formats that there are, and denies none of them."""

import re

import pytest

from barnraise.reports.formats import FORMATS
from tests.docs.papers import text_of
from tools.step import ROOT

# What people call a file with this ending.
CALLED = {
    "pdf": "PDF",
    "html": "HTML",
    "md": "Markdown",
    "docx": "Word",
    "xlsx": "spreadsheet",
    "csv": "CSV",
    "ics": "calendar",
}


def section() -> str:
    """What the README says is in this version."""
    return text_of(ROOT / "README.md").split("## What is in this version")[1].split("\n## ")[0]


def denied() -> str:
    """The sentences that say what is not there."""
    return " ".join(each for each in re.split(r"[.;]\s", section()) if "**not**" in each)


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_in_the_readme(name: str) -> None:
    assert CALLED[FORMATS[name].ending] in section()


def test_what_the_readme_names_is_a_format() -> None:
    assert {form.ending for form in FORMATS.values()} == set(CALLED)


def test_the_readme_denies_no_format() -> None:
    assert denied()
    assert [words for words in CALLED.values() if words.lower() in denied().lower()] == []
