"""Bare lines as people write them: tables drawn with bars or tabs, quoting, wrapped lines. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from barnraise.instruments.importers.answers import answer
from barnraise.instruments.importers.characters import capitals, flat, plain, says
from barnraise.instruments.importers.line_marks import (
    BOX,
    BULLET,
    NUMBER,
    RULE,
    begins_anew,
    mark_of,
)
from barnraise.instruments.importers.pieces import DocumentPiece

FAR = 1_000_000  # rows made here are numbered apart from those of HTML tables
_QUOTE = re.compile(r"(?:>\s?){1,8}")
_FENCE = re.compile(r"(?:```|~~~)\s*(\S*)\s*$")
_QUOTED = re.compile(r'"([^"]*)"')
_BARS = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"(?=[^-]*-)(?=[^|]*\|)[\s|:-]{3,500}")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_PAGE = re.compile(
    r"(?:(?:page|página|pagina|p\.)\s*)?\d{1,4}(?:\s*(?:of|de|/)\s*\d{1,4})?|-\s*\d+\s*-", re.I
)
_LETTER = re.compile(
    r"(?:from|to|cc|bcc|sent|date|reply-to|de|para|enviado|fecha)\s*:\s.*"
    r"|on .{6,80} wrote:|el .{6,80} escribió:|-+\s*(?:forwarded|original) message\s*-+.*",
    re.I,
)
_SUBJECT = re.compile(r"(?:subject|asunto)\s*:\s*(?:(?:re|fwd?|rv)\s*:\s*)*(.+)", re.I)
_LONG = 45


def shaped(pieces: Iterable[DocumentPiece]) -> list[DocumentPiece]:
    """The same words, with rows as cells and each paragraph in one piece."""
    return list(_joined(_each(pieces)))


def _each(pieces: Iterable[DocumentPiece]) -> Iterator[DocumentPiece]:
    rows = FAR
    for piece, below in pairwise([*pieces, DocumentPiece("", 1, "blank")]):
        if piece.held or piece.row:
            yield piece
            continue
        text = piece.text
        if quote := _QUOTE.match(text):
            text = text[quote.end() :].strip()
        rows += 1
        heads = _SEPARATOR.fullmatch(below.text) is not None
        yield from _line(replace(piece, text=text, heads=heads), rows)


def _line(piece: DocumentPiece, row: int) -> Iterator[DocumentPiece]:
    text = piece.text
    if fence := _FENCE.fullmatch(text):
        yield DocumentPiece(fence[1], piece.line, "aside" if says(fence[1]) else "rule")
    elif found := _SUBJECT.fullmatch(text):
        yield DocumentPiece(flat(found[1]), piece.line, "meta")
    elif _LETTER.fullmatch(text) or (_PAGE.fullmatch(text)):
        yield DocumentPiece(flat(text), piece.line, "aside")
    elif text.startswith("|") or len(_BARS.findall(text)) > 1:
        yield from _cells(_BARS.split(text.strip("|")), piece, row)
    elif "\t" in text and len(cells := _tabbed(text)) > 1:
        yield from _cells(cells, piece, row)
    else:
        text = cells[0] if "\t" in text else text
        held = "rule" if text and RULE.fullmatch(text) else "blank" if not text else ""
        yield replace(piece, text=text if held == "rule" else flat(text), held=held)  # type: ignore[arg-type]


def _tabbed(text: str) -> list[str]:
    """The cells of a line with tabs; a tab after a bullet is only a wide space."""
    cells = [cell.strip() for cell in text.split("\t")]
    first = next((place for place, cell in enumerate(cells) if cell), 0)
    sign = f"{cells[first]}  x"
    if any(len(m[0]) >= len(sign) - 1 for s in (BOX, BULLET, NUMBER) if (m := s.match(sign))):
        rest = cells[first + 1 :]
        bullet = "◦" if cells[first] == "o" else cells[first]
        cells = [f"{bullet} {' '.join(rest[:1])}", *rest[1:]]
    return cells


def _cells(cells: list[str], piece: DocumentPiece, row: int) -> Iterator[DocumentPiece]:
    for column, cell in enumerate(cells, 1):
        if says(text := flat(_unquoted(cell.strip()).replace("\\|", "|"))):
            yield replace(piece, text=text, held="p", row=row, column=column)


def _unquoted(cell: str) -> str:
    """A cell without the quotes that spreadsheets put around commas."""
    found = _QUOTED.fullmatch(cell)
    return found[1] if found else cell


@dataclass
class _Paragraph:
    """Wrapped lines, from the first on. What a paragraph is its first line says: looking at the
    whole again for each line would take the square of its length."""

    first: DocumentPiece
    texts: list[str]
    width: int  # of the last line as it was written

    @classmethod
    def of(cls, piece: DocumentPiece) -> "_Paragraph":
        return cls(piece, [piece.text], len(piece.text))

    @property
    def open(self) -> bool:
        return not self.first.held

    def whole(self) -> DocumentPiece:
        return replace(self.first, text="".join(self.texts)) if self.texts[1:] else self.first

    def add(self, text: str) -> None:
        gap = "" if self.texts[-1].endswith("-") and text[:1].islower() else " "
        self.texts += [gap, text]
        self.width = len(text)


def _joined(pieces: Iterable[DocumentPiece]) -> Iterator[DocumentPiece]:
    """Wrapped lines as one; what stands aside does not break a paragraph."""
    last: _Paragraph | None = None
    for piece in pieces:
        if last is None:
            last = _Paragraph.of(piece)
        elif piece.held == "aside" and last.open:
            yield piece
        elif _underlines(piece, last.first):
            yield replace(last.first, held="h", level=1 if piece.text[0] == "=" else 2)
            last = None
        elif not piece.held and not piece.row and _goes_on(last, piece):
            last.add(piece.text)
        else:
            yield last.whole()
            last = _Paragraph.of(piece)
    if last is not None:
        yield last.whole()


def _underlines(piece: DocumentPiece, last: DocumentPiece) -> bool:
    return (
        piece.held == "rule"
        and not last.held
        and not last.row
        and piece.line == last.line + 1
        and _UNDERLINE.fullmatch(piece.text) is not None
        and mark_of(last.text).kind == "text"
    )


def _goes_on(last: _Paragraph, piece: DocumentPiece) -> bool:
    """Whether a line continues the one above it, with no blank line between."""
    first, above, text = last.first, last.texts[-1], piece.text
    if first.held or first.row or begins_anew(text) or capitals(plain(text)) or answer(text):
        return False
    kind = mark_of(first.text).kind
    if kind in {"heading", "stage"} or capitals(plain(first.text)):
        return False
    if text[0].islower() or text[0] in "(,;" or text[0].isdigit():
        return True
    if above.endswith((":", "**")) or text.endswith(":"):
        return False
    if kind == "item":
        return piece.indent > first.indent or last.width >= _LONG
    return not above.endswith(("?", "؟", "? *", ".", "!")) and last.width >= _LONG
