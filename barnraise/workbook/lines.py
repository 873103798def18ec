"""Fetches what stands as a Reading; the only place where rows become lines."""

from functools import lru_cache

from barnraise.workbook.models import Entry, Workbook
from barnraise.workbook.reading import Line, Reading, read


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


def reading_of(workbook: Workbook) -> Reading:
    """What stands in the workbook now, or a moment later when someone is just saving.

    Kept in memory by version: what a version holds never changes, so nothing has to be forgotten.
    """
    return _reading(workbook.partnership.slug, workbook.version)


@lru_cache(maxsize=256)
def _reading(slug: str, version: int) -> Reading:
    """Read until no save came in between, so that what is read is one moment's state."""
    while True:
        before = _workbook(slug)
        rows = list(Entry.objects.filter(stands__log=before))
        if _workbook(slug).version == before.version:
            found = read(before.instrument, (line(row) for row in rows))
            return Reading(found.instrument, found.places, before.version)


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
