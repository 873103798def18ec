"""Fetches what stands as a Reading; the only place where rows become lines."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from barnraise.workbook.models import Entry, Workbook
from barnraise.workbook.reading import ITEM_KINDS, Line, Reading, read


def line(entry: Entry) -> Line:
    """An entry's row as the reading knows it."""
    return Line(
        entry.key,
        entry.field,
        entry.value,
        entry.version,
        entry.at,
        entry.by_id,
        entry.name,
        entry.organization,
    )


def _first_entries(workbook: Workbook, rows: Iterable[Entry]) -> dict[str, Entry]:
    """For each small entry that was changed since: the entry that began it."""
    changed = {row.field for row in rows if row.replaces and row.field.split("/")[0] in ITEM_KINDS}
    found: dict[str, Entry] = {}
    if changed:
        for entry in workbook.entries.filter(field__in=changed).order_by("version"):
            found.setdefault(entry.field, entry)
    return found


def begun(said: Line, first: Line) -> Line:
    """The line signed as its small entry was when it began with `first`."""
    return replace(
        said,
        by=first.by,
        name=first.name,
        organization=first.organization,
        born=first.version,
        born_at=first.at,
    )


def reading_of(workbook: Workbook) -> Reading:
    """What stands in the workbook now, or a moment later when someone is just saving.

    Kept in memory by version: what a version holds never changes, so nothing has to be forgotten.
    """
    return _reading(workbook.partnership.slug, workbook.version, workbook.edition_id)


@lru_cache(maxsize=256)
def _reading(slug: str, version: int, edition: int) -> Reading:
    """Read until no save came in between, so that what is read is one moment's state."""
    while True:
        before = _workbook(slug)
        rows = list(Entry.objects.filter(stands__log=before))
        first = _first_entries(before, rows)
        if _version(before) == before.version:
            lines = (
                begun(line(row), line(first[row.field])) if row.field in first else line(row)
                for row in rows
            )
            found = read(before.instrument, lines)
            return Reading(found.instrument, found.places, before.version)


def _version(workbook: Workbook) -> int:
    return Workbook.objects.values_list("version", flat=True).get(pk=workbook.pk)


def _workbook(slug: str) -> Workbook:
    return (
        Workbook.objects.select_related("edition")
        .defer("edition__document")
        .get(partnership__slug=slug)
    )


def fields_since(workbook: Workbook, version: int) -> set[str]:
    """The fields touched after `version`."""
    rows = workbook.entries.filter(version__gt=version)
    return set(rows.values_list("field", flat=True))
