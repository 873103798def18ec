"""The papers keep their shape: short, and decisions with their four parts."""

from pathlib import Path

import pytest

from tests.docs.papers import HEADING, papers, text_of, told
from tools.made.rooms import rooms
from tools.pages import MADE
from tools.step import ROOT

DECISIONS = ROOT / "docs/decisions"
PARTS = ["Context", "Decision", "Consequences", "What would change our mind"]
NUMBERED = "[0-9][0-9][0-9][0-9]-*.md"


def test_the_readme_is_one_screen() -> None:
    assert len(text_of(ROOT / "README.md").splitlines()) <= 60


def written() -> list[Path]:
    """Papers that somebody wrote; a list of all files is as long as it is."""
    return [paper for paper in papers() if MADE not in text_of(paper)]


@pytest.mark.parametrize("paper", written(), ids=told)
def test_no_paper_is_longer_than_300_lines(paper: Path) -> None:
    assert len(text_of(paper).splitlines()) <= 300


def test_every_decision_has_its_four_parts_in_order() -> None:
    records = sorted(DECISIONS.glob(NUMBERED))
    assert records
    for record in records:
        headings = [each for each in HEADING.findall(text_of(record)) if each in PARTS]
        assert headings == PARTS, told(record)


def test_decisions_are_numbered_from_1_without_a_gap() -> None:
    numbers = [int(record.name[:4]) for record in sorted(DECISIONS.glob(NUMBERED))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_paper_on_architecture_names_every_room() -> None:
    paper = text_of(ROOT / "ARCHITECTURE.md")
    assert [room for room in rooms() if room not in paper] == []


def test_every_how_to_and_explanation_is_in_the_index() -> None:
    index = text_of(ROOT / "docs/README.md")
    there = [*(ROOT / "docs/how-to").glob("*.md"), *(ROOT / "docs/explanation").glob("*.md")]
    missing = [told(paper) for paper in sorted(there) if paper.name not in index]
    assert not missing, "docs/README.md does not lead to these"


def test_the_picture_in_the_readme_is_a_screenshot() -> None:
    picture = (ROOT / "docs/pictures/stage.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 250_000
