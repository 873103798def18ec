"""A link in a paper leads to something that is there."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.papers import anchors, links, papers, text_of, told


def _leads_nowhere(paper: Path, target: str) -> bool:
    name, _hash, anchor = unquote(target).partition("#")
    there = (paper.parent / name).resolve() if name else paper
    if not there.exists():
        return True
    return bool(anchor) and there.suffix == ".md" and anchor not in anchors(text_of(there))


@pytest.mark.parametrize("paper", papers(), ids=told)
def test_every_relative_link_resolves(paper: Path) -> None:
    dead = [target for target in links(text_of(paper)) if _leads_nowhere(paper, target)]
    assert not dead, f"{told(paper)} links to what is not there: {dead}"


def test_a_link_to_a_missing_file_or_heading_is_found(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("# One thing\n[a](paper.md#one-thing) [b](no.md) [c](#two)\n`[d](no.md)`\n")
    dead = [target for target in links(text_of(paper)) if _leads_nowhere(paper, target)]
    assert dead == ["no.md", "#two"]
