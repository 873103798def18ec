"""The page that follows one word through the code: every file and name on it is there, in order."""

import re
from pathlib import Path

from tests.docs.papers import text_of
from tools.step import ROOT

PAPER = ROOT / "docs/explanation/a-save-from-finger-to-disk.md"
STEP = re.compile(r"`([\w/]+\.(?:py|js)):(\w+)`")
SCRIPTS = ROOT / "barnraise/workbook/static/workbook/js"


def steps() -> list[tuple[Path, str]]:
    """Each file the page names, and the thing in it."""
    named = STEP.findall(text_of(PAPER))
    return [(_file(path), name) for path, name in named]


def _file(path: str) -> Path:
    return (SCRIPTS if path.endswith(".js") else ROOT / "barnraise") / path


def test_every_file_is_there_and_speaks_of_what_the_page_names() -> None:
    assert len(steps()) >= 17
    missing = [
        f"{path}: {name}"
        for path, name in steps()
        if not path.exists() or not re.search(rf"\b{name}\b", path.read_text(encoding="utf-8"))
    ]
    assert missing == []


def test_on_the_server_each_step_leads_to_the_next() -> None:
    chain = [
        ("workbook/offline/sync_views.py", "save"),
        ("workbook/save/views.py", "save"),
        ("workbook/save/save.py", "draft_of"),
        ("workbook/save/save.py", "group_commit"),
        ("workbook/save/save.py", "locked_here"),
        ("workbook/save/save.py", "keep_held"),
        ("workbook/models/log.py", "rejections_of"),
        ("workbook/models/log.py", "append"),
        ("ledger/append.py", "add_entries"),
        ("ledger/writer.py", "durability"),
    ]
    named = {name for _path, name in steps()} | {"durability"}
    for path, name in chain:
        text = (ROOT / "barnraise" / path).read_text(encoding="utf-8")
        assert re.search(rf"\b{name}\(|\b{name}\.", text), f"{path} no longer calls {name}"
        assert name in named, f"the page does not speak of {name}"
