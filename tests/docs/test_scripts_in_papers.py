"""Where the scripts are told of, they are told of as they are."""

import re

from tests.docs.papers import text_of
from tools.step import ROOT

SCRIPTS = ROOT / "barnraise/workbook/static/workbook/js"
NAMED = re.findall(r"`([\w/]+\.js)`", text_of(ROOT / "docs/explanation/sync.md"))


def test_every_script_that_is_named_is_there() -> None:
    assert NAMED
    assert [name for name in NAMED if not (SCRIPTS / name).is_file()] == []


def test_every_folder_of_scripts_is_named() -> None:
    folders = {path.parent.name for path in SCRIPTS.rglob("*.js")}
    assert {(SCRIPTS / name).parent.name for name in NAMED} == folders
