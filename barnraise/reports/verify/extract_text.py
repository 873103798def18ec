"""Reads exports back as text, each with a reader that did not write it."""

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from io import BytesIO, StringIO
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse
from markdown_it import MarkdownIt
from pypdf import PdfReader

from barnraise.reports.verify.count import PART

FOLD = re.compile("\r\n[ \t]")
ESCAPE = re.compile(r"\\([\\;,nN])")
SHEET = re.compile(r"xl/worksheets/sheet[0-9]+\.xml")
CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = {"p": "\n", "br": "\n", "tab": " "}
ARABIC_NUMBER = re.compile("[\u0660-\u0669\u06f0-\u06f9]{2,}")
UNSEEN_SIGN = re.compile("[\u200b\u200e\u200f]")
CODE = re.compile("_x([0-9A-Fa-f]{4})_")
FIRST_DAY = date(1899, 12, 30)  # a spreadsheet counts days from here
STARTS = {"h2": PART, **dict.fromkeys(("p", "br", "li", "td"), "\n")}
UNSEEN = frozenset({"head", "style", "svg", "script"})


def text_of_pdf(data: bytes) -> str:
    """Every page's text, in order; the reader turns digits of Arabic writings around."""
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return ARABIC_NUMBER.sub(lambda number: number[0][::-1], UNSEEN_SIGN.sub("", text))


def text_of_html(data: bytes) -> str:
    """What a reader sees, without the picture; a part a chapter."""
    parser = _Text()
    parser.feed(data.decode())
    parser.close()
    return "".join(parser.parts)


def text_of_markdown(data: bytes) -> str:
    """What is seen once the marks are read."""
    return text_of_html(MarkdownIt().render(data.decode()).encode())


def text_of_csv(data: bytes) -> str:
    """The rows, each on a line, its cells beside each other."""
    before = csv.field_size_limit(len(data) + 1)
    try:
        return "\n".join(map(" ".join, csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))))
    finally:
        csv.field_size_limit(before)


def text_of_sheets(data: bytes) -> str:
    """Every row on a line, from the file's own XML; a part a sheet, dates as year-month-day."""
    with ZipFile(BytesIO(data)) as file:
        names = (name for name in file.namelist() if SHEET.fullmatch(name))
        return PART.join("\n".join(_rows(file, name)) for name in sorted(names, key=_place))


def _place(name: str) -> int:
    return int("".join(filter(str.isdigit, name)))


def _rows(file: ZipFile, name: str) -> Iterator[str]:
    with file.open(name) as sheet:
        for _event, row in iterparse(sheet):
            if row.tag == f"{CELLS}row":
                yield " ".join(filter(None, map(_cell, row)))
                row.clear()


def _cell(cell: Element) -> str:
    if cell.get("t") == "inlineStr":
        words = "".join(part.text or "" for part in cell.iter(f"{CELLS}t"))
        return CODE.sub(lambda match: chr(int(match[1], 16)), words)
    number = cell.findtext(f"{CELLS}v") or ""
    day = FIRST_DAY + timedelta(days=int(float(number))) if number else None
    return f"{day.isoformat()} {number}" if day and cell.get("t") == "n" else number


def text_of_word(data: bytes) -> str:
    """Every paragraph on a line, tables too, from the file's own XML; a part a first heading."""
    parts: list[str] = []
    with ZipFile(BytesIO(data)) as file, file.open("word/document.xml") as document:
        for _event, each in iterparse(document):
            parts.append(_text_of(each))
    return "".join(parts)


def _text_of(element: Element) -> str:
    name = element.tag.removeprefix(WORDS)
    if name == "pStyle":
        return PART if element.get(f"{WORDS}val") == "Heading1" else ""
    return element.text or "" if name == "t" else SPACES.get(name, "")


def text_of_calendar(data: bytes) -> str:
    """Every value of every property, unfolded and unescaped."""
    lines = FOLD.sub("", data.decode()).split("\r\n")
    return "\n".join(ESCAPE.sub(_unescaped, line.partition(":")[2]) for line in lines)


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        self.parts.append(STARTS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)
