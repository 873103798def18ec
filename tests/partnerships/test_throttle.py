"""How fast one device may send, and that a full hall may."""

from itertools import count

import pytest
from django.test import Client

from barnraise.partnerships import throttle
from barnraise.partnerships.models import Counter
from tests.cast import Table, a_seat
from tests.workbook.offline.requests import entry, outcomes, send


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
    phones = [a_seat(table.partnership, "writer").client for _phone in range(500)]
    for _round in range(2):
        for phone in phones:
            clock.now += 30 / len(phones)
            assert send(phone, table.slug, page="").status_code == 200
    assert not Counter.objects.filter(kind="sync_miss").exists()


def test_one_table_cannot_take_all_of_the_server(table: Table, clock: Clock) -> None:
    member = table.writer
    numbers = count(1_000)

    def another() -> None:
        member.pk = next(numbers)
        throttle.throttle(member)

    for _device in range(3_000):
        another()
    with pytest.raises(throttle.TooMany):
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
        throttle.throttle(table.writer)
    assert len(throttle._left) == 4
