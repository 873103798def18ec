"""The tables as they were at a given set of migrations, in an order in which rows can be put in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, Model

from barnraise.house.backups.manifest import Node

PASSING = {"ledger.permit"}  # rows that never outlive a transaction


@dataclass(frozen=True)
class BackupTable:
    """A model as the migrations made it; such models have no methods of ours and no habits."""

    model: type[Model]

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @property
    def fields(self) -> "list[Field[Any, Any]]":
        """What is stored; the database computes generated columns itself."""
        kept = self.model._meta.concrete_fields
        return [field for field in kept if not getattr(field, "generated", False)]

    @property
    def needs(self) -> list[str]:
        """The tables its rows point to."""
        related = [field.related_model for field in self.fields if field.is_relation]
        return [m._meta.label_lower for m in related if isinstance(m, type) and m != self.model]


def applied(connection: BaseDatabaseWrapper) -> list[Node]:
    """The migrations a database has seen, sorted."""
    return sorted(MigrationLoader(connection).applied_migrations)


def unknown(nodes: Iterable[Node]) -> list[Node]:
    """Those this program does not have: they come from a later version."""
    known = MigrationLoader(None).disk_migrations
    return [node for node in nodes if node not in known]


def waiting(connection: BaseDatabaseWrapper) -> int:
    """How many migrations it has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def tables_at(nodes: Iterable[Node]) -> list[BackupTable]:
    """Every table there is once exactly these migrations were applied, what is pointed to first."""
    state = MigrationLoader(None).project_state(list(nodes))
    models = state.apps.get_models(include_auto_created=True)
    found = [
        BackupTable(model) for model in models if model._meta.managed and not model._meta.proxy
    ]
    by_name = {table.name: table for table in sorted(found, key=lambda table: table.name)}
    kept = [table for table in _ordered(by_name) if table.name not in PASSING]
    return list(dict.fromkeys(kept))


def _ordered(tables: dict[str, BackupTable]) -> Iterator[BackupTable]:
    """Depth first. A circle is cut anywhere: constraints are checked at the transaction's end."""
    seen: set[str] = set()

    def visit(name: str) -> Iterator[BackupTable]:
        if name in seen or name not in tables:
            return
        seen.add(name)
        for other in tables[name].needs:
            yield from visit(other)
        yield tables[name]

    for name in tables:
        yield from visit(name)


def migrate(connection: BaseDatabaseWrapper, nodes: Iterable[Node] | None = None) -> None:
    """Bring a database to exactly these migrations, or to the newest ones."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes() if nodes is None else _last(nodes))


def _last(nodes: Iterable[Node]) -> list[Node]:
    """The targets among them: a node that another one follows would be a step back."""
    graph, there = MigrationLoader(None).graph, set(nodes)
    followed = {
        parent.key
        for node in there
        for parent in graph.node_map[node].parents
        if parent.key[0] == node[0]
    }
    return sorted(there - followed)
