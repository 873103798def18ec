"""The few statements a save is made of, written out: through the ORM they took most of its time.

They say the same on both engines; names come from the models, values are always parameters.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import DateTimeField, JSONField, UUIDField

from barnraise.ledger.db_errors import LogGone
from barnraise.ledger.held import HeldLog, Known, Lookup, StoredEntry
from barnraise.ledger.models import Log

Prepare = Callable[..., Any]  # how a content is told to a database
GONE = ""  # in place of a digest: the words of this entry were erased
BATCH = 4_000  # keys asked for in one statement; both engines have a limit
LATEST = "latest"  # in place of a digest: this is the latest erasure of the log
NAMELESS = "nameless"  # in place of a digest: it is not here, and its signature was erased


class NewEntry(NamedTuple):
    """One entry to be written: the columns of its table, but for the log's."""

    version: int
    key: UUID
    field: str
    value: dict[str, str | bool]
    replaces: list[str]
    edition: str
    digest: str
    name: str
    organization: str
    at: datetime
    by_id: int


def _model(log: type[Log], rows: str) -> Any:
    """What one of a log's tables is made of, by what the log calls its rows."""
    relation: Any = log._meta.get_field(rows)
    return relation.related_model


@lru_cache(maxsize=32)
def _table(log: type[Log], rows: str) -> str:
    """The name of one of a log's tables."""
    return str(_model(log, rows)._meta.db_table)


@lru_cache(maxsize=8)
def _insert_entry(_vendor: str, log: type[Log]) -> tuple[str, tuple[Prepare | None, ...]]:
    """The statement, and for each column how its content is told to this kind of database."""
    model = _model(log, "entries")
    columns = [model._meta.get_field(name.removesuffix("_id")) for name in NewEntry._fields]
    names = ", ".join(f'"{column.column}"' for column in columns)
    table, marks = model._meta.db_table, ", ".join("%s" for _column in columns)
    sql = f'INSERT INTO "{table}" (log_id, {names}) VALUES (%s, {marks})'  # noqa: S608
    told = (JSONField, UUIDField, DateTimeField)
    return sql, tuple(
        column.get_db_prep_save if isinstance(column, told) else None for column in columns
    )


def add_entries(cursor: CursorWrapper, log: Log, entries: Sequence[NewEntry]) -> None:
    """Write new entries of a log; what they replace, and what stands, is written apart."""
    mine, pk = cursor.db, log.pk
    sql, prepares = _insert_entry(mine.vendor, type(log))
    rows = [
        [
            pk,
            *(
                prepare(content, mine) if prepare else content
                for prepare, content in zip(prepares, entry, strict=True)
            ),
        ]
        for entry in entries
    ]
    cursor.executemany(sql, rows)


def _marks(values: Collection[object]) -> str:
    return ", ".join("%s" for _value in values)


def _keys(cursor: CursorWrapper, keys: Iterable[UUID]) -> list[UUID | str]:
    """As this kind of database knows them."""
    return list(keys) if cursor.db.features.has_native_uuid_field else [key.hex for key in keys]


def _parts(keys: list[UUID | str]) -> Iterator[list[UUID | str]]:
    return (keys[n : n + BATCH] for n in range(0, len(keys), BATCH))


def _read(key: UUID | str) -> UUID:
    return key if isinstance(key, UUID) else UUID(key)


def state(cursor: CursorWrapper, log: Log) -> tuple[int, int]:
    """Version and bytes of a log as they are now; on PostgreSQL its row is locked.

    Raises LogGone when it was removed while this was on its way.
    """
    lock = " FOR UPDATE" if cursor.db.features.has_select_for_update else ""
    sql = f'SELECT version, bytes_kept FROM "{log._meta.db_table}" WHERE id = %s{lock}'  # noqa: S608
    cursor.execute(sql, [log.pk])
    found = cursor.fetchone()
    if found is None:
        raise LogGone(log.pk)
    version, size = found
    return int(version), int(size)


def moment(log: Log) -> tuple[int, str]:
    """The version of a log as it is now, -1 when it is gone, and `last_erasure`, at one time."""
    table, acts = log._meta.db_table, _table(type(log), "erasures")
    sql = (
        f'SELECT version, (SELECT key FROM "{acts}" WHERE log_id = l.id'  # noqa: S608
        f' ORDER BY id DESC LIMIT 1) FROM "{table}" l WHERE l.id = %s'
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk])
        version, act = cursor.fetchone() or (-1, None)
        return int(version), str(_read(act)) if act else ""


def fields_since(log: Log, version: int) -> set[str]:
    """The fields touched after `version`."""
    table = _table(type(log), "entries")
    sql = f'SELECT DISTINCT field FROM "{table}" WHERE log_id = %s AND version > %s'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk, version])
        return {field for (field,) in cursor.fetchall()}


def last_erasure(log: Log) -> str:
    """The id of the latest erasure, "" for none: what has it knows of every erasure."""
    table = _table(type(log), "erasures")
    sql = f'SELECT key FROM "{table}" WHERE log_id = %s ORDER BY id DESC LIMIT 1'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk])
        found = cursor.fetchone()
    return str(_read(found[0])) if found else ""


def acts_of_erasing(log: Log, keys: Collection[UUID]) -> list[UUID]:
    """The ids of the erasures that took the words of these entries, the earliest first."""
    acts, erased = _table(type(log), "erasures"), _table(type(log), "erased")
    sql = (
        f'SELECT key FROM "{acts}" WHERE log_id = %s AND words AND id IN'  # noqa: S608
        f' (SELECT erasure_id FROM "{erased}" WHERE key IN ({_marks(keys)})) ORDER BY id'
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk, *_keys(cursor, keys)])
        return [_read(key) for (key,) in cursor.fetchall()]


