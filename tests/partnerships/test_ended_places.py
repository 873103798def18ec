"""Ends: leaving, a keeper's word and a year unused end a place on the server, for good."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from barnraise.instruments.publish import load_built_in
from barnraise.partnerships import openings, seats
from barnraise.partnerships.access import get_member_or_404
from barnraise.partnerships.devices import digest_of, memberships, seat
from barnraise.partnerships.links import derived_token
from barnraise.partnerships.models import Device, Member, Opening, Role, today
from barnraise.partnerships.proxy_members import proxy_member
from barnraise.refusals import Forbidden
from barnraise.workbook.models.checklist import ChecklistDraft
from tests.cast import Seat, Table, a_draft, a_seat, a_table, an_item
from tests.crowds import Crowd

KEEPER, WRITER, READER = Role.KEEPER, Role.WRITER, Role.READER


def browser(secret: str) -> HttpRequest:
    request = HttpRequest()
    request.COOKIES[settings.DEVICE_COOKIE_NAME] = secret
    return request


def opened(table: Table, role: Role, secret: str) -> str:
    """A link opened by the browser with this secret, which has not come with its new one yet."""
    response = HttpResponse()
    seat(browser(secret), response, table.partnership, role)
    return response.cookies[settings.DEVICE_COOKIE_NAME].value


def role_at(table: Table, secret: str) -> str:
    """What this secret lets one do: a role, "ended" or "nothing"."""
    try:
        return get_member_or_404(browser(secret), table.slug).role
    except Forbidden:
        return "ended"
    except Http404:
        return "nothing"


def cookie_of(client: Client) -> str:
    return str(client.cookies[settings.DEVICE_COOKIE_NAME].value)


def test_who_had_the_browser_before_is_not_the_keeper_afterwards(table: Table) -> None:
    before = a_seat(table.partnership, READER).secret
    fresh = opened(table, KEEPER, before)
    assert role_at(table, before) == READER
    assert role_at(table, fresh) == KEEPER
    assert role_at(table, before) == "ended"


def test_by_pages_a_link_opened_gives_a_fresh_secret(table: Table) -> None:
    here = a_seat(table.partnership, READER)
    client = here.client
    token = derived_token(table.partnership, WRITER)
    assert client.post(reverse("partnerships:open_link", args=[token])).status_code == 302
    assert cookie_of(client) != here.secret
    assert client.get(f"/w/{table.slug}/").status_code == 200
    assert here.client.get(f"/w/{table.slug}/").status_code == 403


def test_a_started_workbook_is_not_for_who_had_the_browser_before(table: Table) -> None:
    load_built_in()
    here = a_seat(table.partnership, READER)
    client = here.client
    response = client.post(reverse("workbook:workbooks"), {"name": "Ours"})
    assert client.get(response["Location"]).status_code == 200
    assert here.client.get(response["Location"]).status_code == 404


def test_every_table_comes_along_to_the_new_secret(table: Table) -> None:
    other = a_table("Sumac Hill")
    first = a_seat(table.partnership, KEEPER)
    fresh = opened(other, READER, first.secret)
    assert [each.partnership.name for each in memberships(browser(fresh))] == [
        "Sumac Hill",
        "Juniper Bend",
    ]
    assert memberships(browser(first.secret)) == []
    assert role_at(table, fresh) == KEEPER


def test_an_answer_that_is_lost_on_its_way_takes_nothing_away(table: Table) -> None:
    old = a_seat(table.partnership, WRITER).secret
    lost = opened(table, KEEPER, old)
    assert role_at(table, old) == WRITER
    again = opened(table, KEEPER, old)
    assert role_at(table, again) == KEEPER
    assert role_at(table, lost) == KEEPER  # somebody did open that link, once
    assert Member.objects.filter(partnership=table.partnership).count() == 2


def test_a_secret_that_was_overtaken_leads_to_its_own_table_alone(table: Table) -> None:
    other = a_table("Sumac Hill")
    old = a_seat(table.partnership, KEEPER).secret
    stolen, own = opened(other, READER, old), opened(table, KEEPER, old)
    assert role_at(table, own) == KEEPER
    assert role_at(other, stolen) == READER
    assert role_at(table, stolen) == "nothing"


def test_a_link_that_was_replaced_meanwhile_gives_nothing(table: Table) -> None:
    old = a_seat(table.partnership, READER).secret
    fresh = opened(table, WRITER, old)
    table.partnership.writer_generation += 1
    table.partnership.save()
    assert role_at(table, fresh) == READER


def test_new_secrets_that_nobody_comes_with_are_few_and_go(table: Table) -> None:
    old = a_seat(table.partnership, READER).secret
    for _time in range(20):
        opened(table, READER, old)
    assert Opening.objects.count() == openings.MAX_UNCLAIMED
    Opening.objects.update(at=timezone.now() - timedelta(hours=2))
    openings.forget_unclaimed()
    assert Opening.objects.count() == 0
    assert role_at(table, old) == READER


def test_a_browser_that_opens_links_twice_at_once_loses_nothing(crowd: Crowd[str]) -> None:
    table, other = a_table(), a_table("Sumac Hill")
    secret = a_seat(other.partnership, READER).secret
    roles = [KEEPER, READER, WRITER] * 2
    fresh = crowd(lambda number: opened(table, roles[number], secret), len(roles))
    crowd(lambda _number: role_at(table, fresh[0]), 4)
    assert [role_at(table, each) for each in fresh] == roles
    assert role_at(other, fresh[0]) == READER
    assert Member.objects.filter(partnership=other.partnership).count() == 1


def test_leaving_ends_every_place_of_the_browser(table: Table) -> None:
    other = a_table("Sumac Hill")
    first = a_seat(table.partnership, WRITER)
    table.workbook.keep([a_draft(an_item("note"), text="kept")], by=first.member)
    here = a_seat(other.partnership, KEEPER, first.secret)
    client = here.client
    assert client.post(reverse("partnerships:leave", args=[table.slug])).status_code == 302
    assert cookie_of(client) == ""
    for each in (table, other):
        assert role_at(each, here.secret) == "ended"
        assert here.client.get(f"/w/{each.slug}/").status_code == 403
    assert table.workbook.entries.get().by == first.member
    assert not Device.objects.filter(digest=digest_of(here.secret)).exists()


def test_leaving_takes_along_a_checklist_that_only_this_browser_saw(table: Table) -> None:
    here = a_seat(table.partnership, WRITER)
    text = {"text": "Stage 1\n- Do we know our neighbors?\n- Do we meet?"}
    brought = here.client.post(reverse("workbook:checklists"), text)
    assert here.client.get(brought["Location"]).status_code == 200
    here.client.post(reverse("partnerships:leave", args=[table.slug]))
    assert not ChecklistDraft.objects.exists()


def test_the_keeper_sees_who_can_come_in(table: Table) -> None:
    table.seat("writer"), table.seat("reader")
    proxy_member(table.partnership, name="Spoken For")
    page = table.client("keeper").get(reverse("workbook:devices", args=[table.slug]))
    text = page.content.decode()
    for words in ("Ben, Lakeside Schools", "writer", "reader", "keeper", "this device"):
        assert words in text
    assert date_format(today(), "DATE_FORMAT") in text
    assert "<time" not in text  # else a page's module would say hours, where only days are kept
    assert "Spoken For" not in text
    assert "digest" not in text


def test_the_keeper_ends_a_place_and_what_was_written_stays(table: Table) -> None:
    ben = table.seat("writer")
    table.workbook.keep([a_draft(an_item("note"), text="kept")], by=ben.member)
    address = reverse("partnerships:end_seat", args=[table.slug, ben.member.pk])
    assert table.client("keeper").post(address).status_code == 302
    assert ben.client.get(f"/w/{table.slug}/").status_code == 403
    assert ben.client.post(f"/w/{table.slug}/entries/", {}).status_code == 403
    entry = table.workbook.entries.get()
    assert (entry.by, entry.name) == (ben.member, "Ben")
    shown = table.client("keeper").get(reverse("workbook:devices", args=[table.slug]))
    assert "cannot come in any more" in shown.content.decode()
    assert f'action="{address}"' not in shown.content.decode()
    assert table.client("keeper").post(address).status_code == 404
    again = a_seat(table.partnership, WRITER, ben.secret)
    assert again.member != ben.member


def test_a_keeper_ends_no_place_at_another_table_nor_their_own(table: Table) -> None:
    keeper, stranger = table.client("keeper"), table.stranger
    for place, status in ((stranger.pk, 404), (table.keeper.pk, 409)):
        address = reverse("partnerships:end_seat", args=[table.slug, place])
        assert keeper.post(address).status_code == status
    assert Member.objects.filter(ended_at=None, pk__in=[stranger.pk, table.keeper.pk]).count() == 2


def test_very_many_places_are_shown_page_by_page(table: Table) -> None:
    devices = [Device(digest=f"{number:064x}") for number in range(230)]
    rows = Device.objects.bulk_create(devices)
    given = {"partnership": table.partnership, "role": READER, "generation": 1}
    Member.objects.bulk_create([Member(device=device, **given) for device in rows])
    page = reverse("workbook:devices", args=[table.slug])
    counts = [
        table.client("keeper").get(f"{page}?page={number}").content.count(b"card device")
        for number in range(1, 6)
    ]
    assert counts == [50, 50, 50, 50, 31]
    assert table.client("keeper").get(f"{page}?page=x").status_code == 200


def used(place: Seat) -> object:
    return Member.objects.get(pk=place.member.pk).seen_on


def test_a_place_is_known_to_be_used_and_reading_does_not_write_it_down(table: Table) -> None:
    ben = table.seat("writer")
    Member.objects.update(seen_on=today() - timedelta(days=30))
    ben.client.get(f"/w/{table.slug}/")
    assert used(ben) == today() - timedelta(days=30)
    seats.write_noticed()
    assert used(ben) == today()


def test_a_place_that_nobody_used_for_a_year_ends(table: Table) -> None:
    unused, today_used, almost = (a_seat(table.partnership, WRITER) for _time in range(3))
    year = timedelta(days=365)
    Member.objects.filter(pk=almost.member.pk).update(seen_on=today() - year)
    before = Member.objects.filter(pk__in=[unused.member.pk, today_used.member.pk])
    before.update(seen_on=today() - year - timedelta(days=1))
    today_used.client.get(f"/w/{table.slug}/")
    assert seats.end_unused() == 1
    assert [role_at(table, each.secret) for each in (unused, today_used, almost)] == [
        "ended",
        WRITER,
        WRITER,
    ]


def test_no_place_but_its_own_is_moved_by_what_a_stranger_makes_up(table: Table) -> None:
    latest = Member.objects.aggregate(latest=Max("pk"))
    assert role_at(table, "made-up") == "nothing"
    fresh = opened(table, READER, "made-up")
    assert role_at(table, fresh) == READER
    assert latest != Member.objects.aggregate(latest=Max("pk"))


@pytest.mark.parametrize("role", [WRITER, READER])
def test_what_ends_is_told_to_who_had_it_and_to_nobody_else(table: Table, role: Role) -> None:
    place = a_seat(table.partnership, role)
    seats.end_seats([Member.objects.get(pk=place.member.pk)])
    assert b"has ended" in place.client.get(f"/w/{table.slug}/").content
    assert table.client("stranger").get(f"/w/{table.slug}/").status_code == 404
