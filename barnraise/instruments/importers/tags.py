"""Cuts a text into tags, line breaks and what stands between them, in one pass. Pure.

Only names that HTML knows make a tag, so that `<your name>` stays text. Nothing is ever looked
up or expanded: an entity is one character or it is text.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from barnraise.instruments.importers.errors import damaged

_BLOCKS = """address article blockquote body caption center dd details div dl dt fieldset
figcaption figure form frameset head header hgroup html legend main menu p pre section summary"""
_INLINE = """a abbr b base bdi bdo big cite code data datalist del dfn em embed font i iframe ins
kbd label link mark meta meter noscript object output param picture progress q rp rt ruby s samp
small source span strike strong sub sup svg template time track tt u var video audio wbr
canvas colgroup col tbody thead tfoot path g rect circle option optgroup"""
_OTHERS = "h1 h2 h3 h4 h5 h6 ul ol li br hr img input table tr td th title textarea"
BLOCKS = frozenset(_BLOCKS.split())
SUNK = frozenset({"nav", "footer", "aside", "select", "button"})
SKIPPED = frozenset({"script", "style"})
KNOWN = BLOCKS | SUNK | SKIPPED | {*_INLINE.split(), *_OTHERS.split()}

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*+)(?=[\s/>])([^<>]*+)>")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:-]*+)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]++)))?""")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ODD = re.compile(r"<(?:!--|!\[|![A-Za-z]|\?)")
_NEXT = re.compile(r"[<\n]")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and where it stood; `at` is its end in the text."""

    name: str
    closing: bool
    rest: str
    at: int

    def get(self, name: str) -> str:
        """An attribute's value, or ""."""
        for found in _ATTRIBUTE.finditer(self.rest[:4_000]):
            if found[1].lower() == name:
                return unescaped(found[2] or found[3] or found[4] or "")
        return ""


def unescaped(text: str) -> str:
    """The text with its character codes as characters."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def cut(text: str) -> Iterator[str | Tag]:
    """Texts, "\\n" for each line break, and tags, in order. Comments, scripts and styles are gone,
    but the line breaks in them are counted."""
    at, end, low = 0, len(text), _Closings(text)
    while at < end:
        found = _NEXT.search(text, at)
        stop = found.start() if found else end
        if stop > at:
            yield unescaped(text[at:stop])
        if found is None:
            return
        if text[stop] == "\n":
            yield "\n"
            at = stop + 1
            continue
        token, at = _angle(text, stop, low)
        if token:
            yield token
        yield from "\n" * text.count("\n", stop, at)


def _angle(text: str, at: int, low: "_Closings") -> tuple[str | Tag, int]:
    """What begins with “<”, and where it ends; "" is a comment or the like."""
    found = _TAG.match(text, at)
    if found and ((name := found[2].lower()) in KNOWN or ":" in name):
        end = found.end()
        if name in SKIPPED and not found[1]:
            end = low.after(f"</{name}", end)
        return Tag(name, bool(found[1]), found[3], found.end()), end
    if (odd := _ODD.match(text, at)) and (end := _declared(text, at, odd[0], low)) > at:
        return "", end
    return "<", at + 1


def _declared(text: str, at: int, sign: str, low: "_Closings") -> int:
    """Where a comment or declaration ends; `at` itself when it does not."""
    if sign == "<!--":
        return low.after("-->", at)
    close = low.after(">", at)
    if sign[:2] == "<!" and sign != "<![" and _declares(text[at:close]):
        raise damaged("The document declares entities of its own; copy its text and paste that.")
    return close


def _declares(declaration: str) -> bool:
    """Whether a declaration is one of entities, or a doctype with declarations of its own."""
    begin = declaration[:10].lower()
    return begin.startswith("<!entity") or (begin.startswith("<!doctype") and "[" in declaration)


class _Closings:
    """Where the next closing sign is, without looking twice for one that is not there."""

    def __init__(self, text: str) -> None:
        self.text, self.lower, self.gone = text, "", set[str]()

    def after(self, sign: str, at: int) -> int:
        """The place after the next `sign`, through its “>”; `at` when there is none."""
        if sign in self.gone:
            return at
        if not self.lower:
            self.lower = self.text.lower()
            if len(self.lower) != len(self.text):  # a few capitals grow when made small
                self.lower = self.text
        found = self.lower.find(sign, at)
        close = self.text.find(">", found) if found >= 0 else -1
        if close < 0:
            self.gone.add(sign)
            return at
        return close + 1
