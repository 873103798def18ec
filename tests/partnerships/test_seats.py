"""Places: a browser known again by its cookie, and what opening another link does to its role."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from barnraise.partnerships.devices import FOUR_HUNDRED_DAYS, cookie_digest, memberships, seat
from barnraise.partnerships.links import derived_token, digest, replace_link
from barnraise.partnerships.models import Device, Member, Role
from barnraise.partnerships.names import one_line
from tests.cast import Table, a_draft, a_seat, a_table

KEEPER, WRITER, READER = Role.KEEPER, Role.WRITER, Role.READER


def browser(secret: str) -> HttpRequest:
    request = HttpRequest()
    request.COOKIES[settings.DEVICE_COOKIE_NAME] = secret
    return request


def test_a_browser_gets_a_cookie_of_which_only_the_digest_is_kept(table: Table) -> None:
    response = HttpResponse()
    member = seat(HttpRequest(), response, table.partnership, WRITER)
    assert isinstance(member, Member)
    cookie = response.cookies[settings.DEVICE_COOKIE_NAME]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["max-age"]) == ("Lax", FOUR_HUNDRED_DAYS)
    assert len(cookie.value) >= 32
    assert member.device.digest == digest(cookie.value)
    assert cookie_digest(browser(cookie.value)) == member.device.digest


def test_a_cookie_that_nobody_gave_is_not_taken_over(table: Table) -> None:
    seat = a_seat(table.partnership, WRITER, secret="chosen-by-an-attacker")
    assert seat.secret != "chosen-by-an-attacker"


def test_a_known_browser_stays_one_device_at_the_next_table(table: Table) -> None:
    first = a_seat(table.partnership, WRITER)
    second = a_seat(a_table("Sumac Hill").partnership, READER, first.secret)
    assert second.secret != first.secret
    assert second.member.device == first.member.device
    assert Device.objects.count() == 1


def test_opening_the_same_link_again_is_the_same_place(table: Table) -> None:
    first = a_seat(table.partnership, WRITER)
    assert a_seat(table.partnership, WRITER, first.secret).member == first.member
    assert Member.objects.count() == 1


@pytest.mark.parametrize(
    ("held", "opened", "then"),
    [
        (KEEPER, WRITER, KEEPER),
        (KEEPER, READER, KEEPER),
        (WRITER, READER, WRITER),
        (READER, WRITER, WRITER),
        (READER, KEEPER, KEEPER),
        (WRITER, KEEPER, KEEPER),
    ],
)
def test_a_link_lifts_a_browser_and_never_lowers_it(
    table: Table, held: Role, opened: Role, then: Role
) -> None:
    seat = a_seat(table.partnership, held)
    after = a_seat(table.partnership, opened, seat.secret)
    assert (after.member.pk, after.member.role) == (seat.member.pk, then)
    assert not Member.objects.get(pk=seat.member.pk).link_was_replaced


@pytest.mark.parametrize("opened", [WRITER, READER])
def test_a_role_whose_link_was_replaced_gives_way_to_any_other(table: Table, opened: Role) -> None:
    seat = a_seat(table.partnership, KEEPER)
    replace_link(table.partnership, KEEPER)
    after = a_seat(table.partnership, opened, seat.secret).member
    assert after.role == opened
    assert not after.link_was_replaced


def test_the_keeper_who_replaces_the_keepers_link_is_seated_again_and_others_are_not(
    table: Table,
) -> None:
    own, other = a_seat(table.partnership, KEEPER), a_seat(table.partnership, KEEPER)
    replace_link(table.partnership, KEEPER)
    a_seat(table.partnership, KEEPER, own.secret)
    found = {member.pk: member.link_was_replaced for member in Member.objects.all()}
    assert found == {own.member.pk: False, other.member.pk: True}


def test_replacing_the_write_link_leaves_keepers_and_readers_seated(table: Table) -> None:
    seats = {role: a_seat(table.partnership, role).member.pk for role in Role}
    replace_link(table.partnership, WRITER)
    found = {
        member.role: member.link_was_replaced
        for member in Member.objects.filter(pk__in=seats.values())
    }
    assert found == {KEEPER: False, WRITER: True, READER: False}


def test_the_places_of_a_browser_are_its_own_newest_first_without_the_ended(table: Table) -> None:
    seat = table.seat("writer")
    tables = [a_table(name) for name in ("Sumac Hill", "Cedar Row")]
    for each in tables:
        seat = a_seat(each.partnership, READER, seat.secret)
    a_table("Elsewhere").seat("keeper")
    names = [member.partnership.name for member in memberships(browser(seat.secret))]
    assert names == ["Cedar Row", "Sumac Hill", "Juniper Bend"]
    replace_link(tables[1].partnership, READER)
    assert len(memberships(browser(seat.secret))) == 2
    assert memberships(browser("another")) == memberships(HttpRequest()) == []


def test_earlier_entries_keep_the_signature_they_had(table: Table) -> None:
    member = table.writer
    table.workbook.keep([a_draft("answer/goal", choice="yes")], by=member)
    member.sign("Benjamin", "")
    table.workbook.keep([a_draft("answer/plan", choice="yes")], by=member)
    signed = table.workbook.entries.order_by("version").values_list("name", "organization")
    assert list(signed) == [("Ben", "Lakeside Schools"), ("Benjamin", "")]


HOSTILE = "a\x00b\ud800c\n d\u2028e\u202ef" + "x" * 300


def test_any_name_can_be_kept_on_one_line(table: Table) -> None:
    table.writer.sign(HOSTILE, HOSTILE)
    table.partnership.rename(HOSTILE)
    member = Member.objects.select_related("partnership").get(pk=table.writer.pk)
    for name, most in (
        (member.name, 80),
        (member.organization, 120),
        (member.partnership.name, 120),
    ):
        assert name.startswith("a b c d e f")
        assert len(name) == most


@pytest.mark.parametrize("name", ["می‌خواهم", "👩‍👧 Ana", "Zoë", "李小龍", "O'Neil & Søn <b>"])
def test_names_of_all_the_world_stay_as_they_are(name: str) -> None:
    assert one_line(f"  {name}\t", 80) == name


def at_the_door(table: Table, other: Table, role: str = "writer") -> str:
    """What somebody who sits at `table` reads when opening the link to the other one."""
    path = reverse("partnerships:open_link", args=[derived_token(other.partnership, WRITER)])
    return table.client(role).get(path).content.decode()


@pytest.mark.parametrize(
    "name", ["Juniper Bend", "juniper bend ", "JUNIPER-BEND", "Júniper Bend", "Ｊuniper Bend"]
)
def test_the_door_says_when_this_browser_has_another_workbook_of_this_name(
    db: None, name: str
) -> None:
    table, other = a_table(name="Juniper Bend"), a_table(name=name)
    page = at_the_door(table, other)
    assert "You already have a workbook of this name" in page
    assert reverse("workbook:overview", args=[table.slug]) in page
    assert "Open the workbook" in page


@pytest.mark.parametrize(
    ("mine", "theirs"), [("Juniper Bend", "Cedar Hill"), ("", ""), ("!", "?"), ("Juniper Bend", "")]
)
def test_the_door_says_nothing_of_workbooks_that_nobody_takes_for_this_one(
    db: None, mine: str, theirs: str
) -> None:
    assert "of this name" not in at_the_door(a_table(name=mine), a_table(name=theirs))


def test_the_door_tells_nobody_what_others_have(db: None) -> None:
    table, other = a_table(name="Juniper Bend"), a_table(name="Juniper Bend")
    assert "of this name" not in at_the_door(table, table)
    assert "of this name" not in at_the_door(table, other, "stranger")
