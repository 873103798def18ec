"""How fast one device may send, and that a full hall may."""

from contextlib import suppress
from itertools import count

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from barnraise.partnerships import throttle
from barnraise.refusals import NotNow
from tests.cast import Table
from tests.workbook.offline.requests import entry, outcomes, send
from tests.workbook.pages import Page


class Clock:
    """Time that moves when the test says so."""

    now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(throttle, "time", found)
    return found


def _from(address: str) -> HttpRequest:
    return RequestFactory().post("/", REMOTE_ADDR=address)


def test_a_device_that_sends_without_pause_waits_and_loses_nothing(
    table: Table, clock: Clock
) -> None:
    client = table.client("writer")
    statuses = [send(client, table.slug).status_code for _time in range(61)]
    assert statuses == [200] * 60 + [429]
    refused = send(client, table.slug, entry())
    assert refused.json()["sentence"]
    clock.now += int(refused["Retry-After"])
    assert outcomes(send(client, table.slug, entry())) == ["stored"]


def test_another_device_at_the_same_address_does_not_wait(table: Table, clock: Clock) -> None:
    for _time in range(70):
        send(table.client("writer"), table.slug)
    assert send(table.client("second"), table.slug).status_code == 200


def test_500_phones_behind_one_address_are_all_heard_within_a_minute(
    table: Table, clock: Clock
) -> None:
    here = _from("192.0.2.1")
    for _round in range(2):
        for table.writer.pk in range(1_000, 1_500):
            clock.now += 30 / 500
            throttle.throttle(here, table.writer)


def test_more_seats_of_one_address_gain_a_stranger_no_more_pace(table: Table, clock: Clock) -> None:
    numbers, here = count(1_000), _from("192.0.2.1")

    def heard(seats: int) -> int:
        found = 0
        for table.writer.pk in (next(numbers) for _seat in range(seats)):
            with suppress(NotNow):
                throttle.throttle(here, table.writer)
                found += 1
        return found

    assert heard(4_000) == 3_000
    clock.now += 10
    assert heard(4_000) == 200
    clock.now += 1
    throttle.throttle(_from("192.0.2.2"), table.second)


def test_many_entries_in_one_request_count_for_more_than_one(table: Table, clock: Clock) -> None:
    client = table.client("writer")
    many = [entry() for _entry in range(200)]
    statuses = [send(client, table.slug, *many).status_code for _time in range(2)]
    assert statuses == [200, 429]
    clock.now += 11
    assert send(client, table.slug, *many).status_code == 200


def test_the_form_of_a_page_has_the_same_pace_and_its_words_come_back(
    table: Table, clock: Clock
) -> None:
    client, page = table.client("writer"), Page(table, "text/text-1")
    for _time in range(60):
        assert client.post(f"/w/{table.slug}/entries/", {"page": "1"}).status_code == 302
    refused = client.post(
        f"/w/{table.slug}/entries/", page.data({"text/text-1.text": "We bring bread."})
    )
    assert (refused.status_code, refused["Retry-After"]) == (429, "1")
    assert "We bring bread." in refused.content.decode()
    assert "Send it again" in refused.content.decode()


def test_one_table_cannot_take_all_of_the_server(table: Table, clock: Clock) -> None:
    member = table.writer
    numbers = count(1_000)

    def another() -> None:
        member.pk = next(numbers)
        throttle.throttle(_from(f"192.0.2.{member.pk % 200}"), member)

    for _device in range(3_000):
        another()
    with pytest.raises(NotNow):
        another()
    clock.now += 1
    another()


def test_who_guesses_at_workbooks_is_slowed_down_and_members_are_not(table: Table) -> None:
    stranger = Client()
    statuses = [send(stranger, table.slug).status_code for _guess in range(121)]
    assert statuses == [404] * 120 + [429]
    assert send(table.client("writer"), table.slug).status_code == 200


def test_what_was_used_longest_ago_is_forgotten_first(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "MAX_KNOWN", 4)
    for number in range(20):
        table.writer.pk = 1_000 + number
        throttle.throttle(_from("192.0.2.1"), table.writer)
    assert len(throttle._left) == 4
