"""Reads a posted page: which of its fields changed, and what was asked by its buttons.

Each field on a page carries a server-made id (`FIELD~id`) and the ids its reader saw
(`FIELD~sees`). Only a field whose content differs from what was seen becomes a draft, so an old
page never overwrites a neighbor.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import QueryDict

from barnraise.ledger.draft import MAX_REPLACED, Draft, Value
from barnraise.ledger.held import Lookup, StoredEntry
from barnraise.ledger.sql import look_up
from barnraise.workbook.fields.address import Unknown, clean, is_blank, parse_among
from barnraise.workbook.fields.kinds import Attribute, Kind
from barnraise.workbook.models import Workbook

MAX_SEEN = MAX_REPLACED // 2  # leaves room for what the writer said since (see `resending`)


@dataclass(frozen=True)
class PostedField:
    """One field as a page posted it."""

    field: str
    kind: Kind
    id: UUID
    sees: tuple[UUID, ...]
    value: Value  # only the attributes the page held
    is_changed: bool = False  # a device sends only what its writer changed; a form sends all

    def draft(self, value: Value, edition: str) -> Draft:
        return Draft(self.id, self.field, value, frozenset(self.sees), edition)


def posted_fields(data: QueryDict, workbook: Workbook) -> Iterator[PostedField]:
    """Every field the page held, whether it changed or not; what names nothing is passed over."""
    for name in [key[:-3] for key in data if key.endswith("~id")]:
        try:
            kind = parse_among(name, workbook.asked()).kind
        except Unknown:
            continue
        yield PostedField(
            field=name,
            kind=kind,
            id=key_in(data.get(f"{name}~id", "")) or uuid4(),
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


def key_in(text: str) -> UUID | None:
    """The entry id a text spells, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _uuids(text: str) -> tuple[UUID, ...]:
    found = dict.fromkeys(key_in(word) for word in text.split()[:MAX_SEEN])
    return tuple(key for key in found if key)


def seen_entries(workbook: Workbook, fields: Sequence[PostedField]) -> Lookup:
    """The entries the page showed, and those it sends again; a blind page saw none."""
    return look_up(workbook, {key for posted in fields for key in (*posted.sees, posted.id)})


def draft_of(posted: PostedField, seen: Mapping[UUID, StoredEntry], edition: str) -> Draft | None:
    """The draft a field has become, or None when it says what its reader saw.

    A device may have seen what a restored server lost: what it changed is kept all the same.
    """
    if again := _sent_before(posted, seen):
        return again
    if posted.is_changed and not all(key in seen for key in posted.sees):
        return posted.draft({**posted.kind.unsaid, **posted.value}, edition)
    return _changed(posted, seen, edition)


def _sent_before(posted: PostedField, known: Mapping[UUID, StoredEntry]) -> Draft | None:
    """The very draft that was kept of these words before, if they are only sent again.

    What an entry was made of may have changed since: the question set asked, or what its writer
    saw and the log did not hold yet. Made anew it would be other bytes, and kept twice.
    """
    kept = known.get(posted.id)
    if kept is None or kept.field != posted.field:
        return None
    if set(kept.replaces) != {str(key) for key in posted.sees}:
        return None
    if not same({name: kept.value.get(name, "") for name in posted.value}, posted.value):
        return None
    return posted.draft(kept.value, kept.edition)


def _changed(posted: PostedField, seen: Mapping[UUID, StoredEntry], edition: str) -> Draft | None:
    """The draft a field has become, or None when it says what its reader saw.

    Leaving a box empty beside two texts chooses neither.
    """
    known = [seen[key] for key in posted.sees if key in seen]
    before = [entry.value for entry in known if entry.field == posted.field]
    split = any(not same(value, before[-1]) for value in before)
    if split and posted.kind.in_words and is_blank(posted.value):
        return None
    base = _shown_of_two(posted.kind, before) if split else [posted.kind.unsaid, *before][-1]
    value = {**base, **posted.value}
    return None if same(value, base) else posted.draft(value, edition)


def _shown_of_two(kind: Kind, before: Sequence[Value]) -> Value:
    """What a page shows as said where versions differ: the last text, no choice, any tick."""
    if kind.in_words:
        return before[-1]
    flags = [each.name for each in kind.attributes if each.is_flag]
    return {**kind.unsaid, **{name: any(value.get(name) for value in before) for name in flags}}


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same: what is blank or false counts as not said."""
    return _said(one) == _said(other)


def _said(value: Value) -> dict[str, str | bool]:
    """What a form would give back of a value."""
    read = {k: clean(each).strip() if isinstance(each, str) else each for k, each in value.items()}
    return {name: content for name, content in read.items() if content}
