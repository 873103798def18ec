"""A log that was kept elsewhere is taken in whole, and goes on like any other."""

import pytest
from django.utils import timezone

from barnraise.ledger.append import rebuilt
from barnraise.ledger.bulk_load import bulk_load
from barnraise.ledger.draft import Draft
from barnraise.workbook.models import Entry, Workbook
from tests.cast import Table, a_draft, a_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return a_table()


def rows(table: Table, *drafts: Draft) -> list[Entry]:
    """Entries as they were elsewhere, in this order."""
    return [
        Entry(
            log=table.workbook,
            version=number,
            key=draft.id,
            field=draft.field,
            value=dict(draft.value),
            replaces=sorted(map(str, draft.replaces)),
            edition=draft.edition,
            digest=draft.digest,
            by=table.writer,
            at=timezone.now(),
        )
        for number, draft in enumerate(drafts, 1)
    ]


def standing(workbook: Workbook) -> set[object]:
    return set(workbook.standing.values_list("entry__key", flat=True))


def test_what_stands_is_what_nothing_replaces(table: Table) -> None:
    first = a_draft("text/text-1", text="One.")
    second = a_draft("text/text-1", first.id, text="Two.")
    other = a_draft("text/text-2", text="Three.")
    bulk_load(table.workbook, rows(table, first, second, other))
    assert standing(table.workbook) == {second.id, other.id}
    assert rebuilt(table.workbook) == {"text/text-1": {second.id}, "text/text-2": {other.id}}
    assert table.workbook.version == 3
    assert table.workbook.bytes_kept == sum(len(each.canonical) for each in (first, second, other))


def test_an_entry_that_comes_after_what_replaced_it_never_stands(table: Table) -> None:
    late = a_draft("text/text-1", text="From a tablet that comes back after a month.")
    bulk_load(
        table.workbook, rows(table, a_draft("text/text-1", late.id, text="Seen and changed."))
    )
    [receipt] = table.workbook.keep([late], by=table.writer)
    assert receipt.version == 2
    assert late.id not in standing(table.workbook)


def test_only_an_empty_log_takes_in_another(table: Table) -> None:
    table.workbook.keep([a_draft("answer/goal", choice="yes")], by=table.writer)
    with pytest.raises(ValueError, match="empty"):
        bulk_load(table.workbook, rows(table, a_draft("answer/goal", choice="no")))
    assert table.workbook.entries.count() == 1
