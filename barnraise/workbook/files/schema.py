"""The published description of the workbook file (JSON Schema), and the check against it. Pure.

The file beside this one is both: what we publish is the very thing that decides. Only the words of
JSON Schema that it uses are understood here; a test compares with another implementation.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from barnraise.workbook.files.errors import FileError, Why

FILE: Final = Path(__file__).with_name("workbook-file.schema.json")
TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
Schema = Mapping[str, Any]


@lru_cache(maxsize=1)
def published() -> Schema:
    """The schema as data."""
    found: Schema = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def check(tree: Any) -> None:
    """Raise the first Fault of this tree, if it has any."""
    for fault in _faults(tree, published(), ""):
        raise fault


def _faults(value: Any, schema: Schema, where: str) -> Iterator[FileError]:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        yield from _faults(value, published()["$defs"][name], where)
        return
    if not _is(value, schema.get("type", ())) or not _fits(value, schema):
        yield FileError(Why.UNFIT, where)
    elif isinstance(value, dict):
        yield from _in_object(value, schema, where)
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield from _faults(each, schema["items"], f"{where}/{number}")


def _in_object(value: dict[str, Any], schema: Schema, where: str) -> Iterator[FileError]:
    known, other = schema.get("properties", {}), schema.get("additionalProperties", False)
    for name in schema.get("required", ()):
        if name not in value:
            yield FileError(Why.UNFIT, f"{where}/{name}".lstrip("/"))
    for name, each in value.items():
        path = f"{where}/{name}".lstrip("/")
        if name not in known and not other:
            yield FileError(Why.UNKNOWN, path)
        else:
            yield from _faults(each, known.get(name, other), path)


def _is(value: Any, types: str | list[str]) -> bool:
    """Whether the value is of one of these types; true is no number here."""
    named = [types] if isinstance(types, str) else types
    if isinstance(value, bool):
        return "boolean" in named
    return any(isinstance(value, TYPES[name]) for name in named)


def _fits(value: Any, schema: Schema) -> bool:
    if "const" in schema and value != schema["const"]:
        return False
    match value:
        case bool():
            return True
        case int():
            return bool(schema["minimum"] <= value <= schema["maximum"])
        case str():
            return _written_right(value, schema)
        case list() | dict():
            return bool(len(value) <= schema.get("maxItems", schema.get("maxProperties", 100)))
    return True


def _written_right(value: str, schema: Schema) -> bool:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 1_000):
        return False
    return "pattern" not in schema or _pattern(schema["pattern"]).fullmatch(value) is not None


@lru_cache(maxsize=32)
def _pattern(text: str) -> re.Pattern[str]:
    """The pattern without its ^ and $, for a whole match: Python's $ allows a line end after it."""
    return re.compile(text.removeprefix("^").removesuffix("$"))
