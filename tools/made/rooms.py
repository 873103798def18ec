"""docs/reference/rooms.md: each room and what each of its files is for, from their first lines."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tools.pages import code, page, sentence, table
from tools.step import ROOT

PACKAGE = ROOT / "barnraise"


def make() -> dict[str, str]:
    """The page."""
    return {
        "docs/reference/rooms.md": page(
            "Rooms",
            "A room is a folder under `barnraise` for one thing in a partnership's world. "
            "A room may import from those that stand below it, never from one above.",
            table(
                ("Room", "What it is for"),
                [(code(name), purpose(folder(name))) for name in rooms()],
            ),
            *(part for name in rooms() for part in _room(folder(name))),
        )
    }


def folder(name: str) -> Path:
    """Where a room is."""
    return PACKAGE / name


def rooms() -> list[str]:
    """The rooms that there are, the highest first; one without a place in the order comes last."""
    there = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    placed = [name for name in _order() if name in there]
    return [*placed, *sorted(there.difference(placed))]


def _order() -> list[str]:
    """The layers that the import linter keeps, the highest first."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = said["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    return [name.strip(" ()") for layer in layers for name in layer.split("|")]


def purpose(path: Path) -> str:
    """The first line of a module, or of a folder's `__init__.py`."""
    file = path / "__init__.py" if path.is_dir() else path
    if not file.exists():
        return ""
    return sentence(ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))))


def _room(path: Path) -> Iterator[str]:
    yield f"## {path.name}"
    yield purpose(path)
    rows = [(code(file.relative_to(path).as_posix()), purpose(file)) for file in _files(path)]
    yield table(("File", "Purpose"), rows) if rows else ""


def _files(path: Path) -> list[Path]:
    """The files of a room that say something, folder by folder; migrations speak for themselves."""
    found = [file for file in path.rglob("*.py") if "migrations" not in file.parts]
    told = [file for file in found if file.name != "__init__.py" or file.parent != path]
    return sorted(
        (file for file in told if purpose(file)), key=lambda file: (file.parent != path, str(file))
    )
