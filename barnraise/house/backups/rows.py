"""A row as one line of JSON, the same whichever engine it came from, and back again."""

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field
from django.utils.duration import duration_iso_string

from barnraise.house.backups.schema import BackupTable

BATCH = 500  # rows read or written in one go
Fields = Sequence["Field[Any, Any]"]


def lines(table: BackupTable, using: str) -> Iterator[bytes]:
    """Every row of the table in the order of its keys; on both engines a stream."""
    fields = table.fields
    names = [field.attname for field in fields]
    found = table.model._base_manager.using(using).order_by("pk").values_list(*names)
    for values in found.iterator(chunk_size=BATCH):
        yield line(dict(zip(names, values, strict=True)))


def line(row: dict[str, Any]) -> bytes:
    """One object, its keys sorted, so that equal rows are equal bytes."""
    plain = {name: _plain(value) for name, value in row.items()}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case timedelta():
            return duration_iso_string(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
    return value


def values(line: bytes, fields: Fields) -> list[Any]:
    """What `line` was made from, checked by its fields; ValueError for anything else."""
    row = json.loads(line)
    names = {field.attname for field in fields}
    if not isinstance(row, dict):
        raise ValueError("a row is not an object")
    if odd := sorted(names.symmetric_difference(row)):
        raise ValueError(f"a row has other fields than this table: {', '.join(odd)[:80]}")
    return [field.to_python(row[field.attname]) for field in fields]


class TableWriter:
    """Puts rows into a table as they are: no default, no automatic time, no signal."""

    def __init__(self, table: BackupTable, connection: BaseDatabaseWrapper) -> None:
        self.connection, self.fields = connection, table.fields
        name: Callable[[Any], str] = connection.ops.quote_name
        columns = ", ".join(name(field.column) for field in self.fields)
        places = ", ".join(["%s"] * len(self.fields))
        self.into = name(table.model._meta.db_table)
        self.sql = f"INSERT INTO {self.into} ({columns}) VALUES ({places})"  # noqa: S608 - no value
        self.waiting: list[list[Any]] = []

    def add(self, values: list[Any]) -> None:
        """Put one row in, now or with the next ones."""
        pairs = zip(self.fields, values, strict=True)
        self.waiting.append(
            [field.get_db_prep_save(value, self.connection) for field, value in pairs]
        )
        if len(self.waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Put in whatever waits."""
        if self.waiting:
            with self.connection.cursor() as cursor:
                cursor.executemany(self.sql, self.waiting)
        self.waiting = []
