"""The few statements a save is made of, written out: through the ORM they took most of its time.

They say the same on both engines; names come from the models, values are always parameters.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model

from barnraise.ledger.db_errors import LogGone
from barnraise.ledger.held import HeldLog
from barnraise.ledger.models import Entry, Log

Known = dict[UUID, tuple[str, int]]  # id: digest and version of what is kept
GONE = ""  # in place of a digest: the words of this entry were erased
BATCH = 4_000  # keys asked for in one statement; both engines have a limit
NAMELESS = "nameless"  # in place of a digest: it is not here, and its signature was erased


class StoredEntry(NamedTuple):
    """What an entry says, where, and of what it was made."""

    field: str
    value: dict[str, str | bool]
    replaces: list[str]
    edition: str


@lru_cache(maxsize=32)
def _columns(model: type[Model]) -> "tuple[Field[object, object], ...]":
    return tuple(field for field in model._meta.concrete_fields if not field.primary_key)


@lru_cache(maxsize=64)
def _insert(vendor: str, model: type[Model], ending: str) -> str:
    names = ", ".join(f'"{field.column}"' for field in _columns(model))
    marks = ", ".join("%s" for _field in _columns(model))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks}) {ending}'  # noqa: S608


def _values(row: Model) -> list[Any]:
    return [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in _columns(type(row))
    ]


def add(rows: Sequence[Model]) -> None:
    """Insert rows of one model, and tell each its primary key."""
    with connection.cursor() as cursor:
        for row in rows:
            sql = _insert(connection.vendor, type(row), "RETURNING id")
            cursor.execute(sql, _values(row))
            row.pk = cursor.fetchone()[0]


def add_new(rows: Sequence[Model]) -> None:
    """Insert those rows of one model that are not there yet."""
    if rows:
        sql = _insert(connection.vendor, type(rows[0]), "ON CONFLICT DO NOTHING")
        with connection.cursor() as cursor:
            cursor.executemany(sql, [_values(row) for row in rows])


def _marks(values: Collection[object]) -> str:
    return ", ".join("%s" for _value in values)


def _key(key: UUID) -> UUID | str:
    return key if connection.features.has_native_uuid_field else key.hex


def _read(key: UUID | str) -> UUID:
    return key if isinstance(key, UUID) else UUID(key)


def state(log: Log) -> tuple[int, int]:
    """Version and bytes of a log as they are now; on PostgreSQL its row is locked.

    Raises LogGone when it was removed while this was on its way.
    """
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    sql = f'SELECT version, bytes_kept FROM "{log._meta.db_table}" WHERE id = %s{lock}'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk])
        found = cursor.fetchone()
    if found is None:
        raise LogGone(log.pk)
    version, size = found
    return int(version), int(size)


def version(log: Log) -> int:
    """The version of a log as it is now, -1 when it is gone; nothing is locked."""
    sql = f'SELECT version FROM "{log._meta.db_table}" WHERE id = %s'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk])
        return int((cursor.fetchone() or [-1])[0])


def fields_since(log: Log, version: int) -> set[str]:
    """The fields touched after `version`."""
    table = log.entries.model._meta.db_table
    sql = f'SELECT DISTINCT field FROM "{table}" WHERE log_id = %s AND version > %s'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk, version])
        return {field for (field,) in cursor.fetchall()}


def last_erasure(log: Log) -> str:
    """The id of the latest erasure, "" for none: what has it knows of every erasure."""
    table = log.erasures.model._meta.db_table
    sql = f'SELECT key FROM "{table}" WHERE log_id = %s ORDER BY id DESC LIMIT 1'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk])
        found = cursor.fetchone()
    return str(_read(found[0])) if found else ""


def acts_of_erasing(log: Log, keys: Collection[UUID]) -> list[UUID]:
    """The ids of the erasures that took the words of these entries, the earliest first."""
    acts, erased = log.erasures.model._meta.db_table, log.erased.model._meta.db_table
    sql = (
        f'SELECT key FROM "{acts}" WHERE log_id = %s AND words AND id IN'  # noqa: S608
        f' (SELECT erasure_id FROM "{erased}" WHERE key IN ({_marks(keys)})) ORDER BY id'
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk, *map(_key, keys)])
        return [_read(key) for (key,) in cursor.fetchall()]


def add_replacements(log: Log, replaced: Mapping[str, Collection[UUID]]) -> None:
    """Note what was replaced in each field, unless it is known already."""
    rows = []
    for field, keys in sorted(replaced.items()):
        for key in sorted(keys):
            row = log.replacements.model(field=field, key=key)
            row.log_id = log.pk
            rows.append(row)
    add_new(rows)


def put_up(log: Log, entries: Iterable[Entry]) -> None:
    """Let these entries stand in their fields."""
    rows = []
    for entry in entries:
        row = log.standing.model(field=entry.field)
        row.log_id, row.entry_id = log.pk, entry.pk
        rows.append(row)
    add(rows)


def set_state(held: HeldLog) -> None:
    """Write the version and the size of a log."""
    table = held.log._meta.db_table
    sql = f'UPDATE "{table}" SET version = %s, bytes_kept = %s WHERE id = %s'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [held.version, held.bytes_kept, held.log.pk])


def known_ids(log: Log, keys: Collection[UUID]) -> Known:
    """Digest and version of those entries that are in the log, or were erased from it."""
    if not keys:
        return {}
    asked, found = [_key(key) for key in keys], []
    with connection.cursor() as cursor:
        for part in (asked[n : n + BATCH] for n in range(0, len(asked), BATCH)):
            cursor.execute(_knowing(log, len(part)), [log.pk, *part] * 2)
            found += cursor.fetchall()
    known = {_read(key): (digest, version) for key, digest, version in found if digest == NAMELESS}
    return known | {_read(key): (digest, n) for key, digest, n in found if digest != NAMELESS}


def _knowing(log: Log, count: int) -> str:
    """Entries, then tombstones: those are asked too, for an erased entry may have no row here."""
    entries, erased, acts = (
        each.model._meta.db_table for each in (log.entries, log.erased, log.erasures)
    )
    marks = ", ".join(["%s"] * count)
    return (
        f'SELECT key, digest, version FROM "{entries}" WHERE log_id = %s AND key IN ({marks}) '  # noqa: S608
        f"UNION ALL SELECT t.key, CASE WHEN a.words THEN '{GONE}' ELSE '{NAMELESS}' END, 0 "
        f'FROM "{erased}" t JOIN "{acts}" a ON a.id = t.erasure_id '
        f"WHERE t.log_id = %s AND t.key IN ({marks})"
    )


def stored_entries(log: Log, keys: Collection[UUID]) -> dict[UUID, StoredEntry]:
    """What those of these entries say that are in the log."""
    if not keys:
        return {}
    table = log.entries.model._meta.db_table
    sql = (
        f'SELECT key, field, value, replaces, edition FROM "{table}"'  # noqa: S608
        f" WHERE log_id = %s AND key IN ({_marks(keys)})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk, *map(_key, keys)])
        return {
            _read(key): StoredEntry(field, json.loads(value), json.loads(replaces), edition)
            for key, field, value, replaces, edition in cursor.fetchall()
        }


def take_down(log: Log, field: str, keys: Collection[UUID]) -> None:
    """Let these entries of a field stand no more."""
    standing, entries = log.standing.model._meta.db_table, log.entries.model._meta.db_table
    sql = (
        f'DELETE FROM "{standing}" WHERE entry_id IN (SELECT id FROM "{entries}"'  # noqa: S608
        f" WHERE log_id = %s AND field = %s AND key IN ({_marks(keys)}))"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk, field, *map(_key, keys)])


def replaced_before(log: Log, keys: Iterable[UUID]) -> set[tuple[str, UUID]]:
    """Which of these entries were replaced before they came, and in which field."""
    wanted = list(keys)
    table = log.replacements.model._meta.db_table
    sql = f'SELECT field, key FROM "{table}" WHERE log_id = %s AND key IN ({_marks(wanted)})'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk, *map(_key, wanted)])
        return {(field, _read(key)) for field, key in cursor.fetchall()}
