"""What stands is what nothing replaces, and the table of what stands is what the log says."""

from barnraise.ledger.draft import Draft
from barnraise.ledger.receipt import Receipt
from barnraise.ledger.standing import standing
from barnraise.workbook.models import Workbook
from tests.cast import Table, a_draft, a_table
from tests.crowds import Crowd
from tests.ledger.states import stands

GOAL, PLAN = "answer/goal", "answer/plan"


def test_an_entry_stands_until_another_replaces_it(table: Table) -> None:
    first = a_draft(GOAL, choice="yes")
    second = a_draft(GOAL, first.id, choice="partly")
    table.workbook.keep([first], by=table.writer)
    assert stands(table.workbook) == {GOAL: {first.id}}
    table.workbook.keep([second], by=table.second)
    assert stands(table.workbook) == {GOAL: {second.id}}


def test_two_entries_without_sight_of_each_other_both_stand(table: Table) -> None:
    one, other = a_draft(GOAL, choice="yes"), a_draft(GOAL, choice="partly")
    table.workbook.keep([one], by=table.writer)
    table.workbook.keep([other], by=table.second)
    assert stands(table.workbook) == {GOAL: {one.id, other.id}}


def test_whoever_saw_both_replaces_both(table: Table) -> None:
    one, other = a_draft(GOAL, choice="yes"), a_draft(GOAL, choice="partly")
    both = a_draft(GOAL, one.id, other.id, choice="yes")
    table.workbook.keep([one, other, both], by=table.writer)
    assert stands(table.workbook) == {GOAL: {both.id}}


def test_a_replacement_may_come_before_what_it_replaces(table: Table) -> None:
    first = a_draft(GOAL, choice="yes")
    second = a_draft(GOAL, first.id, choice="partly")
    table.workbook.keep([second], by=table.writer)
    assert stands(table.workbook) == {GOAL: {second.id}}
    table.workbook.keep([first], by=table.writer)
    assert stands(table.workbook) == {GOAL: {second.id}}


def test_the_same_holds_within_one_batch_in_either_order(table: Table) -> None:
    first = a_draft(GOAL, choice="yes")
    second = a_draft(GOAL, first.id, choice="partly")
    table.workbook.keep([second, first], by=table.writer)
    assert stands(table.workbook) == {GOAL: {second.id}}


def test_an_entry_replaces_nothing_in_another_field(table: Table) -> None:
    first = a_draft(GOAL, choice="yes")
    elsewhere = a_draft(PLAN, first.id, choice="not_yet")
    for batch in ([first], [elsewhere]):
        table.workbook.keep(batch, by=table.writer)
    assert stands(table.workbook) == {GOAL: {first.id}, PLAN: {elsewhere.id}}


def test_an_id_that_never_comes_may_be_replaced_many_times(table: Table) -> None:
    never = a_draft(GOAL)
    drafts = [a_draft(GOAL, never.id, choice="yes") for _time in range(3)]
    for draft in drafts:
        table.workbook.keep([draft], by=table.writer)
    assert stands(table.workbook) == {GOAL: {draft.id for draft in drafts}}


def test_a_refused_or_set_aside_entry_replaces_nothing(table: Table) -> None:
    first = a_draft(GOAL, choice="yes")
    refused = a_draft(GOAL, first.id, choice="perhaps")
    aside = Draft(first.id, GOAL, {"choice": "partly"}, frozenset({refused.id}))
    table.workbook.keep([first, refused, aside], by=table.writer)
    assert stands(table.workbook) == {GOAL: {first.id}}


def test_logs_do_not_reach_into_each_other(table: Table) -> None:
    other = a_table("Sumac Hill")
    first = a_draft(GOAL, choice="yes")
    table.workbook.keep([first], by=table.writer)
    other.workbook.keep([a_draft(GOAL, first.id, choice="partly")], by=other.writer)
    assert stands(table.workbook) == {GOAL: {first.id}}


def test_lines_stand_in_the_order_they_are_given() -> None:
    one, other = a_draft(GOAL), a_draft(GOAL)
    assert standing([one, other]) == {GOAL: [one, other]}
    assert standing([other, one]) == {GOAL: [other, one]}
    assert standing([]) == {}


def test_two_at_the_same_moment_without_sight_of_each_other_both_stand(
    crowd: Crowd[list[Receipt]],
) -> None:
    table = a_table()
    members = [table.writer, table.second]
    drafts = [a_draft(GOAL, choice="yes"), a_draft(GOAL, choice="partly")]

    def post(number: int) -> list[Receipt]:
        return Workbook.objects.get(pk=table.workbook.pk).keep([drafts[number]], by=members[number])

    crowd(post, 2)
    assert stands(table.workbook) == {GOAL: {draft.id for draft in drafts}}


def test_a_crowd_that_replaces_the_same_entry_leaves_all_of_its_own(crowd: Crowd[object]) -> None:
    table = a_table()
    member, first = table.writer, a_draft(GOAL, choice="yes")
    table.workbook.keep([first], by=member)
    drafts = [a_draft(GOAL, first.id, choice="partly") for _time in range(12)]

    def post(number: int) -> object:
        return Workbook.objects.get(pk=table.workbook.pk).keep([drafts[number]], by=member)

    crowd(post, len(drafts))
    assert stands(table.workbook) == {GOAL: {draft.id for draft in drafts}}
