"""Is it safe to open a spreadsheet that a stranger sent? Pure.

An .xlsx file is a zip of XML. Before anything is parsed, its sizes are looked at and every part
that declares a document type is refused: that is where entity bombs and outside files live.
"""

from io import BytesIO
from zipfile import ZipFile

from barnraise.instruments.exchange.xlsform.result import NotAForm

MAX_BYTES = 10_000_000
MAX_INFLATED = 50_000_000
MAX_RATIO = 100
SMALL_ENOUGH = 1_000_000  # a repeated word makes even an honest little part shrink by much
MAX_PARTS = 2_000
SWOLLEN = "The file is far larger inside than a form can be."


def check(data: bytes) -> None:
    """Raise NotAForm unless the bytes are a zip within bounds, with plain XML inside."""
    if len(data) > MAX_BYTES:
        raise NotAForm(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    try:
        with ZipFile(BytesIO(data)) as parts:
            _check_parts(parts)
    except NotAForm:
        raise
    except Exception as error:  # zipfile has a dozen ways to say that a file is no zip
        raise NotAForm("This is not an .xlsx file; save the form as “Excel (.xlsx)”.") from error


def _check_parts(parts: ZipFile) -> None:
    infos = parts.infolist()
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_INFLATED:
        raise NotAForm(SWOLLEN)
    for info in infos:
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > SMALL_ENOUGH and ratio > MAX_RATIO:
            raise NotAForm(SWOLLEN)
    for info in infos:
        if info.filename.lower().endswith((".xml", ".rels", ".vml")):
            _check_declarations(parts.read(info))


def _check_declarations(xml: bytes) -> None:
    plain = xml.replace(b"\0", b"").upper()  # without its NUL bytes, UTF-16 reads like ASCII here
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise NotAForm("The file holds declarations that a spreadsheet does not need.")
