"""Writes a workbook as its file: everything in it at one moment, and the same bytes each time.

The moment is one query; all that is read after it was kept before, and such lines never change.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Count, Max

from barnraise.partnerships.models import Member
from barnraise.workbook.file_origin import FileOrigin
from barnraise.workbook.files import erasures
from barnraise.workbook.files.layout import (
    ABOUT,
    FORMAT,
    FORMAT_VERSION,
    laid_out,
    written_at,
)
from barnraise.workbook.files.seal import sealed
from barnraise.workbook.models import Workbook

BATCH = 2_000  # entries fetched in one go
SAID = (
    "version",
    "key",
    "field",
    "value",
    "replaces",
    "edition",
    "digest",
    "name",
    "organization",
    "at",
    "by",
)


def export_file(workbook: Workbook) -> bytes:
    """The workbook file: JSON in UTF-8, as docs/reference/workbook-file.md has it."""
    while True:
        before = erasures.latest(workbook)
        tree = _tree(_at_this_moment(workbook))
        if erasures.latest(workbook) == before:  # else something was removed while it was read
            return laid_out(sealed(tree, settings.LINK_KEY))


def _at_this_moment(workbook: Workbook) -> Any:
    """The workbook's row, with how many rounds it has and the last thing set aside."""
    found = Workbook.objects.select_related("partnership").annotate(
        many_rounds=Count("rounds", distinct=True), last_aside=Max("set_aside__pk")
    )
    return found.get(pk=workbook.pk)


def _tree(now: Any) -> dict[str, Any]:
    rounds = [_round(each) for each in _rounds(now)]
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "about": ABOUT,
        "partnership": {
            "slug": now.partnership.slug,
            "name": now.partnership.name,
            "started_at": written_at(now.partnership.started_at),
            "example": now.partnership.is_example,
        },
        "log": {"entries": now.version, "version": now.version},
        "editions": _editions(now),
        "rounds": rounds,
        "entries": list(_entries(now)),
        "set_aside": [_set_aside(each) for each in _asides(now)],
        "erased": erasures.told(now),
        "from_file": _from_file(now.file_origin),
    }


def _from_file(origin: FileOrigin | None) -> dict[str, Any] | None:
    """Up to where this server does not know who wrote what; null when it knows all."""
    if origin is None or origin.is_checked:
        return None
    return {"at": written_at(origin.at), "entries": origin.entries, "seal": origin.seal.value}


def _rounds(now: Any) -> list[Any]:
    return list(
        now.rounds.select_related("edition", "opened_by").order_by("number")[: now.many_rounds]
    )


def _editions(now: Any) -> list[dict[str, str]]:
    found = {each.edition.sha256: each.edition for each in _rounds(now)}
    order = sorted(found.values(), key=lambda one: (one.instrument.key, one.instrument.version))
    return [{"sha256": each.sha256, "document": each.document} for each in order]


def _round(each: Any) -> dict[str, Any]:
    return {
        "number": each.number,
        "edition": each.edition.sha256,
        "opened_at": written_at(each.opened_at),
        "opened_by": person(each.opened_by) if each.opened_by else None,
    }


def person(member: Member) -> dict[str, str]:
    """A member as their signature now is."""
    return {"name": member.name, "organization": member.organization}


def _entries(now: Any) -> Iterator[dict[str, Any]]:
    """Every entry. Writers have numbers within a field alone.

    Whoever leaves one note unsigned must not be known by another one they signed elsewhere.
    """
    writers: dict[str, dict[int, int]] = {}
    rows = now.entries.filter(version__lte=now.version).order_by("version")
    for row in rows.values(*SAID).iterator(chunk_size=BATCH):
        seen = writers.setdefault(row["field"], {})
        key, at, by = row.pop("key"), row.pop("at"), row.pop("by")
        number = seen.setdefault(by, len(seen) + 1)
        yield {**row, "id": str(key), "at": written_at(at), "by": number}


def _asides(now: Any) -> list[Any]:
    there = now.set_aside.filter(pk__lte=now.last_aside or 0)
    return list(there.order_by("pk"))


def _set_aside(each: Any) -> dict[str, Any]:
    sent = json.loads(each.payload)
    return {
        **{name: sent[name] for name in ("id", "field", "value", "replaces", "edition")},
        "digest": each.digest,
        "by": {"name": each.name, "organization": each.organization},
        "at": written_at(each.at),
    }
