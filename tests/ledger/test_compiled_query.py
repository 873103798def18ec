"""A compiled query answers what its query set answers, whatever the values."""

import ast

import django
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from barnraise.ledger.compiled_query import CHECKED_WITH, CompiledQuery
from barnraise.partnerships.models import Member
from barnraise.workbook.models import Entry
from tests.cast import Table, a_draft, a_table
from tools.step import ROOT

SEATS = Member.objects.select_related("partnership", "partnership__workbook__edition").defer(
    "partnership__workbook__edition__document"
)
seated = CompiledQuery(lambda role, slug: SEATS.filter(role=role, partnership__slug=slug), str, str)
since = CompiledQuery(lambda log, after: Entry.objects.filter(log=log, version__gt=after), int, int)


@pytest.mark.parametrize("role", ["keeper", "writer", "reader"])
def test_it_finds_the_same_rows_with_the_same_content(table: Table, role: str) -> None:
    for who in ("keeper", "writer", "second"):
        table.seat(who)
    a_table("Sumac Hill").seat("writer")
    asked = SEATS.filter(role=role, partnership__slug=table.slug).order_by("pk")
    found = sorted(seated.rows(role, table.slug), key=lambda each: each.pk)
    assert found == list(asked)
    assert [each.__dict__.keys() for each in found] == [each.__dict__.keys() for each in asked]
    assert [each.joined_at for each in found] == [each.joined_at for each in asked]


def test_what_is_fetched_along_needs_no_further_query(table: Table) -> None:
    table.seat("writer")
    found = seated.first("writer", table.slug)
    assert found is not None
    with CaptureQueriesContext(connection) as queries:
        edition = found.partnership.workbook.edition
        assert edition.sha256 == table.workbook.edition.sha256
        assert found.partnership.started_at == table.partnership.started_at
        assert "document" in edition.get_deferred_fields()
    assert not queries.captured_queries


def test_values_are_values_whatever_they_spell(table: Table) -> None:
    table.seat("writer")
    for hostile in ("", "' OR 1=1 --", "%s", "\x1fvalue-0\x1f", "writer' UNION SELECT 1"):
        assert seated.rows(hostile, table.slug) == []
        assert seated.first("writer", hostile) is None


def test_json_times_and_ids_come_back_as_models_give_them(table: Table) -> None:
    drafts = [a_draft("text/text-1", text="¿Qué sabemos? 🙏"), a_draft("text/text-1", text="More")]
    table.workbook.keep(drafts, by=table.writer)
    asked = list(Entry.objects.filter(log=table.workbook).order_by("version"))
    found = sorted(since.rows(table.workbook.pk, 0), key=lambda each: each.version)
    for one, other in zip(found, asked, strict=True):
        for field in Entry._meta.concrete_fields:
            assert getattr(one, field.attname) == getattr(other, field.attname), field.name
    assert [each.version for each in since.rows(table.workbook.pk, 1)] == [2]


def test_a_value_that_has_no_place_in_the_query_is_noticed(db: None) -> None:
    forgetful = CompiledQuery(lambda _role: Member.objects.all(), str)
    with pytest.raises(ValueError, match="no place"):
        forgetful.rows("keeper")


def test_the_private_parts_of_django_are_those_that_were_read() -> None:
    assert django.VERSION[:2] == CHECKED_WITH, (
        f"barnraise/ledger/compiled_query.py leans on private parts of Django {CHECKED_WITH}, and "
        f"this is {django.get_version()}. Read the parts that its first lines name again, run the "
        "tests of this file, and set CHECKED_WITH."
    )


def test_no_other_file_leans_on_them() -> None:
    private = {"get_compiler", "klass_info", "get_related_populators", "apply_converters"}
    leaning = {
        path.name
        for path in (ROOT / "barnraise").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in private
    }
    assert leaning == {"compiled_query.py"}
