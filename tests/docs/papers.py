"""The project's papers: every Markdown file that people read, its links, its code, its headings."""

import re
from collections.abc import Iterator
from pathlib import Path

from tools.step import ROOT

FENCE = re.compile(r"^( *)(```+|~~~+)([\w-]*)[^\n]*\n(.*?)^ *\2 *$", re.M | re.S)
SPAN = re.compile(r"(`+)(.+?)\1", re.S)
LINK = re.compile(
    r"\]\(\s*<?([^)\s>]+)>?[^)]*\)|^\[[^\]]+\]:\s*(\S+)|(?:src|href)=\"([^\"]+)\"", re.M
)
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.M)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")


def papers() -> list[Path]:
    """Markdown in the root and in docs."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def told(path: Path) -> str:
    """Where a paper is, for people."""
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    """What a paper says."""
    return path.read_text(encoding="utf-8")


def links(text: str) -> Iterator[str]:
    """What a paper links to inside the project; pictures count."""
    prose = SPAN.sub("", FENCE.sub("", text))
    for match in LINK.finditer(prose):
        target = next(group for group in match.groups() if group)
        if not ELSEWHERE.match(target):
            yield target


def anchors(text: str) -> set[str]:
    """The names by which a paper's headings can be linked to."""
    found: set[str] = set()
    for heading in HEADING.findall(FENCE.sub("", text)):
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        again = 0
        while (name := f"{slug}-{again}" if again else slug) in found:
            again += 1
        found.add(name)
    return found


def fences(text: str, language: str) -> list[str]:
    """The blocks of code in one language."""
    return [body for _indent, _mark, name, body in FENCE.findall(text) if name == language]


def code_in(text: str) -> Iterator[str]:
    """Every block and every span of code."""
    for _indent, _mark, _name, body in FENCE.findall(text):
        yield body
    for _mark, body in SPAN.findall(FENCE.sub("", text)):
        yield " ".join(body.split())
