"""What a module says about itself, that it is pure, is what the walls hold it to."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tools.step import ROOT

CONTRACT = "Pure files do not reach Django"
PURE = re.compile(r"\bPure[.;]")


def _contract() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    return next(contract for contract in contracts if contract["name"] == CONTRACT)


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _says_pure(source: str) -> bool:
    """Whether the first paragraph of a module's docstring says so."""
    docstring = ast.get_docstring(ast.parse(source)) or ""
    return bool(PURE.search(docstring.partition("\n\n")[0]))


def _pure_modules() -> Iterator[str]:
    for path in sorted((ROOT / "barnraise").rglob("*.py")):
        if _says_pure(path.read_text(encoding="utf-8")):
            yield _module(path)


def _is_held(module: str, listed: set[str]) -> bool:
    """Whether the contract lists the module, or a package that it is in."""
    parts = module.split(".")
    return any(".".join(parts[:count]) in listed for count in range(1, len(parts) + 1))


def test_every_module_that_says_it_is_pure_is_held_to_it() -> None:
    listed = set(_contract()["source_modules"])
    pure = list(_pure_modules())
    assert len(pure) > 90
    missing = [module for module in pure if not _is_held(module, listed)]
    assert not missing, f"list these under “{CONTRACT}” in pyproject.toml"


def test_every_module_that_is_held_to_it_is_there() -> None:
    there = {_module(path) for path in (ROOT / "barnraise").rglob("*.py")}
    assert set(_contract()["source_modules"]) <= there


def test_the_contract_forbids_django() -> None:
    assert "django" in _contract()["forbidden_modules"]


def test_a_package_that_is_listed_holds_what_is_in_it_and_nothing_beside_it() -> None:
    listed = {"barnraise.a", "barnraise.b.c"}
    assert _is_held("barnraise.a.x", listed)
    assert _is_held("barnraise.b.c", listed)
    assert not _is_held("barnraise.b.cd", listed)
    assert not _is_held("barnraise.b", listed)


def test_only_the_first_paragraph_says_it() -> None:
    assert _says_pure('"""Joins two texts. Pure; the other one writes."""')
    assert not _says_pure('"""Joins two texts.\n\nPure. But too late."""')
    assert not _says_pure('"""Joins pure texts."""')
