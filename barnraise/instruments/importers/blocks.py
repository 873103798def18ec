"""From pieces to blocks: what each piece is by itself. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from barnraise.instruments.importers.answers import unanswered
from barnraise.instruments.importers.characters import bold, capitals, flat, plain, says
from barnraise.instruments.importers.line_marks import MAX_TITLE, NOTE, Mark, mark_of, titled
from barnraise.instruments.importers.pieces import DocumentPiece

MAX_NAME = 300  # characters of a title
PSEUDO = 7  # the level of a heading that only looks like one
_REQUIRED = re.compile(r"\*\s*(?:indicates|required|obligatori|indica)\b.*", re.I)
_LINK = re.compile(
    r"(?P<picture>!?)\[(?P<text>[^\[\]]{0,500})\]"
    r"\((?P<address>(?=[^\s()]{0,500}[./#:])[^\s()]{1,2000})(?:\s+\"[^\"]{0,300}\")?\)"
)
_NUMBERED = re.compile(r"\*\*\s*((?:Q\s*)?\d{1,3}[.)])\s+(?=[^\s*])")  # a number in bold
_JUMP = re.compile(r"\[[^\[\]]{1,300}\]\(#[^()\s]*\)")
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,59}")


class BlockKind(StrEnum):
    HEADING = "heading"
    STAGE = "stage"
    TEXT = "text"
    ITEM = "item"
    NOTE = "note"
    META = "meta"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece understood by itself. `text` still has its signs for bold; `mark` is a stage's."""

    kind: BlockKind
    text: str
    line: int
    level: int = 0
    mark: str = ""
    label: str = ""
    guidance: str = ""
    box: bool = False
    style: str = ""  # of an item's sign

    @property
    def plain(self) -> str:
        return plain(self.text)

    @property
    def whole(self) -> str:
        """All its words."""
        return " ".join(filter(None, (self.mark, self.label, self.text, self.guidance)))


def blocks(pieces: Iterable[DocumentPiece]) -> list[Block]:
    """All blocks, in order; rows of tables are still their cells, row by row."""
    found: list[Block] = []
    levels = _Levels()
    for piece in pieces:
        if piece.held in {"rule", "blank"} and not says(piece.text):
            continue
        for block, style in _understood(piece):
            if block.kind is BlockKind.ITEM:
                level = levels.of(piece, style)
                block = replace(block, level=level, style=style)  # noqa: PLW2901
            elif block.kind is not BlockKind.ASIDE:
                levels.forget()
            found.append(block)
    return found


def rows(pieces: Iterable[DocumentPiece]) -> Iterator[list[DocumentPiece]]:
    """Pieces, with those of one table row together."""
    for row, group in groupby(pieces, key=lambda piece: piece.row):
        if row:
            yield list(group)
        else:
            yield from ([piece] for piece in group)


def _understood(piece: DocumentPiece) -> Iterator[tuple[Block, str]]:
    """The block a piece is, and before it the note fields that stand in it."""
    text = piece.text
    notes: list[Block] = []

    def taken(found: re.Match[str]) -> str:
        key = found[1].lower()
        if _KEY.fullmatch(key) is None:
            return found[0]
        notes.append(Block(BlockKind.NOTE, key, piece.line))
        return " "

    if piece.held not in {"meta", "aside", "note"}:
        if _JUMP.fullmatch(mark_of(text).rest):  # a line of a table of contents
            piece = replace(piece, held="aside")
        text, beside = unlinked(text)
        notes += [Block(BlockKind.ASIDE, one, piece.line) for one in beside]
        text, offered = unanswered(flat(NOTE.sub(taken, text)))
        text = _NUMBERED.sub(r"\1 **", text, count=1) if text.startswith("**") else text
        notes += [Block(BlockKind.ASIDE, offered, piece.line)] if offered else []
    if says(text):
        yield _block(replace(piece, text=text))
    for note in notes:
        yield note, ""


