"""The paper on growing holds every table and every constraint against Citus, and holds true.

Citus spreads a table over machines by one column, its distribution key. A unique constraint there
has to hold the key. A foreign key has to be the key on both sides, or point to a reference table.
"""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Field, Model, UniqueConstraint

from tests.docs.papers import ROOT
from tests.docs.tables import tables

PAPER = (ROOT / "docs/explanation/growing.md").read_text(encoding="utf-8")
NAME = re.compile(r"`([a-z0-9_.]+)`")
HOLDS, CHANGES = "holds", "must change"


def rows(title: str) -> Iterator[tuple[list[str], list[str]]]:
    """The rows of the table under a heading: the names in the first cell, and the other cells."""
    text = PAPER.partition(f"### {title}\n")[2].partition("\n##")[0]
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if cells and NAME.search(cells[0]):
            yield NAME.findall(cells[0]), cells[1:]


KINDS = {
    name: (kind, key.strip("`")) for names, (kind, key, *_why) in rows("Tables") for name in names
}


def verdicts(title: str) -> dict[str, str]:
    return {name: verdict for names, (verdict, *_how) in rows(title) for name in names}


def columns_of(model: type[Model], constraint: UniqueConstraint) -> set[str]:
    return {model._meta.get_field(name).column for name in constraint.fields}


def uniques() -> Iterator[tuple[str, str, set[str]]]:
    """Name, table and columns of every unique constraint but the primary keys."""
    for model in apps.get_models():
        table = model._meta.db_table
        for field in model._meta.concrete_fields:
            if field.unique and not field.primary_key:
                yield f"{table}.{field.column}", table, {field.column}
        for each in model._meta.constraints:
            if isinstance(each, UniqueConstraint):
                yield each.name, table, columns_of(model, each)


def foreign_keys() -> Iterator[tuple[str, str, "Field[object, object]"]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation:
                yield f"{model._meta.db_table}.{field.column}", model._meta.db_table, field


def unique_holds(table: str, columns: set[str]) -> bool:
    kind, key = KINDS[table]
    return kind != "distributed" or key in columns


def foreign_key_holds(table: str, field: "Field[object, object]") -> bool:
    assert isinstance(field.related_model, type)
    (kind, key), (there, its_key) = KINDS[table], KINDS[field.related_model._meta.db_table]
    if there == "distributed":
        target = field.target_field.column  # type: ignore[attr-defined]
        return kind == "distributed" and (field.column, target) == (key, its_key)
    return there == kind or (kind, there) == ("distributed", "reference")


def test_every_table_has_its_kind_and_the_distributed_ones_a_key_that_is_a_column() -> None:
    assert set(KINDS) == {*tables(), "django_migrations"}
    assert {kind for kind, _key in KINDS.values()} == {"distributed", "reference", "local"}
    for model in apps.get_models():
        kind, key = KINDS[model._meta.db_table]
        columns = {field.column for field in model._meta.concrete_fields}
        assert (key in columns) is (kind == "distributed"), model


def test_every_unique_constraint_is_told_to_hold_or_to_change_and_that_is_so() -> None:
    expected = {
        name: HOLDS if unique_holds(table, columns) else CHANGES
        for name, table, columns in uniques()
    }
    assert verdicts("Unique constraints") == expected


def test_every_foreign_key_is_told_to_hold_or_to_change_and_that_is_so() -> None:
    expected = {
        name: HOLDS if foreign_key_holds(table, field) else CHANGES
        for name, table, field in foreign_keys()
    }
    assert verdicts("Foreign keys") == expected


def test_every_primary_key_is_one_number_as_the_paper_says() -> None:
    keys = {model._meta.pk.column for model in apps.get_models() if model._meta.pk}
    assert keys == {"id"}
    assert "### Primary keys" in PAPER


@pytest.mark.parametrize(
    ("table", "columns", "is_held"),
    [
        ("workbook_entry", {"key"}, False),
        ("workbook_entry", {"log_id", "key"}, True),
        ("ledger_removed", {"name"}, True),
    ],
)
def test_the_rule_for_unique_constraints_can_say_no(
    table: str, columns: set[str], is_held: bool
) -> None:
    assert unique_holds(table, columns) is is_held
