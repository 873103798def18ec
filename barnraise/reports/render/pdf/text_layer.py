"""Makes the finished PDF say what its blanks stand for, and nothing of the pieces drawn under them.

Each font of a PDF says which letters its signs are. The blanks get theirs; the pieces of letters
get one that no reader shows or counts, and no replacement text (ActualText) of their own.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfWriter
from pypdf.generic import DictionaryObject, PdfObject, StreamObject

from barnraise.reports.text.layered import is_layered, said

MEANS = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]*)>")  # a sign, and its letters in UTF-16
REPLACED = re.compile(rb"/Span<</ActualText<FEFF([0-9A-F]*)>>>BDC")
NOTHING = "200B"
DRAWN = re.compile(rb"/Artifact BMC(.*?Q\n)EMC", re.S)
UNSAID = rb"/Artifact BMC/Span<</ActualText<FEFF>>>BDC\1EMC EMC"


def with_letters(pdf: bytes) -> bytes:
    """The same document, in which every letter can be found and copied."""
    writer = PdfWriter(BytesIO(pdf), incremental=True)
    for means in _maps(writer):
        _set(means, MEANS.sub(_meaning, means.get_data().decode()).encode())
    for page in writer.pages:
        if isinstance(contents := _in(page, "/Contents"), StreamObject):
            _set(contents, DRAWN.sub(UNSAID, REPLACED.sub(_span, contents.get_data())))
    writer.add_metadata({"/Producer": "pypdf"})  # unchanged, its name would not be found any more
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _maps(writer: PdfWriter) -> Iterator[StreamObject]:
    """What the signs of each font mean, once each."""
    seen = set()
    for page in writer.pages:
        for font in _fonts(page):
            means = _in(font, "/ToUnicode")
            if isinstance(means, StreamObject) and id(means) not in seen:
                seen.add(id(means))
                yield means


def _fonts(page: PageObject) -> Iterator[DictionaryObject]:
    resources = _in(page, "/Resources")
    fonts = _in(resources, "/Font") if isinstance(resources, DictionaryObject) else None
    for font in fonts.values() if isinstance(fonts, DictionaryObject) else ():
        yield font.get_object()


def _in(holder: DictionaryObject, name: str) -> PdfObject | None:
    """What stands there itself, where only its number is written."""
    return holder[name].get_object() if name in holder else None


def _set(stream: StreamObject, data: bytes) -> None:
    if data != stream.get_data():
        stream.set_data(data)


def _meaning(sign: re.Match[str]) -> str:
    letters = _letters(sign[2])
    if is_layered(letters):
        return f"<{sign[1]}> <{NOTHING}>"
    return f"<{sign[1]}> <{said(letters).encode('utf-16-be').hex().upper()}>"


def _span(replaced: re.Match[bytes]) -> bytes:
    return b"/Span BMC" if is_layered(_letters(replaced[1].decode())) else replaced[0]


def _letters(hexadecimal: str) -> str:
    return bytes.fromhex(hexadecimal).decode("utf-16-be", "replace")
