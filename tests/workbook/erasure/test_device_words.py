"""The keeper takes back all that one device wrote, in one act, and the room is there again."""

import pytest
from django.test import RequestFactory

from barnraise.caches import forget_all
from barnraise.house.backups.erasures import in_database
from barnraise.ledger.append import rebuilt
from barnraise.ledger.draft import Draft
from barnraise.partnerships.arrivals import note_arrival
from barnraise.partnerships.models import Member, Role
from barnraise.partnerships.seats import end_seats
from barnraise.refusals import WrongMoment
from barnraise.workbook.erasure.device_removal import remove_written
from barnraise.workbook.erasure.device_words import written
from barnraise.workbook.erasure.devices import listed
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.files.isolated import checked
from barnraise.workbook.models import Workbook
from tests.cast import Table, a_draft, a_seat, an_item
from tests.workbook.offline.requests import entry, outcomes, send
from tests.workbook.pages import now, place_of, say

pytestmark = pytest.mark.usefixtures("patient")

TEXT, SECRET = "text/text-1", "Buy cheap watches"


def address(table: Table, member: Member | None = None) -> str:
    return f"/w/{table.slug}/devices/" + (f"{member.pk}/" if member else "")


def fill(table: Table, many: int, by: Member) -> list[Draft]:
    drafts = [a_draft(an_item("note"), text=SECRET) for _note in range(many)]
    assert all(receipt.kept for receipt in now(table).keep(drafts, by=by))
    return drafts


def page(table: Table) -> str:
    client = table.client("keeper")
    paths = ["", "stages/1/", "sheet/", f"history/{TEXT}/", "file/", "changes/?since=0&page=1"]
    return "\n".join(client.get(f"/w/{table.slug}/{path}").content.decode() for path in paths)


def test_all_of_one_device_goes_and_what_others_wrote_stays(table: Table) -> None:
    say(table, TEXT, by=table.second, text="We bring bread.")
    say(table, TEXT, text=SECRET)
    say(table, "answer/goal", choice="yes")
    say(table, an_item("note"), by=table.second, text="We bring butter.")
    fill(table, 5, table.writer)
    assert SECRET in page(table)
    client = table.client("keeper")
    answer = client.post(address(table, table.writer), {"sure": "on"}, follow=True)
    assert "7 entries were removed for good." in answer.content.decode()
    after = page(table)
    assert (SECRET in after, "Lakeside" in after) == (False, False)
    assert "We bring butter." in after
    assert place_of(table, TEXT).text == ""
    assert "We bring bread." in client.get(f"/w/{table.slug}/history/{TEXT}/").content.decode()
    assert Member.objects.get(pk=table.writer.pk).signature == ("", "")


