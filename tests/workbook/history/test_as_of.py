"""A workbook as it stood: what stands among the entries kept until then, asked what was asked."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import given
from pytest_django.fixtures import DjangoAssertNumQueries

from barnraise.ledger.draft import Draft
from barnraise.ledger.removal import removal
from barnraise.ledger.standing import standing
from barnraise.workbook.history.as_of import Moment, as_of, opening
from barnraise.workbook.models import Entry
from barnraise.workbook.state.load import snapshot_of
from tests.cast import Table, a_draft, a_table, an_item
from tests.ledger.strategies import drafts, stored
from tests.workbook.history.editions import a_second_edition, keep_under_its_edition


def ids(then: Moment) -> dict[str, set[str]]:
    return {
        field: {str(line.id) for line in place.entries}
        for field, place in then.snapshot.field_states.items()
    }


@stored
@given(drafts())
def test_every_moment_is_what_stands_among_the_lines_until_then(
    db: None, said: list[Draft]
) -> None:
    table = a_table()
    table.workbook.keep(said, by=table.writer)
    for version in range(len(said) + 1):
        expected = {
            field: {str(line.id) for line in lines}
            for field, lines in standing(said[:version]).items()
        }
        then = as_of(table.workbook, version)
        assert (ids(then), then.version) == (expected, version)


def test_the_last_moment_reads_as_now(table: Table) -> None:
    note = an_item("note")
    first = a_draft(note, text="A note")
    table.workbook.keep([first, a_draft("answer/goal", choice="yes")], by=table.writer)
    table.workbook.keep([a_draft(note, first.id, text="A better note")], by=table.writer)
    table.workbook.keep([a_draft("answer/goal", choice="partly")], by=table.second)
    table.workbook.refresh_from_db()
    then = as_of(table.workbook, table.workbook.version)
    assert then.snapshot == snapshot_of(table.workbook)


def test_a_small_entry_is_signed_by_whoever_began_it(table: Table) -> None:
    note = an_item("note")
    first = a_draft(note, text="A note")
    table.workbook.keep([first], by=table.writer)
    struck = a_draft(note, first.id, text="A note", struck=True)
    table.workbook.keep([struck], by=table.keeper)
    [before], [after] = (
        as_of(table.workbook, n).snapshot.field_state(note).entries for n in (1, 2)
    )
    assert (before.name, before.struck) == (after.name, not after.struck) == ("Ben", False)


def test_it_takes_two_queries_however_long_the_log_is(
    table: Table, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    table.workbook.keep(
        [a_draft(an_item("note"), text="A note") for _n in range(60)], by=table.writer
    )
    with django_assert_num_queries(2):
        assert len(as_of(table.workbook, 50).snapshot.field_states) == 50


def test_each_moment_is_asked_the_questions_of_its_time(table: Table) -> None:
    keep_under_its_edition(table, "goal")
    a_second_edition(table)
    keep_under_its_edition(table, "plan")
    assert [as_of(table.workbook, n).pinned.number for n in (0, 1, 2)] == [1, 1, 2]
    assert "goal" in as_of(table.workbook, 1).instrument.by_key
    assert "aim" in as_of(table.workbook, 2).instrument.by_key


def test_a_clock_that_was_set_back_does_not_change_what_was_asked(table: Table) -> None:
    a_second_edition(table)
    table.workbook.rounds.filter(number=2).update(opened_at=timezone.now() + timedelta(days=9))
    keep_under_its_edition(table, "plan")
    assert as_of(table.workbook, 1).pinned.number == 2


def test_where_no_entry_names_its_questions_the_clock_decides(table: Table) -> None:
    table.workbook.keep([a_draft("answer/plan", choice="yes")], by=table.writer)
    a_second_edition(table)
    table.workbook.keep([a_draft("answer/plan", choice="partly")], by=table.writer)
    assert [as_of(table.workbook, n).pinned.number for n in (1, 2)] == [1, 2]


def test_a_round_began_where_the_one_before_ended(table: Table) -> None:
    keep_under_its_edition(table, "goal")
    assert opening(table.workbook) is None
    a_second_edition(table)
    keep_under_its_edition(table, "plan")
    began = opening(table.workbook)
    assert began is not None
    assert (began.version, began.pinned.number) == (1, 1)


def test_words_that_are_gone_from_the_log_are_gone_from_every_moment(table: Table) -> None:
    note = an_item("note")
    table.workbook.keep([a_draft(note, text="A child's name")], by=table.writer)
    assert as_of(table.workbook, 1).snapshot.field_state(note).said
    with removal("a test of what is left"):
        Entry.objects.filter(field=note).delete()
    assert as_of(table.workbook, 1).snapshot.field_states == {}
