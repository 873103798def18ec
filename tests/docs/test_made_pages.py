"""Generated pages say what the program says, and leave nothing out."""

import re

import pytest

from barnraise.workbook.fields.kinds import KINDS
from tools.docs import pages
from tools.made.fields import MEANING
from tools.made.rooms import folder, purpose, rooms
from tools.made.settings import OF_TESTS, OF_THE_PROGRAM
from tools.pages import MADE
from tools.step import ROOT

ASKED = re.compile(r"environ(?:\.get\(|\.setdefault\(|\[)\"([A-Z_]+)\"")
OWN = re.compile(r"\bBARNRAISE_[A-Z_]+\b")
ENV = ROOT / "barnraise/house/env.py"


def test_no_generated_page_differs_from_what_the_program_makes() -> None:
    for path, text in pages():
        assert path.exists(), f"{path.name} is missing; say `make docs`"
        assert path.read_text(encoding="utf-8") == text, f"{path.name} differs; say `make docs`"


def test_the_same_program_makes_the_same_pages() -> None:
    assert dict(pages()) == dict(pages())


def test_every_generated_page_says_so_at_its_top() -> None:
    for path, text in pages():
        assert MADE in text.splitlines()[:3], path.name


def test_no_generated_page_names_this_machine() -> None:
    for path, text in pages():
        assert str(ROOT) not in text, path.name


def test_every_variable_that_the_program_reads_is_a_setting() -> None:
    listed = {name for name, *_rest in OF_THE_PROGRAM}
    asked = set(ASKED.findall(ENV.read_text(encoding="utf-8")))
    assert asked
    assert asked == listed


def test_every_variable_of_our_own_is_explained() -> None:
    listed = {name for name, *_rest in (*OF_THE_PROGRAM, *OF_TESTS)}
    files = [
        path for room in ("barnraise", "tools", "tests") for path in (ROOT / room).rglob("*.py")
    ]
    said = {name for path in files for name in OWN.findall(path.read_text(encoding="utf-8"))}
    assert said <= listed


@pytest.mark.parametrize("room", rooms())
def test_every_room_says_what_it_is_for(room: str) -> None:
    page = (ROOT / "docs/reference/rooms.md").read_text(encoding="utf-8")
    assert purpose(folder(room))
    assert f"## {room}\n" in page


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_field_is_explained(kind: str) -> None:
    assert MEANING.get(kind), f"say in tools/made/fields.py what {kind} is"
