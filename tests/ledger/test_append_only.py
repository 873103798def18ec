"""Nothing said is changed or removed but by a removal, whoever asks the database."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from barnraise.ledger.models import Permit
from barnraise.ledger.removal import removal
from barnraise.workbook.models import Entry
from tests.cast import Table, a_draft, a_table
from tests.crowds import Crowd
from tests.deadline import until

CHANGES = {
    "update": "UPDATE workbook_entry SET name = 'Mallory'",
    "update of the words": "UPDATE workbook_entry SET value = '{}'",
    "delete": "DELETE FROM workbook_entry",
    "update of an edition": "UPDATE instruments_edition SET document = ''",
    "delete of an edition": "DELETE FROM instruments_edition",
}


@pytest.fixture
def said(table: Table) -> Table:
    """A table at which one thing was said."""
    table.workbook.keep([a_draft("answer/goal", choice="yes")], by=table.writer)
    return table


@pytest.mark.parametrize("sql", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses_to_change_what_was_said(said: Table, sql: str) -> None:
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute(sql)
    entry = said.workbook.entries.get()
    assert (entry.name, entry.value) == ("Ben", {"choice": "yes"})


def test_a_changed_entry_cannot_be_saved_nor_deleted(said: Table) -> None:
    entry = said.workbook.entries.get()
    entry.name = "Mallory"
    for change in (entry.save, entry.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert said.workbook.entries.get().name == "Ben"


def test_neither_a_workbook_nor_a_partnership_goes_while_its_words_are_there(said: Table) -> None:
    for thing in (said.workbook, said.partnership):
        with pytest.raises(DatabaseError), transaction.atomic():
            thing.delete()
    assert said.workbook.entries.count() == 1


def test_an_entry_cannot_be_written_over_by_an_insert(said: Table) -> None:
    entry = said.workbook.entries.get()
    entry.value = {"choice": "partly"}
    fields = ["value"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.bulk_create(
            [entry], update_conflicts=True, unique_fields=["id"], update_fields=fields
        )
    assert said.workbook.entries.get().value == {"choice": "yes"}


def test_a_removal_removes_and_closes_the_door_behind_it(said: Table) -> None:
    with removal("asked for"):
        said.workbook.entries.all().delete()
    assert said.workbook.entries.count() == 0
    assert not Permit.objects.exists()
    said.workbook.keep([a_draft("answer/goal", choice="yes")], by=said.writer)
    with pytest.raises(DatabaseError), transaction.atomic():
        said.workbook.entries.all().delete()


def test_a_removal_that_fails_removes_nothing_and_leaves_no_permit(said: Table) -> None:
    with suppress(ZeroDivisionError), removal("asked for"):
        said.workbook.entries.all().delete()
        raise ZeroDivisionError
    assert said.workbook.entries.count() == 1
    assert not Permit.objects.exists()


def test_while_one_removes_others_still_cannot(crowd: Crowd[str]) -> None:
    table = a_table()
    table.workbook.keep([a_draft("answer/goal", choice="yes")], by=table.writer)

    begun: list[int] = []

    def act(number: int) -> str:
        try:
            if number == 0:
                with removal("elsewhere"):
                    until(lambda: len(begun) == 7)
            else:
                begun.append(number)
                Entry.objects.update(name="Mallory")
        except DatabaseError:
            return "refused"
        return "done"

    assert crowd(act, 8) == ["done"] + ["refused"] * 7
    assert table.workbook.entries.get().name == "Ben"
