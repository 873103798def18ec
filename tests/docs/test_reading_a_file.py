"""The twenty lines of Python in the paper on workbook files read one, with nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

from barnraise.workbook.files.export_file import export_file
from tests.cast import a_draft, a_table
from tests.deadline import DEADLINE
from tests.docs.papers import fences, text_of
from tools.step import ROOT

pytestmark = pytest.mark.django_db

PAPER = ROOT / "docs/explanation/a-file-that-outlives-the-server.md"


def read(script: str, file: Path) -> str:
    """What the lines print, in a Python that has no library but its own."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", script, str(file)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=DEADLINE,
        check=True,
    )
    return done.stdout


def test_twenty_lines_print_what_stands_and_notice_a_changed_word(tmp_path: Path) -> None:
    [script] = fences(text_of(PAPER), "python")
    assert len(script.strip().splitlines()) <= 20
    table = a_table("Juniper Bend")
    first = a_draft("text/text-1", text="We have a map.")
    table.workbook.keep([first], by=table.writer)
    second = a_draft("text/text-1", first.id, text="We have a map and a list. 🙏")
    table.workbook.keep([second, a_draft("now/gather", here=True)], by=table.second)
    file = tmp_path / "workbook.json"
    file.write_bytes(export_file(table.workbook))
    lines = read(script, file).splitlines()
    assert lines[0] == "Juniper Bend as it was"
    assert [line.partition("  ")[2] for line in lines[1:]] == [
        "text/text-1  Chloe  We have a map and a list. 🙏",
        "now/gather  Chloe  True",
    ]
    file.write_bytes(file.read_bytes().replace(b"a list", b"two lists"))
    assert read(script, file).startswith("Juniper Bend DAMAGED OR EDITED")
