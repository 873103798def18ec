"""The papers for institutions name every table, cookie, secret and place on a device there is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.docs.papers import ROOT
from tests.docs.tables import tables

PAPERS = ROOT / "docs" / "for-institutions"
DATA_PROTECTION = (PAPERS / "data-protection.md").read_text(encoding="utf-8")
PROGRAM = ROOT / "barnraise"
NAMES = re.compile(r"`([a-z_.-]+)`")


def section(title: str) -> str:
    """What stands under a heading, up to the next."""
    return DATA_PROTECTION.partition(f"## {title}\n")[2].partition("\n## ")[0]


def first_column(text: str) -> set[str]:
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| ")]
    return {name for row in rows for name in NAMES.findall(row)}


def test_every_table_is_named_with_how_long_its_rows_are_kept() -> None:
    assert first_column(section("What is kept: the tables")) == set(tables())


@pytest.mark.django_db
def test_no_table_is_without_a_model_but_those_named() -> None:
    own = {"django_migrations"}
    assert set(connection.introspection.table_names()) - own <= set(tables())


def test_every_cookie_is_named() -> None:
    """By every call that sets one, and by every setting that names one, for Django or a script."""
    found = {getattr(settings, name) for name in dir(settings) if name.endswith("_COOKIE_NAME")}
    found -= {settings.SESSION_COOKIE_NAME}  # there are no sessions
    found |= {name for path in PROGRAM.rglob("*.py") for name in cookies_set_in(path)}
    bare = {name.removeprefix("__Host-").removeprefix("__Secure-") for name in found}
    named = first_column(section("What is kept on a device"))
    assert bare <= named, bare - named


def cookies_set_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr == "set_cookie" and node.args:
            yield str(cookie_name(node.args[0], constants))


def cookie_name(node: ast.expr, constants: dict[str, object]) -> object:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return constants[name]
        case ast.Attribute(attr=name):
            return getattr(settings, name)
    raise AssertionError(f"write the cookie's name so that it can be read: {ast.dump(node)}")


@pytest.mark.django_db
def test_a_visit_sets_no_cookie_that_is_not_named(client: Client) -> None:
    client.get("/")
    client.post("/language/", {"language": "es", "next": "/"})
    assert client.cookies
    named = first_column(section("What is kept on a device"))
    assert {name.removeprefix("__Host-") for name in client.cookies} <= named


def test_every_key_file_is_named() -> None:
    text = (PROGRAM / "house" / "settings.py").read_text(encoding="utf-8")
    keys = set(re.findall(r'keep_key\(DATA, "([^"]+)"\)', text))
    assert keys
    assert keys <= first_column(section("Secrets"))


def test_every_place_on_a_device_is_named() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in PROGRAM.rglob("*.js"))
    for word in ("indexedDB", "caches", "localStorage", "sessionStorage"):
        if f"{word}." in scripts:
            named = {"indexedDB": "IndexedDB", "caches": "cache"}.get(word, word)
            assert named in section("What is kept on a device"), word
