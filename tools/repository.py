"""Rules about the files themselves: none names a package registry, none is too long or wide."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.step import ROOT

MAX_LINES = 300
COUNTED = {".py", ".js", ".css", ".html"}
MAX_WIDTH = 120
MEASURED = {".js", ".css", ".html"}  # the linter measures Python
SHIPPED = {"barnraise", "integrations"}
LEFT_OUT = {".venv", ".git", "data", "build", "node_modules", "__pycache__"}
# Written in pieces, so that this file does not name them either.
REGISTRIES = [
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("yarnpkg", "com"),
    ("jsdelivr", "net"),
    ("unpkg", "com"),
    ("cdnjs", "com"),
    ("ghcr", "io"),
    ("quay", "io"),
    ("docker", "io"),
    ("docker", "com"),
]
HOST = re.compile("|".join(rf"\b{name}\.{end}\b" for name, end in REGISTRIES))
INDEX = re.compile(r"^\s*--?(?:index-url|extra-index-url|find-links|i|f)\b", re.M)


def no_host() -> tuple[bool, str]:
    """No file sends anyone to a registry: where packages come from is for the machine to say."""
    found = []
    for path, text in _texts():
        pattern = INDEX if path.parts[0] == "requirements" and INDEX.search(text) else HOST
        found += [
            f"{path}:{_line(text, hit)}: {hit.group().strip()}" for hit in pattern.finditer(text)
        ]
    return not found, "\n".join(found)


def not_too_long() -> tuple[bool, str]:
    """A file of more than 300 lines holds more than one idea."""
    found = [
        f"{path}: {lines} lines, {MAX_LINES} at most"
        for path, text in _texts()
        if path.suffix in COUNTED and (lines := text.count("\n")) > MAX_LINES
    ]
    return not found, "\n".join(found)


def not_too_wide() -> tuple[bool, str]:
    """A line of a template, style sheet or module that cannot be read at a glance."""
    found = [
        f"{path}:{number}: {len(line)} characters, {MAX_WIDTH} at most"
        for path, text in _texts()
        if path.suffix in MEASURED and path.parts[0] in SHIPPED
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > MAX_WIDTH
    ]
    return not found, "\n".join(found)


def _line(text: str, hit: re.Match[str]) -> int:
    return text.count("\n", 0, hit.start()) + 1


def _texts() -> Iterator[tuple[Path, str]]:
    for path in _files():
        try:
            yield path, (ROOT / path).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, or a file just moved


def _files() -> list[Path]:
    """What git knows or would add; without git (an unpacked archive) all but what is made."""
    ask = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return sorted(Path(name) for name in said.split("\0") if name)
    except (OSError, subprocess.CalledProcessError):
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        return sorted(path for path in found if not LEFT_OUT.intersection(path.parts))
