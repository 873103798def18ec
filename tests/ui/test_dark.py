"""In the dark nothing changes but colors; so only what they decide is looked for again there."""

import re

from tools.step import ROOT

STYLES = sorted((ROOT / "barnraise").rglob("static/*/css/*.css"))
DARK = re.compile(r"@media[^{]*prefers-color-scheme[^{]*\{\s*[^{}]+\{([^{}]*)\}\s*\}")
COLOR = re.compile(r"--[\w-]+:\s*#[0-9a-f]{3,8}|--shadow:\s*none|--[\w-]+:\s*rgb\([^()]*\)|")


def test_in_the_dark_nothing_changes_but_colors() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in STYLES)
    blocks = DARK.findall(text)
    assert len(blocks) == text.count("prefers-color-scheme") > 0
    changes = [each.strip() for block in blocks for each in block.split(";")]
    assert [each for each in changes if not COLOR.fullmatch(each)] == []


def test_no_script_and_no_template_asks_how_light_it_is() -> None:
    kinds = ("*.js", "*.html")
    files = [path for kind in kinds for path in (ROOT / "barnraise").rglob(kind)]
    assert files
    assert not [
        path for path in files if "prefers-color-scheme" in path.read_text(encoding="utf-8")
    ]
