"""What a paper tells people to say exists: targets of make, commands, settings, examples."""

import re
from pathlib import Path

import pytest

from barnraise.house.cli.main import parser
from barnraise.instruments.parser import parse
from tests.docs.papers import code_in, fences, papers, text_of, told
from tools.made.commands import under
from tools.made.settings import OF_TESTS, OF_THE_PROGRAM
from tools.step import ROOT

MAKE = re.compile(r"(?<![\w/.-])make ([a-z]+)")
COMMAND = re.compile(r"(?:(?<![\w/@:.-])|(?<=bin/))barnraise ([a-z]+)(?: ([a-z]+))?")
SETTING = re.compile(r"\bBARNRAISE_[A-Z_]+\b")
QUESTION_SETS = ROOT / "docs/how-to/write-a-question-set.md"


def _targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.M))


def _is_known(command: str, verb: str) -> bool:
    """Whether the command line has this command and, where commands stand under it, this verb."""
    commands = under(parser())
    if command not in commands:
        return False
    verbs = under(commands[command][0])
    return not verb or not verbs or verb in verbs


@pytest.mark.parametrize("paper", papers(), ids=told)
def test_every_target_of_make_in_a_paper_exists(paper: Path) -> None:
    said = {name for code in code_in(text_of(paper)) for name in MAKE.findall(code)}
    assert said <= _targets(), f"{told(paper)} names targets that the Makefile does not have"


@pytest.mark.parametrize("paper", papers(), ids=told)
def test_every_command_in_a_paper_exists(paper: Path) -> None:
    said = {found for code in code_in(text_of(paper)) for found in COMMAND.findall(code)}
    unknown = [" ".join(found).strip() for found in said if not _is_known(*found)]
    assert not unknown, f"{told(paper)} names commands that there are not: {unknown}"


@pytest.mark.parametrize("paper", papers(), ids=told)
def test_every_setting_in_a_paper_exists(paper: Path) -> None:
    known = {name for name, *_rest in (*OF_THE_PROGRAM, *OF_TESTS)}
    assert set(SETTING.findall(text_of(paper))) <= known, f"{told(paper)} names unknown settings"


def test_every_example_of_a_question_set_parses() -> None:
    examples = fences(text_of(QUESTION_SETS), "yaml")
    assert examples
    for example in examples:
        assert parse(example, name=told(QUESTION_SETS)).questions
