"""Connections beside the usual one: to a snapshot of the database, and to a copy set aside."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection as live
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from barnraise.house.backups.errors import BackupError

SQLITE = "django.db.backends.sqlite3"


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """The database as it is at one moment, while others go on writing; nobody waits for us."""
    options = {
        name: value for name, value in live.settings_dict["OPTIONS"].items() if name != "pool"
    }
    if live.vendor == "sqlite":
        if not Path(str(live.settings_dict["NAME"])).exists():
            raise BackupError("There is no database yet, so there is nothing to copy.")
        reading = {"transaction_mode": "DEFERRED", "init_command": "PRAGMA query_only=ON"}
        options |= reading
    with _another({**live.settings_dict, "OPTIONS": options}) as found, _atomic(found):
        if found.vendor == "postgresql":
            with found.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield found


@contextmanager
def aside(path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A new SQLite file; nothing of it is waited for until it is wanted (see `swap`)."""
    quick = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;"
    options = {"transaction_mode": "IMMEDIATE", "init_command": quick}
    with _another({"ENGINE": SQLITE, "NAME": path, "OPTIONS": options}) as found:
        yield found


@contextmanager
def _another(database: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    alias = f"beside-{secrets.token_hex(4)}"
    connections.settings[alias] = connections.configure_settings({"default": database})["default"]
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


def _atomic(connection: BaseDatabaseWrapper) -> Any:
    return transaction.atomic(using=connection.alias)
