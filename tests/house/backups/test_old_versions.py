"""A backup from an older version is raised at its own schema, then brought up to this one."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from barnraise.house.backups import connections, rows, schema
from barnraise.house.backups.create import create_backup
from barnraise.house.backups.staging import staged
from barnraise.instruments.models import Edition
from barnraise.ledger.models import Epoch
from tests.cast import SMALL_SET
from tests.house.backups.conftest import quiet

LATER = ("ledger", "0002_epoch")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("links.key", "secret.key"):
        (tmp_path / name).write_text(f"{name}\n")
    return tmp_path


def old_nodes() -> list[tuple[str, str]]:
    """The migrations of a version that knew no epochs, nor what builds upon them."""
    graph = schema.MigrationLoader(None).graph
    later = set(graph.backwards_plan(LATER))
    return sorted(node for node in graph.nodes if node not in later)


def old_database(connection: BaseDatabaseWrapper) -> None:
    """A database as that version left it, with one question set in it."""
    nodes = old_nodes()
    schema.migrate(connection, nodes)
    [table] = [one for one in schema.tables_at(nodes) if one.name == "instruments.edition"]
    text = SMALL_SET.read_text(encoding="utf-8")
    values = {
        "id": 7,
        "key": "small",
        "version": 1,
        "sha256": Edition.digest(text),
        "document": text,
        "published_at": "2026-01-02T03:04:05.678901+00:00",
    }
    writer = rows.TableWriter(table, connection)
    writer.add([field.to_python(values[field.attname]) for field in table.fields])
    writer.flush()


def seen_as_live(connection: BaseDatabaseWrapper) -> AbstractContextManager[BaseDatabaseWrapper]:
    @contextmanager
    def snapshot() -> Iterator[BaseDatabaseWrapper]:
        yield connection

    return snapshot()


def test_a_backup_from_before_epochs_is_migrated_forward(
    beside: None, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data / "old.barn"
    with connections.aside(data / "old.sqlite3") as old:
        old_database(old)
        monkeypatch.setattr(connections, "snapshot", lambda: seen_as_live(old))
        made = create_backup(path, data, with_keys=True, say=quiet)
    assert LATER not in made.migrations
    assert "ledger.epoch" not in {part.name for part in made.tables}
    with staged(path, data, quiet) as copy:
        using = copy.connection.alias
        assert LATER in schema.applied(copy.connection)
        assert Edition.objects.using(using).get().pk == 7
        assert Epoch.objects.using(using).count() == 0
