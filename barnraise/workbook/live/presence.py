"""Who is writing in which text right now: never part of the log, and forgotten within seconds.

A page that somebody types in gives a sign with its looks for news. On SQLite one process serves,
so signs stay in its memory and no write takes the turn of a save. On PostgreSQL processes share
one small table without a log of its own, with at most one row a member.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from barnraise.caches import Cache
from barnraise.partnerships.models import Member
from barnraise.workbook.models import Workbook

LASTS = 12  # seconds that a sign counts
AT_MOST_EVERY = 5  # seconds between two rows of one writer

Writing = tuple[tuple[int, str, str], ...]  # member, field and name
Writers = Mapping[str, tuple[str, ...]]  # field: the name of each who writes there, "" for none


@dataclass(frozen=True, slots=True)
class Sign:
    """That a member writes in a field of a workbook; `at` is this process's own clock."""

    log: int
    field: str
    name: str
    at: float


_of_all: Cache[Writing] = Cache(
    max_count=256, max_bytes=100_000, size=lambda rows: 100 + 300 * len(rows)
)
_signs: dict[int, Sign] = {}  # by member: whoever writes in two places writes in the last one


def sign(workbook: Workbook, field: str, *, by: Member) -> None:
    """Note that `by` is writing in this field."""
    now = Sign(workbook.pk, field, by.name or by.organization, time.monotonic())
    if connection.vendor == "postgresql":
        if _is_fresh(_signs.get(by.pk), now):
            return
        _share(by.pk, now)
    _signs[by.pk] = now
    for member in [pk for pk, each in list(_signs.items()) if now.at - each.at > LASTS]:
        _signs.pop(member, None)


def writers(workbook: Workbook, *, but: Member) -> Writers:
    """Who else is writing in this workbook, field by field."""
    is_shared = connection.vendor == "postgresql"
    there = _shared(workbook.pk, int(time.monotonic())) if is_shared else _own(workbook.pk)
    found: dict[str, list[str]] = {}
    for member, field, name in there:
        if member != but.pk:
            found.setdefault(field, []).append(name)
    return {field: tuple(names) for field, names in found.items()}


def _own(log: int) -> Writing:
    """What this process knows."""
    now = time.monotonic()
    return tuple(
        (member, each.field, each.name)
        for member, each in sorted(_signs.items())
        if each.log == log and now - each.at <= LASTS
    )


def forget() -> None:
    """Forget every sign this process knows."""
    _signs.clear()
    _of_all.forget()


def _is_fresh(before: Sign | None, now: Sign) -> bool:
    """Whether the row that was written last still tells enough."""
    if before is None or now.at - before.at >= AT_MOST_EVERY:
        return False
    return (before.log, before.field, before.name) == (now.log, now.field, now.name)


def _share(member: int, now: Sign) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO workbook_writing (member_id, log_id, field, name, at)"
            " VALUES (%s, %s, %s, %s, clock_timestamp())"
            " ON CONFLICT (member_id) DO UPDATE SET log_id = excluded.log_id,"
            " field = excluded.field, name = excluded.name, at = excluded.at",
            [member, now.log, now.field, now.name],
        )
        cursor.execute(
            "DELETE FROM workbook_writing WHERE at < clock_timestamp() - interval '1 minute'"
        )
    _of_all.forget()


def _shared(log: int, second: int) -> Writing:
    """What all processes know; asked once a second, however many pages look."""
    return _of_all.get((log, second), lambda: _fetched(log))


def _fetched(log: int) -> Writing:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT member_id, field, name FROM workbook_writing WHERE log_id = %s"
            " AND at > clock_timestamp() - %s * interval '1 second' ORDER BY member_id",
            [log, LASTS],
        )
        return tuple(cursor.fetchall())
