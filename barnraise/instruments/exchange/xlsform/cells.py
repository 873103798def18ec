"""A text as a spreadsheet's cell holds it, and back. Pure.

Two things in a text would be more than text: `${…}` is a reference in a form, and `_x0041_` is an
A in the file format. Both are written so that they stay what they are, and read back the same.
"""

import re

from barnraise.instruments.characters import tidy, unwelcome, visible

# A word joiner is invisible and has no width. One more of them goes between the two marks.
_REFERENCE = re.compile("\\$(\u2060*)\\{")
_WRITTEN_REFERENCE = re.compile("\\$\u2060(\u2060*)\\{")
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN_CODE = re.compile("_x([0-9A-Fa-f]{4})_")


def to_cell(text: str) -> str:
    """What to write for a text."""
    return _CODE.sub("_x005F_", _REFERENCE.sub("$\u2060\\1{", text))


def from_cell(written: str) -> str:
    """The text that was written, tidied and without characters that cannot be shown."""
    text = _WRITTEN_CODE.sub(lambda character: chr(int(character[1], 16)), written)
    text = tidy(_WRITTEN_REFERENCE.sub("$\\1{", text))
    while character := unwelcome(text):
        text = text.replace(character, "")
    return text.strip() if visible(text) else ""
