"""Which of a Word document's styles are headings and lists. Pure."""

import re
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)", re.I)
_LIST = re.compile(r"list (?:bullet|number)(?: (\d))?", re.I)
_MOST_BASED = 10


@dataclass(frozen=True, slots=True)
class Style:
    """`outline` is 0 for a title, 1 to 9 for headings; `list_level` is 0 for the outermost."""

    based_on: str = ""
    outline: int | None = None
    list_level: int | None = None
    contents: bool = False  # a line of a table of contents


class Styles:
    """All styles by their id."""

    def __init__(self, styles: dict[str, Style]) -> None:
        self.styles = styles

    def get(self, name: str) -> Style:
        """What a style amounts to, with what it is based on."""
        style = self.styles.get(name, Style())
        for _ in range(_MOST_BASED):
            if not style.based_on or style.outline is not None or style.list_level is not None:
                break
            style = self.styles.get(style.based_on, Style())
        return style


def styles_of(xml: bytes) -> Styles:
    """The styles of a document; none when that part is missing or cannot be read."""
    found: dict[str, Style] = {}
    try:
        for _, element in iterparse(BytesIO(xml), ("end",), forbid_dtd=True) if xml else ():
            if element.tag == f"{W}style":
                found[element.get(f"{W}styleId", "")] = _style(element)
                element.clear()
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return Styles(found)
    return Styles(found)


def _style(element: Element) -> Style:
    name, based = _value(element, "name"), _value(element, "basedOn")
    outline: int | None = None
    if name.lower() == "title":
        outline = 0
    elif heading := _HEADING.fullmatch(name):
        outline = int(heading[1])
    elif (level := element.find(f"{W}pPr/{W}outlineLvl")) is not None:
        value = level.get(f"{W}val", "")
        outline = int(value) + 1 if value in set("012345678") else None
    listed = _LIST.fullmatch(name)
    level_of = int(listed[1] or 1) - 1 if listed else None
    if level_of is None and element.find(f"{W}pPr/{W}numPr") is not None and outline is None:
        level_of = 0
    return Style(based, outline, level_of, contents=name.lower().startswith("toc "))


def _value(element: Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""
