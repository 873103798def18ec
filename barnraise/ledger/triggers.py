"""Database triggers that keep a log append-only on both engines."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
WHEN NOT EXISTS (SELECT 1 FROM ledger_permit)
BEGIN SELECT RAISE(ABORT, 'a thing said is never changed or removed'); END
"""

POSTGRESQL = """
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_permit) THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a thing said is never changed or removed'
    USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
"""

Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]


def _raise_trigger(table: str, verb: str) -> Step:
    def step(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        template = POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE
        editor.execute(template.format(table=table, verb=verb, VERB=verb.upper()), params=None)

    return step


def _drop_trigger(table: str, verb: str) -> Step:
    def step(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}", params=None)

    return step


def append_only(table: str) -> list[RunPython]:
    """Migration steps after which rows of `table` can be added but not changed or removed."""
    return [
        RunPython(_raise_trigger(table, verb), _drop_trigger(table, verb))
        for verb in ("update", "delete")
    ]
