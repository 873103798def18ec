"""Every path that a how-to names leads to a file or a folder that there is."""

import re
from pathlib import Path

import pytest

from tests.docs.papers import code_in, text_of, told
from tools.step import ROOT

PATH = re.compile(r"(?:barnraise|tests|tools|docs)/[\w./-]*")
HOW_TOS = sorted((ROOT / "docs/how-to").glob("add-*.md"))


def test_there_are_how_tos_for_those_who_add_something() -> None:
    assert {paper.stem for paper in HOW_TOS} >= {"add-a-kind-of-field", "add-a-format"}


@pytest.mark.parametrize("paper", HOW_TOS, ids=told)
def test_each_path_is_there(paper: Path) -> None:
    paths = {path for code in code_in(text_of(paper)) for path in PATH.findall(code)}
    assert paths
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []
