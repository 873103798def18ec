"""The keeper names a moment; what stood then stays as it was, and a wrong name can be mended."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.translation import override

from barnraise.ledger.receipt import Outcome
from barnraise.refusals import WrongMoment
from barnraise.workbook.example.create import remove
from barnraise.workbook.fields import rules
from barnraise.workbook.history.as_of import as_of
from barnraise.workbook.history.milestones import MilestoneName, name_milestone
from barnraise.workbook.models import Entry, Workbook
from tests.cast import Table, a_draft, a_table, an_item
from tests.crowds import Crowd
from tests.workbook.history.editions import a_second_edition
from tests.workbook.history.milestones import all_of, named, say

HOSTILE = "<script>alert(1)</script> \u202egnp.exe {{ 7 }} " + "w" * 200


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Whatever language the test before has left behind."""
    with override("en"):
        yield


def post(client: Client, table: Table, **given: str) -> int:
    return client.post(f"/w/{table.slug}/milestones/", given).status_code


def test_a_milestone_has_a_name_a_note_a_signature_and_a_moment(table: Table) -> None:
    say(table)
    found = named(table, "  First\n look ", "Twelve came.\nIt rained. ")
    assert (found.number, found.name, found.note) == (1, "First look", "Twelve came.\nIt rained.")
    assert (found.entry.name, found.entry.organization) == ("Ana", "Juniper Bend Housing")
    assert (found.version, found.at) == (2, Entry.objects.get(version=2).at)


def test_what_stood_then_stays_whatever_is_said_later(table: Table) -> None:
    answer = a_draft("answer/goal", choice="yes")
    table.workbook.keep([answer], by=table.writer)
    version = named(table).version
    before = as_of(table.workbook, version).snapshot
    table.workbook.keep([a_draft("answer/goal", answer.id, choice="not_yet")], by=table.writer)
    a_second_edition(table)
    say(table)
    then = as_of(table.workbook, version)
    assert then.snapshot == before
    assert (then.snapshot.by_key["goal"].choice, then.pinned.edition.version) == ("yes", 1)


def test_a_wrong_name_is_mended_by_one_more_entry(table: Table) -> None:
    say(table)
    first = named(table, "Frist look", "A note")
    say(table)
    seen = [line.id for line in first.field_state.entries]
    again = MilestoneName("First look", "A note", first.item, uuid4(), seen)
    receipt = name_milestone(table.workbook, again, by=table.keeper)
    [found] = all_of(table)
    assert receipt.version == 4
    assert (found.name, found.version, found.at) == ("First look", first.version, first.at)
    kept = Entry.objects.filter(field=found.field_state.field).order_by("version")
    assert [each.value["name"] for each in kept] == ["Frist look", "First look"]


def test_two_names_given_without_sight_of_each_other_both_show(table: Table) -> None:
    first = named(table)
    seen = [line.id for line in first.field_state.entries]
    for name in ("Spring", "March"):
        again = MilestoneName(name, "", first.item, uuid4(), seen)
        name_milestone(table.workbook, again, by=table.keeper)
    assert [each.name for each in all_of(table)] == ["Spring · March"]


def test_the_same_moment_is_not_named_twice(table: Table) -> None:
    say(table)
    named(table)
    with pytest.raises(WrongMoment, match="same moment"):
        name_milestone(table.workbook, MilestoneName("Again"), by=table.keeper)
    say(table)
    assert named(table, "Again").number == 2


def test_new_questions_make_another_moment(table: Table) -> None:
    named(table)
    a_second_edition(table)
    assert named(table, "With the new questions").number == 2


def test_sent_twice_it_is_named_once(table: Table) -> None:
    name = MilestoneName("First look")
    outcomes = [name_milestone(table.workbook, name, by=table.keeper).outcome for _n in range(2)]
    assert outcomes == [Outcome.STORED, Outcome.DUPLICATE]
    assert len(all_of(table)) == 1


@pytest.mark.parametrize("name", ["", "   ", "\u202e\x00\n"])
def test_a_milestone_needs_a_name(table: Table, name: str) -> None:
    receipt = name_milestone(table.workbook, MilestoneName(name), by=table.keeper)
    assert (receipt.outcome, receipt.reason) == (Outcome.REFUSED, "A milestone needs a name.")


