"""A module is named for what it is, and a class name means one thing in the whole program."""

import ast
from collections import defaultdict
from pathlib import Path

from tools.step import ROOT

PACKAGE = ROOT / "barnraise"

# Modules that end in -ing, and why the word is a thing and no activity.
ENDING_IN_ING = {
    "house/backups/staging.py": "a staging place, as builders and databases have it",
    "ledger/standing.py": "what stands: a word of the glossary",
    "workbook/state/wording.py": "the wording of a choice or a label",
}

CONCRETE = "abstract in the ledger, a table of the workbook's"

# Public class names with more than one meaning, the rooms that have them, and why.
IN_SEVERAL_ROOMS = {
    "Code": ("ledger sandbox", "to be renamed"),
    "Entry": ("ledger workbook", CONCRETE),
    "Erased": ("ledger workbook", CONCRETE),
    "Erasure": ("ledger workbook", CONCRETE),
    "Replacement": ("ledger workbook", CONCRETE),
    "SetAside": ("ledger workbook", CONCRETE),
    "Standing": ("ledger workbook", CONCRETE),
    "TextPiece": ("instruments workbook", "to be renamed"),
}


def modules() -> list[Path]:
    """Every module of the program, as a path inside it."""
    found = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def ending_in_ing() -> set[str]:
    """Modules and folders that are named so."""
    return {
        path.as_posix()
        for path in modules()
        if path.stem.endswith("ing") or (path.stem == "__init__" and path.parent.name[-3:] == "ing")
    }


def rooms_of_class_names() -> dict[str, set[str]]:
    """Every public class name at the top of a module, and the rooms in which it is defined."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].add(path.parts[0])
    return found


def in_several_rooms() -> dict[str, str]:
    """The names that more than one room has."""
    return {
        name: " ".join(sorted(rooms))
        for name, rooms in rooms_of_class_names().items()
        if len(rooms) > 1
    }


def test_no_module_is_named_for_an_activity() -> None:
    new = ending_in_ing() - {*ENDING_IN_ING}
    assert not new, f"name these for what they are, or list them with a reason: {sorted(new)}"


def test_a_class_name_means_one_thing() -> None:
    listed = {name: rooms for name, (rooms, _reason) in IN_SEVERAL_ROOMS.items()}
    new = {name: rooms for name, rooms in in_several_rooms().items() if listed.get(name) != rooms}
    assert not new, f"give these another name, or list them with a reason: {new}"


def test_the_lists_of_exceptions_hold_nothing_that_is_over() -> None:
    over = {*ENDING_IN_ING} - ending_in_ing() | {*IN_SEVERAL_ROOMS} - {*in_several_rooms()}
    assert not over, f"take these out of the lists: {sorted(over)}"