def add_replacements(
    cursor: CursorWrapper, log: Log, replaced: Mapping[str, Collection[UUID]]
) -> None:
    """Note what was replaced in each field, unless it is known already; it stands no more."""
    pairs = [(field, key) for field, keys in sorted(replaced.items()) for key in sorted(keys)]
    if not pairs:
        return
    told = _keys(cursor, (key for _field, key in pairs))
    sql = (
        f'INSERT INTO "{_table(type(log), "replacements")}" (log_id, field, key)'  # noqa: S608
        " VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
    )
    rows = [(log.pk, field, key) for (field, _key), key in zip(pairs, told, strict=True)]
    cursor.executemany(sql, rows)
    for part in _parts(told):
        cursor.execute(_taking_down(type(log), len(part)), [log.pk, *part])


@lru_cache(maxsize=64)
def _taking_down(log: type[Log], count: int) -> str:
    standing, entries, replacements = (
        _table(log, rows) for rows in ("standing", "entries", "replacements")
    )
    return (
        f'DELETE FROM "{standing}" WHERE entry_id IN (SELECT e.id FROM "{entries}" e'  # noqa: S608
        f' JOIN "{replacements}" r ON r.log_id = e.log_id AND r.field = e.field AND r.key = e.key'
        f" WHERE e.log_id = %s AND e.key IN ({_marks(range(count))}))"
    )


def put_up(cursor: CursorWrapper, log: Log, since: int) -> None:
    """Let the entries after version `since` stand, but for those that were replaced before."""
    standing, entries, replacements = (
        _table(type(log), rows) for rows in ("standing", "entries", "replacements")
    )
    sql = (
        f'INSERT INTO "{standing}" (field, log_id, entry_id)'  # noqa: S608
        f' SELECT e.field, e.log_id, e.id FROM "{entries}" e'
        f" WHERE e.log_id = %s AND e.version > %s AND NOT EXISTS (SELECT 1"
        f' FROM "{replacements}" r WHERE r.log_id = e.log_id AND r.field = e.field'
        f" AND r.key = e.key) ORDER BY e.version"
    )
    cursor.execute(sql, [log.pk, since])


def set_state(held: HeldLog) -> None:
    """Write the version and the size of a log."""
    table = held.log._meta.db_table
    sql = f'UPDATE "{table}" SET version = %s, bytes_kept = %s WHERE id = %s'  # noqa: S608
    held.cursor.execute(sql, [held.version, held.bytes_kept, held.log.pk])


def known_ids(cursor: CursorWrapper, log: Log, keys: Collection[UUID]) -> Known:
    """Digest and version of those entries that are in the log, or were erased from it."""
    found: list[tuple[UUID | str, str, int]] = []
    for part in _parts(_keys(cursor, keys)):
        cursor.execute(_knowing(type(log), len(part)), [log.pk, *part] * 2)
        found += cursor.fetchall()
    return _known((_read(key), digest, version) for key, digest, version in found)


def _known(found: Iterable[tuple[UUID, str, int]]) -> Known:
    """By id; of what is both here and noted as nameless, what is here."""
    rows = sorted(found, key=lambda row: row[1] != NAMELESS)
    return {key: (digest, version) for key, digest, version in rows}


@lru_cache(maxsize=64)
def _knowing(log: type[Log], count: int, columns: tuple[str, ...] = ()) -> str:
    """Entries, then tombstones: those are asked too, for an erased entry may have no row here.

    `columns` are of entries alone.
    """
    entries, erased, acts = (_table(log, rows) for rows in ("entries", "erased", "erasures"))
    marks = _marks(range(count))
    more, none = "".join(f", {name}" for name in columns), ", NULL" * len(columns)
    return (
        f'SELECT key, digest, version{more} FROM "{entries}"'  # noqa: S608
        f" WHERE log_id = %s AND key IN ({marks}) "
        f"UNION ALL SELECT t.key, CASE WHEN a.words THEN '{GONE}' ELSE '{NAMELESS}' END, 0{none} "
        f'FROM "{erased}" t JOIN "{acts}" a ON a.id = t.erasure_id '
        f"WHERE t.log_id = %s AND t.key IN ({marks})"
    )


def look_up(log: Log, keys: Collection[UUID]) -> Lookup:
    """What is in a log of these entries, and its latest erasure, without holding it."""
    version, rows = log.version, []
    if not keys:
        return Lookup(version, (), {}, {}, None)
    with connection.cursor() as cursor:
        for part in _parts(_keys(cursor, keys)):
            cursor.execute(_looking_up(type(log), len(part)), [log.pk, *part] * 2 + [log.pk] * 2)
            rows += cursor.fetchall()
    found = [(_read(key), *row) for key, *row in rows if row[0] != LATEST]
    latest = [str(_read(key)) for key, *row in rows if row[0] == LATEST]
    return Lookup(
        version,
        keys,
        _known((key, digest, number) for key, digest, number, *_words in found),
        {key: _stored_entry(*words) for key, _digest, _n, *words in found if words[0] is not None},
        latest[0] if latest else "",
    )


def _stored_entry(field: str, value: str, replaces: str, edition: str) -> StoredEntry:
    return StoredEntry(field, json.loads(value), json.loads(replaces), edition)


@lru_cache(maxsize=64)
def _looking_up(log: type[Log], count: int) -> str:
    acts, columns = _table(log, "erasures"), StoredEntry._fields
    return (
        f"{_knowing(log, count, columns)}"  # noqa: S608
        f" UNION ALL SELECT key, '{LATEST}', 0{', NULL' * len(columns)}"
        f' FROM "{acts}" WHERE log_id = %s AND id ='
        f' (SELECT MAX(id) FROM "{acts}" WHERE log_id = %s)'
    )
