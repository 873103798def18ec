"""From text with or without HTML in it to pieces. Pure.

A whole web page and a note with a pasted table are read by the same rules, but for one: in a page
line breaks mean nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from barnraise.instruments.importers.characters import flat, says
from barnraise.instruments.importers.errors import MAX_DEEP, MAX_PIECES, too_deep, too_large
from barnraise.instruments.importers.line_marks import begins_anew
from barnraise.instruments.importers.pieces import DocumentPiece, Held
from barnraise.instruments.importers.tags import BLOCKS, SUNK, Tag, cut

MAX_SPAN = 100
_PAGE = re.compile(r"\s*(?:<!doctype\s+html|<html[\s>]|<\?xml[^>]*>\s*<(?:!doctype|html))", re.I)
_BOXES = {"div", "section", "ul", "ol"}
_BESIDE = re.compile(
    r"(?<![\w-])(?:comments?|share\w*|social|sidebar|nav\w*|menu|breadcrumbs?|cookies?|related"
    r"|(?:page-)?metadata)"
    r"(?![\w-])",
    re.I,
)
_DEEP = {"div", "ul", "ol", "table", "blockquote", "section", "article", "fieldset", "dl"}


def pieces(text: str) -> list[DocumentPiece]:
    """All pieces, in order."""
    return _Reader(text).read()


@dataclass
class _Place:
    """What holds the text that is being read."""

    held: Held = ""
    level: int = 0
    row: int = 0
    column: int = 0
    wide: int = 1  # columns of this cell
    heads: bool = False
    spans: bool = False


@dataclass
class _Reader:
    text: str
    page: bool = False
    line: int = 1
    began: int = 1
    rows: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # columns, and the first row that is free
    lists: int = 0
    deep: int = 0
    sunk: int = 0
    pre: bool = False
    hidden: str = ""  # the tag that began a menu, its comments or the like
    within: int = 0
    silent: bool = True
    last: dict[str, int] = field(default_factory=dict)
    href: str = ""
    now: list[str] = field(default_factory=list)
    place: _Place = field(default_factory=_Place)
    made: list[DocumentPiece] = field(default_factory=list)

    def read(self) -> list[DocumentPiece]:
        self.page = _PAGE.match(self.text[:2_000]) is not None
        lower = self.text.lower()
        self.last = {name: lower.rfind(f"</{name}") for name in SUNK | _BOXES}
        for found in cut(self.text):
            if isinstance(found, Tag):
                self.tag(found)
            elif found == "\n":
                self.line += 1
                self.newline()
            else:
                self.words(found)
        self.flush()
        return self.made

    def words(self, text: str) -> None:
        if not self.now or (self.page and self.silent):
            self.began, self.silent = self.line, True
        self.silent = self.silent and not text.strip()
        self.now.append(text)

    def newline(self) -> None:
        if self.page and not self.pre:
            self.now += [" "] * bool(self.now)
        elif self.place.held == "" and not self.place.row:
            before = len(self.made)
            self.flush()
            if len(self.made) == before:
                self.add(DocumentPiece("", self.line, "blank"))
        elif self.now:
            self.now.append("\n")

    def add(self, piece: DocumentPiece) -> None:
        if len(self.made) >= MAX_PIECES:
            raise too_large(f"The document has more than {MAX_PIECES:,} lines.")
        self.made.append(piece)

    def flush(self) -> None:
        raw, self.now = "".join(self.now), []
        for offset, part in self._parts(raw):
            self._emit(part, self.began + offset)

    def _parts(self, raw: str) -> list[tuple[int, str]]:
        """Lines within an element belong together, unless one is blank or begins something new."""
        found: list[tuple[int, list[str]]] = []
        anew = True
        for offset, line in enumerate(raw.split("\n")):
            if not line.strip():
                anew = anew or offset > 0
            elif anew or begins_anew(line.strip()):
                found.append((offset, [line]))
                anew = False
            else:
                found[-1][1].append(line.strip())
        return [(offset, " ".join(lines)) for offset, lines in found]

    def _emit(self, raw: str, line: int) -> None:
        place = self.place
        # The tabs at a line's beginning stand for empty cells where others follow.
        text = flat(raw) if self.page or "\t" not in raw.strip() else raw.strip(" \r").rstrip()
        if not text or (not says(text) and place.held not in {"", "p"}):
            return
        held: Held = "aside" if self.sunk > 0 else place.held
        indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
        cell = (place.row, place.column, place.heads, place.spans)
        self.add(DocumentPiece(text, line, held, place.level, *cell, indent))

    def hold(self, held: Held, level: int = 0) -> None:
        """From here on the text is held by something else; its table cell stays."""
        self.flush()
        self.place.held, self.place.level = held, level

    def tag(self, tag: Tag) -> None:
        self._depth(tag)
        if tag.name in _BOXES:
            self._hide(tag)
        act = _ACTS.get(tag.name)
        if act is not None:
            act(self, tag)
        elif tag.name in BLOCKS:
            self._block(tag)
        elif tag.name in SUNK:
            self._sink(tag)
        elif tag.name in {"b", "strong"}:
            self.words("**")

    def _depth(self, tag: Tag) -> None:
        if tag.name in _DEEP:
            self.deep = max(0, self.deep + (-1 if tag.closing else 1))
            if self.deep > MAX_DEEP:
                raise too_deep()

    def _block(self, tag: Tag) -> None:
        self.pre = tag.name == "pre" and not tag.closing
        within = self.place.held in {"li", "box"} and tag.name in {"p", "div", "header"}
        if within and (tag.closing or not says("".join(self.now))):
            self.now.append(" ")  # <li><p>…</p></li> is one item
            return
        if "title" in tag.get("class").split() and not tag.closing:
            self.hold("h")
        else:
            self.hold("" if tag.closing or tag.name in {"html", "body", "head"} else "p")

    def _sink(self, tag: Tag) -> None:
        """What stands beside the text, if it is ever closed again."""
        self.flush()
        if tag.closing:
            self.sunk = max(0, self.sunk - 1)
        elif self.last[tag.name] >= tag.at:
            self.sunk += 1

    def _hide(self, tag: Tag) -> None:
        """What a page says of itself stands beside the text, until its box is closed."""
        if self.hidden:
            self.within += (-1 if tag.closing else 1) if tag.name == self.hidden else 0
            if not self.within:
                self.flush()
                self.hidden, self.sunk = "", max(0, self.sunk - 1)
        elif not tag.closing and self.last[tag.name] >= tag.at and _says_beside(tag):
            self.flush()
            self.hidden, self.within, self.sunk = tag.name, 1, self.sunk + 1

    def heading(self, tag: Tag) -> None:
        if tag.closing:
            self.hold("")
        else:
            self.hold("h", int(tag.name[1]))

    def list_(self, tag: Tag) -> None:
        self.hold("")
        self.lists = max(0, self.lists + (-1 if tag.closing else 1))

    def item(self, tag: Tag) -> None:
        if tag.closing:
            self.hold("")
        else:
            self.hold("li", max(0, self.lists - 1))

    def break_(self, tag: Tag) -> None:
        if self.place.held == "h":
            self.now.append(" ")
        elif self.place.held in {"li", "box"} or self.place.row:
            self.now.append("\n" if not self.page or self.pre else " ")
        else:
            self.flush()

    def rule(self, tag: Tag) -> None:
        self.hold("")
        self.add(DocumentPiece("", self.line, "rule"))

    def image(self, tag: Tag) -> None:
        if says(alt := flat(tag.get("alt"))):
            self.add(DocumentPiece(alt, self.line, "aside"))

    def input(self, tag: Tag) -> None:
        if tag.get("type").lower() in {"checkbox", "radio"}:
            self.hold("box", max(0, self.lists - 1))

    def table(self, tag: Tag) -> None:
        self.hold("")
        self.place, self.taken = _Place(), {}

    def row(self, tag: Tag) -> None:
        self.hold("")
        self.rows += not tag.closing
        self.place = _Place(row=0 if tag.closing else self.rows)

    def cell(self, tag: Tag) -> None:
        self.hold("")
        if tag.closing:
            return
        place, deep = self.place, _count(tag.get("rowspan"))
        column = place.column + place.wide
        while self.taken.get(column, 0) > self.rows:
            column += 1
        place.column, place.wide, place.held = column, _count(tag.get("colspan")), "p"
        place.heads, place.spans = tag.name == "th", deep > 1
        if deep > 1:
            self.taken |= dict.fromkeys(range(column, column + place.wide), self.rows + deep)

    def title(self, tag: Tag) -> None:
        self.hold("" if tag.closing else "meta")

    def note(self, tag: Tag) -> None:
        self.hold("")
        if not tag.closing and (key := tag.get("name")):
            self.add(DocumentPiece(key, self.line, "note"))

    def anchor(self, tag: Tag) -> None:
        """An address somebody would miss is kept, beside the text."""
        if tag.closing and self.href:
            if not self.sunk and self.href not in "".join(self.now):
                self.add(DocumentPiece(self.href, self.line, "aside"))
            self.href = ""
        elif not tag.closing:
            address = flat(tag.get("href"))
            self.href = address if address.startswith(("http://", "https://", "mailto:")) else ""


def _count(number: str) -> int:
    """For how many rows or columns a cell stands."""
    return max(1, min(int(number), MAX_SPAN)) if re.fullmatch("[0-9]{1,4}", number) else 1


def _says_beside(tag: Tag) -> bool:
    return _BESIDE.search(f"{tag.get('id')} {tag.get('class')}") is not None


_ACTS: dict[str, Callable[[_Reader, Tag], None]] = {
    **{f"h{level}": _Reader.heading for level in range(1, 7)},
    "ul": _Reader.list_, "ol": _Reader.list_, "li": _Reader.item, "br": _Reader.break_,
    "hr": _Reader.rule, "img": _Reader.image, "input": _Reader.input, "table": _Reader.table,
    "tr": _Reader.row, "td": _Reader.cell, "th": _Reader.cell, "title": _Reader.title,
    "textarea": _Reader.note, "a": _Reader.anchor,
}  # fmt: skip
