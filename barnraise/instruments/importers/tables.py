"""Rows of tables: which cell is the question, which its label. Pure.

A table that only arranges the page (a cell with a list, a heading, several paragraphs) is read
cell by cell, as if there were no table.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from barnraise.instruments.importers.answers import answer
from barnraise.instruments.importers.blocks import PSEUDO, Block, BlockKind, blocks, rows
from barnraise.instruments.importers.characters import plain, says
from barnraise.instruments.importers.line_marks import mark_of, titled
from barnraise.instruments.importers.pieces import DocumentPiece

_QUESTION = re.compile(r"question|ask|item|statement|indicator|pregunta|indicador|enunciado", re.I)
_LABEL = re.compile(r"topic|label|area|theme|category|tema|área|aspecto|categor", re.I)
_GROUP = re.compile(r"domain|section|stage|pillar|phase|dimension|etapa|dominio|secci|pilar", re.I)
_HELP = re.compile(r"guidance|help|hint|example|look for|why|ayuda|orientaci|ejemplo|guía", re.I)
_HEADS = re.compile(
    r"(?:key )?(?:questions?|items?|topics?|labels?|areas?|themes?|statements?|indicators?)"
    r"(?: to consider)?|guidance|help|hints?|examples?|evidence|notes?|comments?|status|yes|no"
    r"|domains?|sections?|stages?|pillars?|phases?|dimensions?|check|criteri(?:a|on)|standards?"
    r"|ratings?|responses?|priority|description|answer|dominios?|etapas?|secci[oó]n|respuestas?"
    r"|partly|not yet|n/?a|#|no\.|done|owner|who|when|score|preguntas?|temas?|ayuda|notas?|sí"
    r"|en parte|estado|comentarios?|orientación|ejemplos?",
    re.I,
)
_NUMBER = re.compile(r"[#(]?\d{1,3}(?:\.\d{1,3})*[.)]?")
_COLUMNS = (("group", _GROUP), ("help", _HELP), ("label", _LABEL), ("question", _QUESTION))


def read(pieces: Iterable[DocumentPiece]) -> list[Block]:
    """All blocks of a document, its tables understood."""
    found: list[Block] = []
    loose: list[DocumentPiece] = []
    columns: dict[int, str] = {}
    every = list(rows(pieces))
    wide = any(len(row) > 1 for row in every if row[0].row)
    for place, row in enumerate(every):
        if not row[0].row:
            columns = {} if row[0].text else columns
            loose += row
            continue
        if not _simple(row):
            loose += row
            continue
        found += blocks(loose)
        loose = []
        heads = _heads(row)
        if heads:
            columns = _grouping(heads, every[place + 1 :])
            found += [Block(BlockKind.ASIDE, piece.text, piece.line) for piece in row]
        elif wide and len(row) == 1 and _spans(row[0]):
            found.append(Block(BlockKind.HEADING, row[0].text, row[0].line, PSEUDO))
        else:
            found += _again(_row(row, columns), found)
    return found + blocks(loose)


def _grouping(columns: dict[int, str], below: Sequence[list[DocumentPiece]]) -> dict[int, str]:
    """The columns, where one that says the same row after row names groups, not questions."""
    if "group" in columns.values():
        return columns
    label = next((column for column, name in columns.items() if name == "label"), None)
    rest = list(takewhile(lambda row: row[0].row, below))
    said = [plain(piece.text) for row in rest for piece in row if piece.column == label]
    runs = len([*groupby(said)])
    return {**columns, label: "group"} if label and runs * 2 <= len(said) else columns


def _again(row: list[Block], found: list[Block]) -> list[Block]:
    """A row whose group is still the one above it needs no heading of its own."""
    first = row[0]
    if first.kind is not BlockKind.HEADING or len(row) < 2:
        return row
    last = next((one for one in reversed(found) if one.kind is BlockKind.HEADING), None)
    if last and first.text == last.text:
        return [replace(first, kind=BlockKind.ASIDE), *row[1:]]
    return row


def _spans(piece: DocumentPiece) -> bool:
    """Whether the only text of a row is a title over the rows below."""
    return titled(plain(piece.text).rstrip(":")) and mark_of(piece.text).kind == "text"


def _simple(row: list[DocumentPiece]) -> bool:
    """Whether each cell is one plain text."""
    each = [list(group) for _, group in groupby(row, key=lambda piece: piece.column)]
    return all(
        len(cell) == 1 and cell[0].held in {"", "p"} and not _marked(cell[0]) for cell in each
    )


def _marked(piece: DocumentPiece) -> bool:
    mark = mark_of(piece.text)
    return mark.kind in {"stage", "heading"} or (mark.kind == "item" and mark.box)


def _heads(row: list[DocumentPiece]) -> dict[int, str]:
    """What each column is for, if this row says so."""
    named = [_HEADS.fullmatch(plain(piece.text).rstrip(":?")) is not None for piece in row]
    short = all(len(piece.text) <= 40 for piece in row)
    if len(row) < 2 or not (
        all(named) or all(piece.heads for piece in row) or (short and sum(named) > len(row) / 2)
    ):
        return {}
    found = {}
    for piece in row:
        for name, sign in _COLUMNS:
            if sign.search(piece.text):
                found[piece.column] = name
    return found or {0: ""}


def _row(row: list[DocumentPiece], columns: dict[int, str]) -> list[Block]:
    group = [p for p in row if columns.get(p.column) == "group" or _heads_rows(p)]
    if group and len(group) < len(row):
        head = Block(BlockKind.HEADING, group[0].text, group[0].line, PSEUDO)
        return [head, *_row([p for p in row if p not in group], columns)]
    said = [p for p in row if not answer(p.text) and not _NUMBER.fullmatch(p.text)]
    aside = [Block(BlockKind.ASIDE, p.text, p.line) for p in row if answer(p.text)]
    if len(said) == 1 and (len(row) == 1 and "?" not in row[0].text):
        return blocks(row)
    if not said:
        return [Block(BlockKind.ASIDE, p.text, p.line) for p in row]
    asked = _asked(said, columns)
    label = next((p for p in said if p is not asked and _labels(p, asked, columns)), None)
    guides = [p for p in said if columns.get(p.column) == "help" and p is not asked]
    placed = {asked, label, *guides}
    rest = [p for p in said if p not in placed]
    mark = mark_of(asked.text)
    item = Block(
        BlockKind.ITEM,
        mark.rest if mark.kind == "item" and says(mark.rest) else asked.text,
        asked.line,
        label=plain(label.text).rstrip(":") if label else "",
        guidance=" ".join(plain(p.text) for p in guides),
    )
    return [item, *aside, *(Block(BlockKind.ASIDE, p.text, p.line) for p in rest)]


def _heads_rows(piece: DocumentPiece) -> bool:
    """Whether a cell stands beside several rows, as the name of them all."""
    return piece.spans and piece.column == 1 and titled(plain(piece.text).rstrip(":"))


def _asked(said: list[DocumentPiece], columns: dict[int, str]) -> DocumentPiece:
    """The cell that asks: by its column's name, else by its “?”, else the longest."""
    by_name = [piece for piece in said if columns.get(piece.column) == "question"]
    asking = [piece for piece in said if "?" in piece.text or "؟" in piece.text]
    return (by_name or asking or sorted(said, key=lambda piece: -len(piece.text)))[0]


def _labels(piece: DocumentPiece, asked: DocumentPiece, columns: dict[int, str]) -> bool:
    named = columns.get(piece.column)
    before = piece.column < asked.column and len(piece.text) <= 80 and "?" not in piece.text
    return named == "label" or (named is None and before)
