"""What the tests of backups share: an install with words in it, and its data folder."""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from barnraise.house.backups import rows, schema
from barnraise.house.backups.create import create_backup
from barnraise.house.backups.manifest import Node
from barnraise.house.backups.restore import Restored, restore
from barnraise.house.backups.staging import digest
from barnraise.house.startup import one_connection
from tests.cast import Table, a_draft, a_table, an_item, forget_everything
from tests.crowds import crowd
from tests.house.install import copy_install

__all__ = ["beside", "crowd", "install", "no_pool"]


def quiet(sentence: str) -> None:
    """Progress that nobody listens to."""


@dataclass(frozen=True)
class Install:
    """A data folder with keys, and Juniper Bend's workbook in the database."""

    data: Path
    table: Table

    def back_up(self, name: str = "one.barn", *, with_keys: bool = True) -> Path:
        path = self.data / name
        create_backup(path, self.data, with_keys=with_keys, say=quiet)
        return path

    def restore(self, path: Path, *, agree: bool = True) -> Restored | None:
        return restore(path, self.data, agree=lambda found: agree, say=quiet)

    def state(self) -> dict[str, str]:
        """A digest of every table's rows, but of the epochs."""
        tables = schema.tables_at(schema.applied(connection))
        found = {table.name: digest(rows.lines(table, "default")) for table in tables}
        del found["ledger.epoch"]
        return found

    def say_more(self, count: int = 3) -> None:
        drafts = [a_draft(an_item("note"), text=f"more {n}") for n in range(count)]
        assert all(one.kept for one in self.table.workbook.keep(drafts, by=self.table.writer))


@pytest.fixture
def beside(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the program open databases of its own, which Django's tests would forbid."""
    usual = BaseDatabaseWrapper.ensure_connection

    def ensured(self: BaseDatabaseWrapper) -> None:
        if not self.alias.startswith("beside-"):
            usual(self)
        elif self.connection is None:
            with self.wrap_database_errors:
                self.connect()

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", ensured)


EMPTY: dict[tuple[Node, ...], sqlite3.Connection] = {}


@pytest.fixture(autouse=True)
def migrated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the same migrations make of an empty file is made once in a run, and then copied."""
    usual = schema.migrate

    def migrate(connection: BaseDatabaseWrapper, nodes: Iterable[Node] | None = None) -> None:
        key = tuple(nodes or ())
        if not key or connection.introspection.table_names():
            usual(connection, nodes)
        elif key in EMPTY:
            EMPTY[key].backup(connection.connection)
        else:
            usual(connection, key)
            made = sqlite3.connect(":memory:", check_same_thread=False)
            connection.connection.backup(made)
            EMPTY[key] = made

    monkeypatch.setattr(schema, "migrate", migrate)


@pytest.fixture
def no_pool(transactional_db: None) -> Iterator[None]:
    """A single connection, as a command has it."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    with one_connection():
        yield


@pytest.fixture
def install(beside: None, no_pool: None, tmp_path: Path) -> Iterator[Install]:
    """Answers, texts in two languages, one replaced, one set aside; committed for real."""
    for name in ("links.key", "secret.key"):
        (tmp_path / name).write_text(secrets.token_hex(32) + "\n")
        (tmp_path / name).chmod(0o600)
    table = a_table()
    first = a_draft("text/text-1", text="We bring bread. ¡Qué rico! 🍞\n\u2028")
    other = replace(first, value={"text": "other words"})
    table.workbook.keep([first, a_draft("answer/goal", choice="yes")], by=table.writer)
    later = a_draft("text/text-1", first.id, text="We bring bread, and butter.")
    table.workbook.keep([other, later], by=table.keeper)
    a_table("Sumac Hill")
    yield Install(tmp_path, table)
    forget_everything()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as one start and stop of the server leaves it."""
    return copy_install(tmp_path_factory.mktemp("started"))
