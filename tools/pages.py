"""Markdown as the generated pages write it, and a Django that is ready to be asked about itself."""

import os
import tempfile
from collections.abc import Iterable, Sequence

import django
from django.apps import apps

MADE = "*This page is made from the program by `make docs`; change the program, not the page.*"


def page(title: str, *parts: str) -> str:
    """A whole page: its title, the line that says who makes it, and its parts."""
    return "\n\n".join([f"# {title}", MADE, *(part.strip("\n") for part in parts if part)]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, one line a row."""
    lines = [_row(heads), _row(["---"] * len(heads)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_cell(text) for text in cells)} |"


def _cell(text: str) -> str:
    """One line, in which a bar does not end the cell."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """Words of the program, or nothing."""
    return f"`{text}`" if text else ""


def sentence(docstring: str | None) -> str:
    """A docstring's first paragraph in one line."""
    return " ".join((docstring or "").strip().partition("\n\n")[0].split())


def ready() -> None:
    """Set Django up, with a data folder that is thrown away when nobody has chosen one."""
    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "barnraise.house.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("BARNRAISE_DATA", folder)
        django.setup()