def test_a_name_can_not_be_emptied_later(table: Table) -> None:
    first = named(table)
    [line] = first.field_state.entries
    blank = a_draft(first.field_state.field, line.id, name="", note="")
    [receipt] = table.workbook.keep([blank], by=table.keeper)
    assert receipt.outcome is Outcome.REFUSED
    assert all_of(table)[0].name == "First look"


def test_only_the_keeper_names_one_by_whatever_way_it_comes(table: Table) -> None:
    draft = a_draft(an_item("milestone", "x").replace("/x/", "/"), name="Mine", note="")
    [receipt] = table.workbook.keep([draft], by=table.writer)
    assert receipt.reason == "Only the person who keeps this workbook can name a milestone."
    assert [post(table.client(who), table, name="Mine") for who in ("writer", "reader")] == [
        403,
        403,
    ]
    assert all_of(table) == ()


def test_there_is_an_end_to_how_many_there_are(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MAX_MILESTONES", 2)
    for name in ("One", "Two"):
        say(table)
        named(table, name)
    say(table)
    receipt = name_milestone(table.workbook, MilestoneName("Three"), by=table.keeper)
    assert receipt.reason == (
        "This workbook holds 2 milestones, and no more fit in. "
        "You can give one of them another name."
    )
    [first, _second] = all_of(table)
    seen = [line.id for line in first.field_state.entries]
    mended = MilestoneName("Won", "", first.item, uuid4(), seen)
    assert name_milestone(table.workbook, mended, by=table.keeper).kept
    several = [a_draft(f"milestone/{n * 32}", name=n) for n in "abc"]
    assert not any(each.kept for each in table.workbook.keep(several, by=table.keeper))


def test_a_hostile_name_is_only_a_name(table: Table) -> None:
    assert post(table.client("keeper"), table, name=HOSTILE[:120], note=HOSTILE) == 302
    [found] = all_of(table)
    assert len(found.name) <= 120
    assert "\u202e" not in found.name
    for page in ("", "moments/", f"moments/{found.version}/", "comparison/"):
        shown = table.client("reader").get(f"/w/{table.slug}/{page}").content.decode()
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)" in shown


def test_a_name_or_a_note_that_is_too_long_is_shown_again_whole_and_nothing_is_cut(
    table: Table,
) -> None:
    for given in ({"name": "x" * 121, "note": ""}, {"name": "Won", "note": "x" * 2_001}):
        answer = table.client("keeper").post(f"/w/{table.slug}/milestones/", given)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "and it has 1 more" in page
        assert max(given.values(), key=len) in page
        assert not all_of(table)


def test_a_name_that_could_not_be_kept_is_shown_again(table: Table) -> None:
    answer = table.client("keeper").post(
        f"/w/{table.slug}/milestones/", {"name": " ", "note": "Words worth keeping"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A milestone needs a name." in page
    assert "Words worth keeping</textarea>" in page


def test_it_is_on_the_overview_and_in_the_history(table: Table) -> None:
    say(table)
    table.client("keeper").get(f"/w/{table.slug}/")  # remembered before it was named
    assert post(table.client("keeper"), table, name="First look") == 302
    [found] = all_of(table)
    overview = table.client("reader").get(f"/w/{table.slug}/").content.decode()
    assert f'href="/w/{table.slug}/moments/{found.version}/"' in overview
    history = f"/w/{table.slug}/history/{found.field_state.field}/"
    assert "First look" in table.client("reader").get(history).content.decode()
    since = table.client("writer").get(f"/w/{table.slug}/changes/?since=1&page=overview").json()
    assert "First look" in since["html"]


def test_it_can_not_be_changed_in_the_database(table: Table) -> None:
    named(table)
    with pytest.raises(Exception, match="never changed or removed"):
        Entry.objects.filter(field__startswith="milestone/").update(value={"name": "Other"})


def test_it_goes_with_its_workbook(table: Table) -> None:
    named(table)
    remove(table.partnership)
    assert not Entry.objects.exists()


def test_named_by_many_at_once_it_is_one_moment(crowd: Crowd[str]) -> None:
    table = a_table()
    say(table)
    keeper = table.keeper

    def name(number: int) -> str:
        workbook = Workbook.objects.get(pk=table.workbook.pk)
        try:
            return str(name_milestone(workbook, MilestoneName(f"Look {number}"), by=keeper).outcome)
        except WrongMoment:
            return "same moment"

    assert sorted(crowd(name, 6)) == ["same moment"] * 5 + ["stored"]
    assert len(all_of(table)) == 1
