"""Ways to read a fixture, and Word documents made for tests."""

import io
import zipfile
from pathlib import Path

import docx

from barnraise.instruments.importers.draft import DraftSet
from barnraise.instruments.importers.read_document import read

FIXTURES = Path(__file__).parent / "fixtures"


def found_in(name: str) -> DraftSet:
    """What is found in a fixture."""
    return read((FIXTURES / name).read_bytes(), name)


def counts(found: DraftSet) -> list[int]:
    """How many questions each stage has."""
    return [len(stage.questions) for stage in found.stages]


def left(found: DraftSet) -> list[str]:
    return [one.text for one in found.leftover]


def saved(document: "docx.document.Document") -> bytes:
    """A Word document's bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    """A compressed archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


PARAGRAPH = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>%s</w:body></w:document>"
)


def word(body: str, before: str = "") -> bytes:
    """The smallest Word document with this body."""
    return zipped({"word/document.xml": (before + BODY % body).encode()})
