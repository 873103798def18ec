"""From a file's bytes to its pieces: which kind of file it is, and its text. Pure."""

import codecs

from barnraise.instruments.characters import with_plain_breaks
from barnraise.instruments.importers import limesurvey, lines, markup, sheets, word
from barnraise.instruments.importers.errors import MAX_BYTES, damaged, too_large, wrong_kind
from barnraise.instruments.importers.pieces import DocumentPiece

_OTHERS = (
    (b"%PDF", "This is a PDF. Open it, select its text, copy it and paste it here."),
    (b"\xd0\xcf\x11\xe0", "This is an old Word or Excel file. Save it as .docx and try again."),
    (b"{\\rtf", "This is an RTF file. Save it as .docx and try again."),
    (b"\x89PNG", "This is a picture. Type or paste its text."),
    (b"\xff\xd8\xff", "This is a picture. Type or paste its text."),
    (b"GIF8", "This is a picture. Type or paste its text."),
)


def pieces(data: bytes, name: str = "") -> list[DocumentPiece]:
    """All pieces of a document, whatever it came in; raises NotAChecklist when it is none.

    Its `name` matters to spreadsheets alone.
    """
    if len(data) > MAX_BYTES:
        raise too_large(f"The document is larger than {MAX_BYTES // 1_000_000} MB.")
    if data.startswith(b"PK\x03\x04"):
        return word.pieces(data)
    for sign, sentence in _OTHERS:
        if data.startswith(sign):
            raise wrong_kind(sentence)
    text = decoded(data)
    if limesurvey.is_export(text):
        return limesurvey.pieces(text)
    if sheets.is_sheet(name) and (cells := sheets.pieces(text)):
        return cells
    return lines.shaped(markup.pieces(text))


def decoded(data: bytes) -> str:
    """The text, with plain line breaks; UTF-8, UTF-16 with its mark, or Windows' old letters."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return _broken(data, name)
    if b"\0" in data:
        raise damaged("This is not a text: it has zero bytes. Save it as text or .docx.")
    try:
        return with_plain_breaks(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return with_plain_breaks(data.decode("cp1252", "replace"))


def _broken(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise damaged("The text is damaged; save it as “UTF-8” and try again.") from error
    if "\0" in text:
        raise damaged("This is not a text: it has zero bytes. Save it as text or .docx.")
    return with_plain_breaks(text)
