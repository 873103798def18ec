"""Reads a posted page: which of its fields changed, and what was asked by its buttons.

Each field on a page carries a server-made id (`FIELD~id`) and the ids its reader saw
(`FIELD~sees`). Only a field whose content differs from what was seen becomes a draft, so an old
page never overwrites a neighbor.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import QueryDict

from barnraise.instruments.document import Instrument
from barnraise.ledger.draft import MOST_REPLACED, Draft, Value
from barnraise.workbook.fields import Attribute, Kind, Unknown, clean, parse
from barnraise.workbook.models import Entry, Workbook

MOST_FIELDS = 400


@dataclass(frozen=True)
class Posted:
    """One field as a page posted it."""

    field: str
    kind: Kind
    id: UUID
    sees: tuple[UUID, ...]
    value: Value  # only the attributes the page held

    def draft(self, value: Value, edition: str) -> Draft:
        return Draft(self.id, self.field, value, frozenset(self.sees), edition)


def posted_fields(data: QueryDict, instrument: Instrument) -> Iterator[Posted]:
    """Every field the page held, whether it changed or not; what cannot be parsed is passed over."""
    names = [name[:-3] for name in data if name.endswith("~id")]
    for name in names[:MOST_FIELDS]:
        try:
            kind = parse(name, instrument).kind
        except Unknown:
            continue
        yield Posted(
            field=name,
            kind=kind,
            id=_uuid(data.get(f"{name}~id", "")) or uuid4(),
            sees=_uuids(data.get(f"{name}~sees", "")),
            value=dict(_attributes(data, name, kind)),
        )


def _attributes(data: QueryDict, name: str, kind: Kind) -> Iterator[tuple[str, str | bool]]:
    for attribute in kind.attributes:
        given = data.getlist(f"{name}.{attribute.name}")
        if given:
            yield attribute.name, _content(attribute, given[-1])


def _content(attribute: Attribute, given: str) -> str | bool:
    return given == "on" if attribute.is_flag else clean(given).strip()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _uuids(text: str) -> tuple[UUID, ...]:
    found = (_uuid(word) for word in text.split()[:MOST_REPLACED])
    return tuple(key for key in found if key)


def seen_entries(workbook: Workbook, fields: list[Posted]) -> dict[UUID, Entry]:
    """The entries the page showed, by id; a blind page saw none."""
    wanted = {key for posted in fields for key in posted.sees}
    return {entry.key: entry for entry in workbook.entries.filter(key__in=wanted)} if wanted else {}


def changed(posted: Posted, seen: Mapping[UUID, Entry], edition: str) -> Draft | None:
    """The draft a field has become, or None when it says what its reader saw."""
    before = [seen[key].value for key in posted.sees if key in seen]
    base = before[-1] if before else {}
    value = {**base, **posted.value}
    if not posted.value or same(value, base):
        return None
    return posted.draft(value, edition)


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same: what is blank or false counts as not said."""
    keys = {*one, *other}
    return all((one.get(key) or "") == (other.get(key) or "") for key in keys)


def fresh_ids(workbook: Workbook, drafts: list[Draft]) -> list[Draft]:
    """Give a draft a new id when its page's id was used before with other words.

    That is what the back button does: the page is older than what it already sent. The new id is
    made from the content, so that sending it twice keeps it once, and it replaces the earlier
    sending, which its writer knows.
    """
    rows = workbook.entries.filter(key__in={draft.id for draft in drafts})
    used = dict(rows.values_list("key", "digest"))
    return [_again(draft) if used.get(draft.id, draft.digest) != draft.digest else draft for draft in drafts]


def _again(draft: Draft) -> Draft:
    made = UUID(bytes=hashlib.sha256(draft.canonical()).digest()[:16], version=4)
    return Draft(made, draft.field, draft.value, draft.replaces | {draft.id}, draft.edition)


