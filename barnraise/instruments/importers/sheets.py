"""From a spreadsheet saved as CSV to pieces; a row's cells have the line where it began. Pure.

Only a file whose name says so is read this way: commas in a text mean nothing.
"""

import csv

from barnraise.instruments.importers.characters import flat, says
from barnraise.instruments.importers.errors import MAX_PIECES, too_large
from barnraise.instruments.importers.pieces import DocumentPiece


def is_sheet(name: str) -> bool:
    """Whether a file's name says that it is one."""
    return name.lower().endswith(".csv")


def pieces(text: str) -> list[DocumentPiece] | None:
    """The cells; None when it has no columns after all."""
    reader = csv.reader(text.split("\n"), delimiter=_delimiter(text))
    found: list[DocumentPiece] = []
    line, wide = 1, False
    try:
        for row, cells in enumerate(reader, 1):
            said = [(place, flat(cell)) for place, cell in enumerate(cells, 1) if says(cell)]
            found += [DocumentPiece(cell, line, "p", 0, row, place) for place, cell in said]
            line, wide = reader.line_num + 1, wide or len(said) > 1
            if len(found) > MAX_PIECES:
                raise too_large(f"The sheet has more than {MAX_PIECES:,} cells.")
    except csv.Error:
        return None
    return found if wide else None


def _delimiter(text: str) -> str:
    """What stands between the cells: commas, or semicolons where commas are in numbers."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)
