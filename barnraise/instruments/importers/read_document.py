"""From a file's bytes to a draft, and its document. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from barnraise.instruments.default_scale import spoken
from barnraise.instruments.importers import open_document, tables
from barnraise.instruments.importers.build_set import document, named
from barnraise.instruments.importers.checklist import checklist
from barnraise.instruments.importers.draft import DraftSet, Remark
from barnraise.instruments.importers.languages import guess
from barnraise.instruments.importers.pieces import DocumentPiece
from barnraise.instruments.parser import parse


def read(data: bytes, name: str = "", language: str = "") -> DraftSet:
    """A draft of a question set; raises NotAChecklist.

    `name` is the file's and gives a title where the document has none; without a `language` it
    is guessed.
    """
    pieces = open_document.pieces(data, name)
    found = checklist(tables.read(pieces))
    remarks = list(found.remarks)
    if not language:
        language, sure = guess(_told(pieces))
        remarks += [] if sure else [Remark.LANGUAGE_GUESSED]
    if not spoken(language):
        remarks.append(Remark.ANSWERS_IN_ENGLISH)
    title = found.title or named(name) or found.stages[0].title or "Checklist"
    stages = tuple(stage if stage.title else replace(stage, title=title) for stage in found.stages)
    return replace(found, title=title, stages=stages, language=language, remarks=tuple(remarks))


def read_to_document(
    data: bytes, name: str = "", language: str = "", *, key: str = ""
) -> tuple[str, tuple[Remark, ...]]:
    """A document that can be published as it is, and its draft's remarks; raises NotAChecklist."""
    draft = read(data, name, language)
    text = document(draft, key=key)
    parse(text)  # what is handed over is whole
    return text, draft.remarks


def _told(pieces: Iterable[DocumentPiece]) -> str:
    return " ".join(piece.text for piece in pieces)
