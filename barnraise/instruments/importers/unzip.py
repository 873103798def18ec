"""Takes parts out of a Word file, never more than its bounds allow. Pure."""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import BadZipFile, ZipFile

from barnraise.instruments.importers.errors import damaged, too_large, wrong_kind

MAX_ENTRIES, MAX_INFLATED, MAX_RATIO = 2_000, 50_000_000, 100
_SMALL = 1_000_000  # below this a high ratio is only tidy XML
_BROKEN = "The Word file is damaged; open it in Word, save it again and try once more."


@contextmanager
def opened(data: bytes) -> Iterator[ZipFile]:
    """The archive, if it is a Word file within bounds."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            _check(archive, len(data))
            yield archive
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise damaged(_BROKEN) from error


def _check(archive: ZipFile, size: int) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise too_large(f"The file holds more than {MAX_ENTRIES:,} parts.")
    if "word/document.xml" not in archive.NameToInfo:
        raise wrong_kind("This is no Word document. Save it as .docx, or paste its text.")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_INFLATED or (total > _SMALL and total > MAX_RATIO * size):
        raise too_large("The file grows far too large when it is unpacked.")


def part(archive: ZipFile, name: str) -> bytes:
    """One part, whole; "" when there is none. What the archive says of sizes is not trusted."""
    if name not in archive.NameToInfo:
        return b""
    with archive.open(name) as stream:
        content = stream.read(MAX_INFLATED + 1)
    if len(content) > MAX_INFLATED:
        raise too_large("The file grows far too large when it is unpacked.")
    return content


def names(archive: ZipFile, beginning: str) -> list[str]:
    """The parts whose names begin so."""
    return sorted(name for name in archive.NameToInfo if name.startswith(beginning))
