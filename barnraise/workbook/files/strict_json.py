"""From a stranger's bytes to a tree: JSON in UTF-8 and nothing that JSON readers disagree on. Pure.

Two things with one name, fractions, NaN, numbers of many digits and half characters are refused.
"""

import json
import re
from typing import Any, Final, NoReturn

from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.layout import FORMAT, MAX_BYTES

MAX_DIGITS: Final = 15
HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")  # worth a closer look: halves may make a whole
BEGINNING: Final = 400  # bytes in which a file says what it is


def tree(data: bytes) -> dict[str, Any]:
    """The object a file is, or a Fault."""
    if not data.strip():
        raise FileError(Why.NOTHING)
    if len(data) > MAX_BYTES:
        raise FileError(Why.TOO_LARGE)
    try:
        found = _parsed(_decoded(data))
    except RecursionError as error:
        raise FileError(Why.TOO_DEEP) from error
    except json.JSONDecodeError as error:
        if FORMAT.encode() not in data[:BEGINNING]:
            raise FileError(Why.NOT_OURS) from error
        raise FileError(Why.DAMAGED, str(error.lineno)) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise FileError(Why.NOT_OURS)
    return found


def _decoded(data: bytes) -> str:
    """UTF-8, with or without the mark some editors put before it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(Why.NOT_UTF8) from error


def _parsed(text: str) -> Any:
    found = json.loads(
        text,
        object_pairs_hook=_object,
        parse_int=_whole,
        parse_float=_no_number,
        parse_constant=_no_number,
    )
    if HALF.search(text):
        _must_be_whole(found)
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        raise FileError(Why.UNFIT, next(name for name in names if names.count(name) > 1))
    return found


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise FileError(Why.UNFIT, digits)
    return int(digits)


def _no_number(text: str) -> NoReturn:
    raise FileError(Why.UNFIT, text)


def _must_be_whole(found: Any) -> None:
    """Refuse half characters, which no file can hold."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise FileError(Why.UNFIT, "\\ud800") from error
