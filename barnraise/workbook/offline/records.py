"""Reads entries as a device keeps and sends them: each is the JSON text of one field's words."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from barnraise.workbook.fields.address import Unknown, clean, parse_among
from barnraise.workbook.fields.kinds import Kind
from barnraise.workbook.models import Workbook
from barnraise.workbook.save.posted import MAX_SEEN, PostedField, key_in

MAX_NAMED = 200  # characters of an id or address that are repeated in a receipt

Body = Mapping[str, object]


@dataclass(frozen=True)
class Record:
    """One entry as it came: what it calls itself, the digest of its text, and its words if any."""

    id: str
    field: str
    digest: str
    posted: PostedField | None  # None when it could not be read


def record_in(text: object, workbook: Workbook | None) -> Record:
    """Read one entry; what cannot be read is still named, so that its receipt finds it.

    Without a workbook its words are of no more use, and are not read.
    """
    body = _body(text)
    name, field = _text(body.get("id")), _text(body.get("field"))
    posted = _posted(body, field, workbook) if workbook else None
    return Record(name, field, _digest(text), posted)


def _body(text: object) -> Body:
    try:
        body = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _digest(text: object) -> str:
    """SHA-256 of the very bytes the device holds."""
    if not isinstance(text, str):
        return ""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _text(content: object) -> str:
    return content[:MAX_NAMED] if isinstance(content, str) else ""


def _posted(body: Body, field: str, workbook: Workbook) -> PostedField | None:
    key, sees, value = key_in(_text(body.get("id"))), body.get("sees"), body.get("value")
    if key is None or not isinstance(sees, list) or not isinstance(value, dict):
        return None
    try:
        kind = parse_among(field, workbook.asked()).kind
    except Unknown:
        return None
    seen = [key_in(text) for text in sees[:MAX_SEEN] if isinstance(text, str)]
    words = {name: _content(kind, name, content) for name, content in value.items()}
    if any(content is None for content in words.values()):
        return None
    kept = {name: content for name, content in words.items() if content is not None}
    unique = tuple(dict.fromkeys(known for known in seen if known))
    return PostedField(field, kind, key, unique, kept, is_changed=True)


def _content(kind: Kind, name: str, content: object) -> str | bool | None:
    """What an attribute says, as a form would say it; None when it is none of this kind's."""
    attribute = next((each for each in kind.attributes if each.name == name), None)
    if attribute is None or not isinstance(content, str | bool):
        return None
    if attribute.is_flag:
        return content in {True, "on"}
    return clean(content).strip() if isinstance(content, str) else None
