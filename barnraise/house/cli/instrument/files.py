"""The file that a command names, as a question set's document: YAML, JSON or an XLSForm."""

import sys
from pathlib import Path

from barnraise.house.env import UsageError
from barnraise.instruments.dump import dump
from barnraise.instruments.exchange.xlsform.result import FormLeftover, NotAForm
from barnraise.instruments.parser import decoded
from barnraise.instruments.publish import LIBRARY


def read(file: str) -> str:
    """The document's text. What a form holds and a set cannot is listed on the error stream."""
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}).") from error
    return _from_form(data, file) if file.lower().endswith(".xlsx") else decoded(data, file)


def _from_form(data: bytes, file: str) -> str:
    # The library for spreadsheets takes longer to load than most verbs take in all.
    from barnraise.instruments.exchange.xlsform.reader import from_xlsform  # noqa: PLC0415

    try:
        result = from_xlsform(data, file)
    except NotAForm as error:
        raise UsageError(f"{file}: {error.sentence}") from error
    for left in result.missing:
        print(f"{file}: {_sentence(left)}", file=sys.stderr)
    return dump(result.instrument)


def _sentence(left: FormLeftover) -> str:
    place = f"{left.sheet}, row {left.row}, {left.column}" if left.row else left.sheet
    text = " ".join(left.text.split())
    shown = text if len(text) <= 80 else text[:79] + "…"
    return f"{place}: “{shown}”: {left.why}"


def library() -> dict[str, Path]:
    """The question sets that come with the program, by name."""
    return {path.stem: path for path in sorted(LIBRARY.glob("*.yaml"))}


def from_library(name: str) -> str:
    """Where a set of the library is."""
    if name not in library():
        raise UsageError(f"The library has no {name}; it has {', '.join(library())}.")
    return str(library()[name])
