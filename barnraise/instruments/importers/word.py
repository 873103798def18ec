"""From a Word document to pieces; lines are its paragraphs, counted from 1. Pure.

Read straight from the XML: only what is text matters here, and nothing in it is ever executed,
fetched or expanded. Text that was deleted with changes tracked is not part of the document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from barnraise.instruments.importers.characters import flat, says
from barnraise.instruments.importers.errors import (
    MAX_DEEP,
    MAX_PIECES,
    NotAChecklist,
    damaged,
    too_deep,
    too_large,
)
from barnraise.instruments.importers.lines import shaped
from barnraise.instruments.importers.pieces import DocumentPiece, Held
from barnraise.instruments.importers.styles import Styles, W, styles_of
from barnraise.instruments.importers.unzip import names, opened, part

_BESIDE = ("word/header", "word/footnotes", "word/endnotes", "word/footer")
_SYMBOLS = {"F0A8": "☐", "F06F": "☐", "F0FE": "☑", "F071": "☐", "F0B7": "•", "F072": "☐"}


def pieces(data: bytes) -> list[DocumentPiece]:
    """The document's pieces in order, then what stands in its margins."""
    with opened(data) as archive:
        styles = styles_of(part(archive, "word/styles.xml"))
        reader = _Reader(styles)
        reader.read(part(archive, "word/document.xml"))
        for beginning in _BESIDE:
            for name in names(archive, beginning):
                reader.beside = True
                reader.read(part(archive, name))
    return shaped(reader.made)


@dataclass
class _Paragraph:
    texts: list[str] = field(default_factory=list)
    style: str = ""
    level: int | None = None  # of its list
    outline: int | None = None


@dataclass(frozen=True)
class _Cell:
    row: int = 0
    column: int = 0
    wide: int = 1  # columns
    spans: bool = False  # several rows


@dataclass
class _Reader:
    styles: Styles
    line: int = 0
    rows: int = 0
    beside: bool = False
    skipping: int = 0
    open: list[_Paragraph] = field(default_factory=list)
    cells: list[_Cell] = field(default_factory=list)  # a table a level
    bold: bool = False
    box: bool = False
    made: list[DocumentPiece] = field(default_factory=list)

    def read(self, xml: bytes) -> None:
        deep = 0
        for event, element in events(xml):
            deep += 1 if event == "start" else -1
            if deep > MAX_DEEP:
                raise too_deep()
            tag = element.tag
            if tag.endswith(("}Fallback", "}moveFrom")):  # says again what stands elsewhere
                self.skipping += 1 if event == "start" else -1
            elif not self.skipping:
                self.tell(event, tag.removeprefix(W), element)
            if event == "end":
                element.clear()

    def tell(self, event: str, name: str, element: Element) -> None:
        if event == "start":
            self.start(name)
        elif name == "p":
            self.end_paragraph()
        elif name == "tbl" and self.cells:
            self.cells.pop()
        elif name in {"vMerge", "gridSpan"} and self.cells:
            self.merged(name, element.get(f"{W}val", ""))
        elif self.open:
            self.within(name, element)

    def merged(self, name: str, value: str) -> None:
        """A cell beside several rows, or over several columns."""
        if name == "vMerge":
            self.cells[-1] = replace(self.cells[-1], spans=value == "restart")
        elif value.isdecimal():
            self.cells[-1] = replace(self.cells[-1], wide=int(value[:2]) or 1)

    def start(self, name: str) -> None:
        if name == "p":
            self.line += 1
            self.open.append(_Paragraph())
        elif name == "tbl":
            self.cells.append(_Cell())
        elif name == "tr" and self.cells:
            self.rows += 1
            self.cells[-1] = _Cell(self.rows)
        elif name == "tc" and self.cells:
            last = self.cells[-1]
            self.cells[-1] = _Cell(last.row, last.column + last.wide)
        elif name == "r":
            self.bold = False

    def within(self, name: str, element: Element) -> None:
        now, value = self.open[-1], element.get(f"{W}val", "")
        if name == "t":
            text = element.text or ""
            now.texts.append(f"**{text}**" if self.bold and says(text) else text)
        elif name in {"tab", "ptab"} and element.get(f"{W}pos") is None:
            now.texts.append("\t")
        elif name in {"br", "cr"}:
            now.texts.append("\n")
        elif name in {"noBreakHyphen", "softHyphen"}:
            now.texts.append("-" if name == "noBreakHyphen" else "")
        elif name == "b":
            self.bold = value not in {"0", "false", "off"}
        elif name == "sym":
            now.texts.append(_SYMBOLS.get(element.get(f"{W}char", "").upper(), " "))
        elif name == "checkBox":
            now.texts.insert(0, "☐ ")
        else:
            self.properties(now, name, value)

    def properties(self, now: _Paragraph, name: str, value: str) -> None:
        if name == "pStyle":
            now.style = value
        elif name == "ilvl" and value.isdecimal():
            now.level = int(value[:2])
        elif name == "numId":
            now.level = None if value == "0" else now.level or 0
        elif name == "outlineLvl" and value.isdecimal():
            now.outline = int(value[:2]) + 1

    def end_paragraph(self) -> None:
        now = self.open.pop()
        text = "".join(now.texts).replace("****", "")
        cell = self.cells[-1] if self.cells else _Cell()
        row = cell.row
        held, level = self.held(now)
        chunks = [text] if held == "h" else text.split("\n")
        for chunk in chunks:
            if len(self.made) > MAX_PIECES:
                raise too_large(f"The document has more than {MAX_PIECES:,} paragraphs.")
            tabbed = held == "" and not row and "\t" in chunk.strip()
            told = chunk.strip() if tabbed else flat(chunk)
            if told:
                kept: Held = "p" if row and not held else held
                place = (row, cell.column, False, cell.spans)
                self.made.append(DocumentPiece(told, self.line, kept, level, *place))
        if not row and not self.beside:
            self.made.append(DocumentPiece("", self.line, "blank"))

    def held(self, now: _Paragraph) -> tuple[Held, int]:
        if self.beside:
            return "aside", 0
        style = self.styles.get(now.style)
        if style.contents:
            return "aside", 0
        outline = now.outline if now.outline is not None else style.outline
        if outline is not None and outline < 10:
            return "h", outline
        level = now.level if now.level is not None else style.list_level
        return ("li", level) if level is not None else ("", 0)


def events(xml: bytes) -> Iterator[tuple[str, Any]]:
    """The XML's beginnings and ends; a refusal when it is damaged or declares anything."""
    try:
        yield from iterparse(BytesIO(xml), ("start", "end"), forbid_dtd=True)
    except NotAChecklist:
        raise
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise damaged(
            "The Word file is damaged; open it in Word, save it again and try once more."
        ) from error
