"""The check of each log: how many entries it has, its version, one digest over all of theirs."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from barnraise.house.backups.rows import BATCH, line
from barnraise.house.backups.schema import BackupTable

ENTRY = {"log", "version", "key", "digest", "replaces"}  # what makes a table one of entries


def checks(tables: Iterable[BackupTable], using: str) -> Iterator[bytes]:
    """One line for each log that has entries, at this state of the schema."""
    for table in tables:
        if {field.name for field in table.fields} >= ENTRY:
            yield from _of(table, using)


def _of(table: BackupTable, using: str) -> Iterator[bytes]:
    rows = table.model._base_manager.using(using).order_by("log_id", "version")
    found = rows.values_list("log_id", "version", "digest").iterator(chunk_size=BATCH)
    for log, entries in groupby(found, key=lambda row: row[0]):
        count, last, digest = 0, 0, hashlib.sha256()
        for _log, version, own in entries:
            count, last = count + 1, version
            digest.update(f"{version} {own}\n".encode())
        check = {"entries": count, "version": last, "digest": digest.hexdigest()}
        yield line({"table": table.name, "log": log, **check})