def unlinked(text: str) -> tuple[str, list[str]]:
    """A text without Markdown's links and pictures, and their addresses and descriptions."""
    beside: list[str] = []

    def bare(found: re.Match[str]) -> str:
        if found["picture"]:
            beside.append(found["text"])
            return " "
        beside.append(found["address"])
        return found["text"]

    text = _LINK.sub(bare, text) if "](" in text else text
    return text, [one for one in beside if says(one)]


def _block(piece: DocumentPiece) -> tuple[Block, str]:
    """A piece's block, and the style of its sign when it is an item."""
    text, line = piece.text, piece.line
    if piece.held in {"meta", "note", "aside"} or _REQUIRED.match(text):
        return _beside(piece), ""
    mark = mark_of(text)
    if piece.held in {"li", "box"}:
        rest = mark.rest if mark.kind == "item" and (mark.box or mark.style == "b") else text
        return Block(BlockKind.ITEM, rest, line, box=piece.held == "box" or mark.box), "li"
    if mark.kind == "item" and piece.held != "h" and says(mark.rest):
        return Block(BlockKind.ITEM, mark.rest, line, box=mark.box), mark.style
    return _standing(piece, mark), ""


def _beside(piece: DocumentPiece) -> Block:
    text, line = piece.text, piece.line
    if piece.held == "meta" and len(text) <= MAX_NAME:
        return Block(BlockKind.META, text, line)
    if piece.held == "note" and _KEY.fullmatch(text.lower()):
        return Block(BlockKind.NOTE, text.lower(), line)
    return Block(BlockKind.ASIDE, text, line)


def _standing(piece: DocumentPiece, mark: Mark) -> Block:
    """A heading or a text."""
    text, line = piece.text, piece.line
    if mark.kind == "stage":
        level = piece.level if piece.held == "h" else PSEUDO
        return Block(BlockKind.STAGE, mark.rest, line, level, mark.mark)
    if piece.held == "h":
        return _heading(text, line, piece.level)
    if mark.kind == "heading":
        return _heading(mark.rest, line, mark.level)
    return _text(text, line)


def _heading(text: str, line: int, level: int) -> Block:
    mark = mark_of(plain(text))
    if len(text) > MAX_NAME:
        return Block(BlockKind.TEXT, text, line)
    if mark.kind == "stage":
        return Block(BlockKind.STAGE, mark.rest, line, level, mark.mark)
    numbered = mark.kind == "item" and mark.style not in {"b", "o"}
    return Block(BlockKind.HEADING, mark.rest if numbered else text, line, level)


def _text(text: str, line: int) -> Block:
    stripped = plain(text)
    looks = bold(text) or capitals(stripped)
    if looks and titled(stripped.rstrip(":")) and len(stripped) <= MAX_TITLE:
        return Block(BlockKind.HEADING, text, line, PSEUDO)
    return Block(BlockKind.TEXT, text, line)


class _Levels:
    """How deep an item is, by its indent and by its kind of sign, after the items above it."""

    def __init__(self) -> None:
        self.stack: list[tuple[int, str]] = []

    def forget(self) -> None:
        self.stack = []

    def of(self, piece: DocumentPiece, style: str) -> int:
        if piece.held in {"li", "box"}:
            return piece.level
        indent = piece.indent
        while self.stack and self.stack[-1][0] > indent + 1:
            self.stack.pop()
        if not self.stack or indent > self.stack[-1][0] + 1:
            self.stack.append((indent, style))
        elif (known := self._known(style)) is not None:
            del self.stack[known + 1 :]
        elif _deeper(self.stack[-1][1], style):
            self.stack.append((indent, style))
        return len(self.stack) - 1

    def _known(self, style: str) -> int | None:
        places = [place for place, (_, one) in enumerate(self.stack) if one == style]
        return places[-1] if places else None


def _deeper(above: str, style: str) -> bool:
    order = ["roman", "number", "deep", "letter", "b", "o"]
    if above not in order or style not in order:
        return False
    return order.index(style) > order.index(above)