def test_the_room_is_there_again(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_all()
    monkeypatch.setattr(Workbook, "max_standing", 8)
    fill(table, 4, table.writer)
    fill(table, 2, table.second)
    [refused] = now(table).keep([a_draft(an_item("note"), text="x")], by=table.second)
    assert refused.reason
    size = now(table).bytes_kept
    remove_written(now(table), [table.writer], by=table.keeper)
    assert now(table).bytes_kept < size
    fill(table, 2, table.second)
    fill(table, 2, table.writer)


def test_what_comes_again_from_the_device_is_not_taken(table: Table) -> None:
    client, said = table.client("writer"), entry(TEXT, text=SECRET)
    assert outcomes(send(client, table.slug, said)) == ["stored"]
    table.client("keeper").post(address(table, table.writer), {"sure": "on"})
    assert outcomes(send(client, table.slug, said)) == ["erased"]


def test_the_log_is_sound_afterward_and_its_file_too(table: Table) -> None:
    fill(table, 450, table.writer)  # more than go in one batch
    say(table, TEXT, by=table.second, text="We bring bread.")
    say(table, TEXT, text=SECRET)
    assert remove_written(now(table), [table.writer], by=table.keeper).many == 451
    log = now(table)
    stands: dict[str, set[object]] = {}
    for row in log.standing.select_related("entry"):
        stands.setdefault(row.field, set()).add(row.entry.key)
    assert stands == {field: keys for field, keys in rebuilt(log).items() if keys}
    versions = log.entries.order_by("version").values_list("version", flat=True)
    assert list(versions) == list(range(1, log.version + 1))
    assert checked(export_file(log))["log"]["version"] == log.version


def test_an_older_backup_brings_nothing_of_it_back(table: Table) -> None:
    drafts = fill(table, 3, table.writer)
    remove_written(now(table), [table.writer], by=table.keeper)
    acts = [act for (slug, _key), act in in_database("default").acts.items() if slug == table.slug]
    assert {key for act in acts for key in act.keys} == {draft.id for draft in drafts}
    assert all(act.words and act.names for act in acts)


def test_those_that_came_from_the_same_place_can_go_along(table: Table) -> None:
    seats = [a_seat(table.partnership, Role.WRITER).member for _seat in range(4)]
    for number, seat in enumerate(seats):
        last = 1 if number < 3 else 2
        note_arrival(RequestFactory().post("/", REMOTE_ADDR=f"192.0.2.{last}"), seat)
        fill(table, 2, seat)
    client = table.client("keeper")
    shown = client.get(address(table, seats[0])).content.decode()
    assert shown.count(SECRET) == 2
    assert "Also what 2 other devices wrote" in shown
    assert "That is 4 entries more." in shown
    client.post(address(table, seats[0]), {"sure": "on", "along": "on"})
    assert [each.seat.pk for each in written(now(table))] == [seats[3].pk]


def test_nothing_goes_until_it_is_confirmed_and_what_was_ticked_stays_so(table: Table) -> None:
    fill(table, 1, table.writer)
    answer = table.client("keeper").post(address(table, table.writer), {"along": "on"})
    assert answer.status_code == 422
    assert "tick the box" in answer.content.decode()
    assert SECRET in page(table)


def test_the_list_names_each_device_and_how_much_it_wrote(table: Table) -> None:
    fill(table, 3, table.writer)
    fill(table, 1, table.second)
    shown = table.client("keeper").get(address(table)).content.decode()
    assert shown.index("Lakeside") < shown.index("3 entries") < shown.index("Chloe")
    assert "no-store" in table.client("keeper").get(address(table))["Cache-Control"]
    links = table.client("keeper").get(f"/w/{table.slug}/links/").content.decode()
    assert address(table) in links
    assert (
        address(table) not in table.client("writer").get(f"/w/{table.slug}/links/").content.decode()
    )


def test_one_list_tells_who_can_come_in_and_who_wrote(table: Table) -> None:
    fill(table, 2, table.writer)
    fill(table, 1, table.second)
    keeper, silent = table.keeper, a_seat(table.partnership, Role.READER).member
    gone = a_seat(table.partnership, Role.READER).member
    end_seats([gone, table.writer])
    found = listed(now(table))
    told = [(each.seat.pk, each.words.many if each.words else 0, each.may_enter) for each in found]
    assert told[:2] == [(table.writer.pk, 2, False), (table.second.pk, 1, True)]
    assert sorted(told[2:]) == sorted([(keeper.pk, 0, True), (silent.pk, 0, True)])
    shown = table.client("keeper").get(address(table)).content.decode()
    ended, may = shown.index("cannot come in any more"), shown.index(f"/seats/{table.second.pk}/")
    assert ended < may
    assert f"/seats/{keeper.pk}/" not in shown
    assert f"/seats/{silent.pk}/" in shown
    assert shown.count("wrote nothing") == 2


def test_only_the_keeper_of_this_workbook_may(table: Table) -> None:
    fill(table, 1, table.writer)
    for who, status in (("writer", 403), ("reader", 403), ("stranger", 404)):
        answer = table.client(who).post(address(table, table.writer), {"sure": "on"})
        assert answer.status_code == status
    elsewhere = table.seat("stranger")
    own = f"/w/{elsewhere.member.partnership.slug}/devices/{table.writer.pk}/"
    assert elsewhere.client.post(own, {"sure": "on"}).status_code == 404
    assert SECRET in page(table)


def test_when_nothing_is_left_it_is_the_wrong_moment(table: Table) -> None:
    fill(table, 1, table.writer)
    remove_written(now(table), [table.writer], by=table.keeper)
    with pytest.raises(WrongMoment):
        remove_written(now(table), [table.writer], by=table.keeper)
