"""A place for a thing of each kind in the small set, and a text by its letters and digits alone."""

import re

from barnraise.workbook.fields.kinds import Kind

LETTERS = re.compile(r"[^\W_]+")
NAMES = {
    "question": "people",
    "part": "2",
    "item": "3f2a" * 8,
    "notes": "text-1",
    "stage": "gather",
}


def address(kind: Kind) -> str:
    """Where something of this kind is said."""
    return "/".join((kind.name, *(NAMES[part] for part in kind.path)))
