"""LimeSurvey's tab-separated export: groups, questions and subquestions, in its own order. Pure."""

import csv
import io
import re
from collections.abc import Iterator

from barnraise.instruments.importers.characters import flat, says
from barnraise.instruments.importers.errors import MAX_PIECES, damaged, too_large
from barnraise.instruments.importers.pieces import DocumentPiece
from barnraise.instruments.importers.tags import Tag, cut

_HEAD = re.compile(r'"?(?:id"?\t"?related_id"?\t"?)?class"?\t"?type/scale"?\t"?name"?\t', re.I)
_SAID = {"S", "SL"}
_TITLE, _INTRO = "surveyls_title", {"surveyls_description", "surveyls_welcometext"}


def is_export(text: str) -> bool:
    """Whether a text is such an export, by its first line."""
    return _HEAD.match(text[:200]) is not None


def pieces(text: str) -> list[DocumentPiece]:
    """All cells with words in them; what is not for people to read stands aside."""
    reader = csv.reader(io.StringIO(text), delimiter="\t")
    found: list[DocumentPiece] = []
    try:
        head = [name.strip().lower() for name in next(reader)]
        line = reader.line_num + 1
        first = ""
        for row in reader:
            cells = dict(zip(head, row, strict=False))
            spoken = cells.get("language", "")
            first = first or (spoken if cells.get("class") in {"G", "Q"} else "")
            other = bool(spoken) and bool(first) and spoken != first
            found += _row(cells, line, other=other)
            line = reader.line_num + 1
            if len(found) > MAX_PIECES:
                raise too_large(f"The document has more than {MAX_PIECES:,} cells.")
    except (csv.Error, StopIteration) as error:
        raise damaged("This LimeSurvey export cannot be read; export it once more.") from error
    return found


def _row(cells: dict[str, str], line: int, *, other: bool) -> Iterator[DocumentPiece]:
    """A row's pieces: those for readers, then the rest in one."""
    kind, name, text = (cells.get(key, "") for key in ("class", "name", "text"))
    used: set[str] = set()
    if not other and kind in _SAID and name == _TITLE:
        yield DocumentPiece(_bare(text), line, "h", 0)
        used = {"text"}
    elif not other and kind in _SAID and name in _INTRO and says(_bare(text)):
        yield DocumentPiece(_bare(text), line, "p")
        used = {"text"}
    elif not other and kind == "G":
        yield DocumentPiece(_bare(name), line, "h", 1)
        yield from (DocumentPiece(_bare(text), line, "p") for _ in [0] if says(_bare(text)))
        used = {"name", "text"}
    elif not other and kind in {"Q", "SQ"}:
        guidance = _bare(cells.get("help", ""))
        told = (
            f"{_bare(text)} [{guidance}]" if says(guidance) and "]" not in guidance else _bare(text)
        )
        yield DocumentPiece(told, line, "li", int(kind == "SQ"))
        used = {"text", "help"} if told != _bare(text) else {"text"}
    rest = [_bare(cell) for key, cell in cells.items() if key not in used and says(_bare(cell))]
    if rest:
        yield DocumentPiece(" ".join(rest), line, "aside")


def _bare(text: str) -> str:
    """A cell's text without its HTML."""
    return flat("".join(" " if isinstance(token, Tag) else token for token in cut(text)))
