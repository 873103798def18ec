"""Fetches what stands as a Snapshot; the only place where rows become entries of one."""

from collections.abc import Iterable
from itertools import chain
from sys import getsizeof
from uuid import UUID

from barnraise.caches import Cache
from barnraise.ledger.compiled_query import CompiledQuery
from barnraise.ledger.sql import fields_since as fields_in
from barnraise.ledger.sql import moment
from barnraise.workbook.fields.kinds import is_shared_text
from barnraise.workbook.models import Entry, Workbook
from barnraise.workbook.state.authorship import Authorship, FieldRow
from barnraise.workbook.state.snapshot import ITEM_KINDS, Snapshot, StandingEntry, snapshot_from
from barnraise.workbook.text.offer import History, Version


def line(entry: Entry) -> StandingEntry:
    """An entry's row as the reading knows it."""
    return StandingEntry(
        entry.key,
        entry.field,
        entry.value,
        entry.version,
        entry.at,
        entry.by_id,
        entry.name,
        entry.organization,
        erased=not entry.digest,
        reworked=bool(entry.replaces) and is_shared_text(entry.field),
    )


def field_row(entry: Entry) -> FieldRow:
    """An entry's row with what it replaced."""
    return FieldRow(line(entry), frozenset(map(UUID, entry.replaces)))


def _authorships(workbook: Workbook, rows: Iterable[Entry]) -> dict[str, Authorship]:
    """For each small entry that was changed since: who did what to it."""
    changed = {row.field for row in rows if row.replaces and row.field.split("/")[0] in ITEM_KINDS}
    there: dict[str, list[FieldRow]] = {field: [] for field in changed}
    if changed:
        for entry in workbook.entries.filter(field__in=changed).order_by("version"):
            there[entry.field].append(field_row(entry))
    return {field: Authorship(rows) for field, rows in there.items()}


def snapshot_of(workbook: Workbook) -> Snapshot:
    """What stands in the workbook now, or a moment later when someone is just saving.

    Kept in memory by version: what a version holds never changes, so nothing has to be forgotten.
    """
    # By the row's number too: a public name can come back with a workbook's file.
    slug = workbook.partnership.slug
    key = (workbook.pk, slug, workbook.version, workbook.edition_id)
    return _snapshots.get(key, lambda: _loaded(workbook))


def _loaded(workbook: Workbook) -> Snapshot:
    """Read until no save came in between, so that what is read is one moment's state."""
    while True:
        rows = STANDING.rows(workbook.pk)
        hands = _authorships(workbook, rows)
        version, last_erasure = moment(workbook)
        if version == workbook.version:
            lines = (
                hands[row.field].signed(line(row)) if row.field in hands else line(row)
                for row in rows
            )
            found = snapshot_from(workbook.instrument, lines)
            return Snapshot(found.instrument, found.field_states, version, last_erasure)
        workbook = _workbook(workbook)


def _size(snapshot: Snapshot) -> int:
    """The bytes its entries take, about: what they say, and what a row of Python objects takes."""
    entries = chain.from_iterable(state.entries for state in snapshot.field_states.values())
    return sum(600 + sum(map(getsizeof, entry.value.values())) for entry in entries)


# A hall's workbook may hold thousands of entries: to read it anew at each look would cost too much.
_snapshots: Cache[Snapshot] = Cache(
    max_count=256, max_bytes=26_000_000, max_bytes_of_one=26_000_000, size=_size
)


def _workbook(before: Workbook) -> Workbook:
    """The workbook as it is now; `DoesNotExist` when it was removed meanwhile."""
    books = Workbook.objects.select_related("edition", "partnership").defer("edition__document")
    return books.get(pk=before.pk, partnership__slug=before.partnership.slug)


STANDING = CompiledQuery(lambda log: Entry.objects.filter(stands__log=log), int)


def fields_since(workbook: Workbook, version: int) -> set[str]:
    """The fields touched after `version`."""
    return fields_in(workbook, version)


def history_of(workbook: Workbook, field: str) -> History:
    """Every text ever said in a field and what it replaced, oldest first."""
    rows = workbook.entries.filter(field=field).order_by("version")
    return {
        key: Version(str(value.get("text") or ""), frozenset(map(UUID, replaces)))
        for key, value, replaces in rows.values_list("key", "value", "replaces")
    }
