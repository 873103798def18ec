"""From a file's bytes to what was found in it. Pure; `guarding` does it where nothing can break."""

from collections.abc import Iterable
from dataclasses import replace

from barnraise.instruments.default_scale import spoken
from barnraise.instruments.importers import open_document, tables
from barnraise.instruments.importers.build_set import document, named
from barnraise.instruments.importers.checklist import checklist
from barnraise.instruments.importers.draft import Draft, Remark
from barnraise.instruments.importers.languages import guess
from barnraise.instruments.importers.pieces import Piece
from barnraise.instruments.parser import parse


def read(data: bytes, name: str = "", language: str = "") -> Draft:
    """A draft that can be published as it is; raises NotAChecklist.

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
    found = replace(found, title=title, stages=stages, language=language, remarks=tuple(remarks))
    parse(document(found))  # what is handed over is whole
    return found


def _told(pieces: Iterable[Piece]) -> str:
    return " ".join(piece.text for piece in pieces)
