"""docs/reference/rooms.md: each room, its folders and what each file is for, from first lines."""

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
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    return [name.strip(" ()") for layer in layers for name in layer.split("|")]


def purpose(path: Path) -> str:
    """The first line of a module, or of a folder's `__init__.py`."""
    file = path / "__init__.py" if path.is_dir() else path
    if not file.exists():
        return ""
    return sentence(ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))))


def _room(path: Path) -> Iterator[str]:
    """A room's own files, then folder by folder."""
    yield f"## {path.name}"
    yield purpose(path)
    if not (own := _files(path)) and not _folders(path):
        yield "All of it is in its `__init__.py`."
    yield _table(own)
    for each in _folders(path):
        yield f"### {each.relative_to(PACKAGE).as_posix()}"
        yield purpose(each)
        yield _table(_files(each))


def _table(files: list[Path]) -> str:
    rows = [(code(file.name), purpose(file)) for file in files]
    return table(("File", "Purpose"), rows) if rows else ""


def _folders(room: Path) -> list[Path]:
    """The folders of a room, each before those inside it; migrations speak for themselves."""
    found = [file.parent for file in room.rglob("__init__.py") if "migrations" not in file.parts]
    return sorted(path for path in found if path != room and (purpose(path) or _files(path)))


def _files(folder: Path) -> list[Path]:
    """The files in a folder that say something; its `__init__.py` speaks for the folder."""
    return sorted(
        file for file in folder.glob("*.py") if file.name != "__init__.py" and purpose(file)
    )
