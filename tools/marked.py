"""Finds every text that is marked for translation, in Python and in templates, place by place."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

PACKAGE = "barnraise"
ONE, MANY, HERE, HERE_MANY = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), ONE),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), MANY),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), HERE),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), HERE_MANY),
}


@dataclass(frozen=True)
class Marked:
    """A text as gettext knows it: `id` is (one,) or (one, many), `context` often None."""

    id: tuple[str, ...]
    context: str | None
    place: str  # the file, from the project's root

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext looks up."""
        return self.context, self.id[0]


def marked_in(root: Path) -> Iterator[Marked]:
    """Every marked text under root/barnraise, by file and then from top to bottom."""
    for path in sorted((root / PACKAGE).rglob("*")):
        place = path.relative_to(root).as_posix()
        if path.suffix == ".py":
            yield from _in_python(path.read_bytes(), place)
        elif path.suffix == ".html" and "templates" in path.parts:
            yield from _in_python(_as_python(path.read_text(encoding="utf-8"), place), place)


def _as_python(template: str, place: str) -> bytes:
    """A template with its marked texts as calls and everything else blanked out.

    In one pair of parentheses, because Python would stumble over how templates are indented.
    """
    return f"(\n{templatize(template, origin=place)}\n)\n".encode()


def _in_python(source: bytes, place: str) -> Iterator[Marked]:
    for _line, message, _comments, context in extract("python", BytesIO(source), KEYWORDS):
        words = (message,) if isinstance(message, str) else tuple(message)
        yield Marked(words, context, place)
