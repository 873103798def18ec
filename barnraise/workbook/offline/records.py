"""Reads entries as a device keeps and sends them: each is the JSON text of one field's words."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from barnraise.workbook.fields import Kind, Unknown, clean, parse_among
from barnraise.workbook.models import Workbook
from barnraise.workbook.save.posted import MAX_SEEN, PostedField, key_in

MAX_NAMED = 200  # characters of an id or address that are repeated in a receipt


@dataclass(frozen=True)
class Record:
    """One entry as it came: what it calls itself, the digest of its text, and its words if any."""

    id: str
    field: str
    digest: str
    posted: PostedField | None  # None when it could not be read


def record(text: object, workbook: Workbook) -> Record:
    """Read one entry; what cannot be read is still named, so that its receipt finds it."""
    said = _object(text)
    name, field = _text(said.get("id")), _text(said.get("field"))
    return Record(name, field, _digest(text), _posted(said, field, workbook))


def named(text: object) -> dict[str, str]:
    """What a receipt repeats of an entry when its words are of no more use."""
    said = _object(text)
    field = _text(said.get("field"))
    return {"id": _text(said.get("id")), "field": field, "digest": _digest(text)}


def _object(text: object) -> dict[str, Any]:
    try:
        said = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _digest(text: object) -> str:
    """SHA-256 of the very bytes the device holds."""
    if not isinstance(text, str):
        return ""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _text(said: object) -> str:
    return said[:MAX_NAMED] if isinstance(said, str) else ""


def _posted(said: dict[str, Any], field: str, workbook: Workbook) -> PostedField | None:
    key, sees, value = key_in(_text(said.get("id"))), said.get("sees"), said.get("value")
    if key is None or not isinstance(sees, list) or not isinstance(value, dict):
        return None
    try:
        kind = parse_among(field, workbook.asked()).kind
    except Unknown:
        return None
    seen = [key_in(each) for each in sees[:MAX_SEEN] if isinstance(each, str)]
    words = {name: _content(kind, name, content) for name, content in value.items()}
    if any(content is None for content in words.values()):
        return None
    kept = {name: content for name, content in words.items() if content is not None}
    return PostedField(field, kind, key, tuple(dict.fromkeys(each for each in seen if each)), kept)


def _content(kind: Kind, name: str, content: object) -> str | bool | None:
    """What an attribute says, as a form would say it; None when it is none of this kind's."""
    found = next((each for each in kind.attributes if each.name == name), None)
    if found is None or not isinstance(content, str | bool):
        return None
    if found.is_flag:
        return content in {True, "on"}
    return clean(content).strip() if isinstance(content, str) else None
