"""Texts that a spreadsheet would read as a formula, and how they are kept from being one. Pure.

In a CSV file an apostrophe goes before them. It can be taken off again without a doubt: a text
that begins with apostrophes and then looks like a formula is given one more.
"""

import re
import unicodedata

STARTS = "=+-@\u2212"  # with the minus sign; full-width and small forms are folded to these
UNSEEN = re.compile("[\\s\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff']*")
BLANKS = {"\t", "\r", "\n"}
GUARD = "'"


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take this for one, also behind blanks, tabs or apostrophes."""
    if text.lstrip(GUARD)[:1] in BLANKS:
        return True
    unseen = UNSEEN.match(text)
    first = text[unseen.end() : unseen.end() + 1] if unseen else ""
    return bool(first) and unicodedata.normalize("NFKC", first)[0] in STARTS


def guarded(text: str) -> str:
    """The text as a cell of a CSV file may hold it."""
    return GUARD + text if is_formula(text) else text


def unguarded(cell: str) -> str:
    """The text that was written."""
    return cell[1:] if cell.startswith(GUARD) and is_formula(cell[1:]) else cell
