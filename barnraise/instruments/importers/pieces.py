"""The pieces a document falls into before anything is understood. Pure."""

from dataclasses import dataclass
from typing import Literal

Held = Literal["", "p", "h", "li", "box", "rule", "blank", "note", "meta", "aside"]


@dataclass(frozen=True, slots=True)
class DocumentPiece:
    """A run of text. `line` counts from 1: lines of a text, paragraphs of a Word document.

    `held` is what held it: a bare line (""), a paragraph, heading, list item, checkbox, note field;
    "meta" is the document's own name, "aside" what stands beside the text (menus, pictures).
    `**` in the text is bold. Pieces of one table row share `row` and are told apart by `column`.
    """

    text: str
    line: int
    held: Held = ""
    level: int = 0  # of a heading (0 a title, else 1 to 6), of an item (0 outermost)
    row: int = 0  # 0 is outside of tables
    column: int = 0
    heads: bool = False  # a table's head
    spans: bool = False  # a cell beside several rows
    indent: int = 0  # of a bare line
