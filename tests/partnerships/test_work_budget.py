"""Reading that costs has a budget for each device and each address; what is cheap has none."""

from threading import Event, Thread
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from barnraise.partnerships import throttle, work_budget
from barnraise.refusals import NotNow
from tests.cast import Table, a_seat
from tests.deadline import DEADLINE, until
from tests.workbook.offline.requests import entry, send
from tests.workbook.pages import say

pytestmark = pytest.mark.usefixtures("patient")

COSTLY = (
    "history/answer/goal/",
    "comparison/",
    "moments/",
    "moments/1/",
    "moments/1/stages/1/",
    "moments/1/sheet/",
    "sheet/",
    "file/",
    "reports/markdown/",
    "blank/form/",
)
CHEAP = ("", "stages/1/", "changes/?since=0&page=1", "items/note/goal/", "reports/", "links/")


class Clock:
    """Time that moves when the test says so, and a processor on which each view takes a while."""

    now, work, cost = 1_000.0, 0.0, 0.0

    def monotonic(self) -> float:
        return self.now

    def thread_time(self) -> float:
        self.work += self.cost
        return self.work


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(work_budget, "time", found)
    monkeypatch.setattr(throttle, "time", found)
    return found


def get(client: Client, table: Table, path: str) -> Any:
    return client.get(f"/w/{table.slug}/{path}")


def spend(client: Client, table: Table, clock: Clock) -> None:
    """Use up this device's seconds."""
    clock.cost = 11.0
    assert get(client, table, "comparison/").status_code == 200
    clock.cost = 0.0


@pytest.mark.parametrize("path", COSTLY)
def test_what_costs_is_refused_with_a_sentence_once_the_budget_is_used_up(
    table: Table, clock: Clock, path: str
) -> None:
    say(table, "answer/goal", choice="yes")
    client = table.client("writer")
    spend(client, table, clock)
    refused = get(client, table, path)
    assert (refused.status_code, refused["Retry-After"]) == (429, "10")
    assert "Very much is being read from here" in refused.content.decode()
    assert "Try again" in refused.content.decode()
    clock.now += 10
    assert get(client, table, path).status_code in {200, 302}


def test_what_is_cheap_is_never_counted_and_a_device_without_budget_still_saves(
    table: Table, clock: Clock
) -> None:
    say(table, "answer/goal", choice="yes")
    client = table.client("writer")
    spend(client, table, clock)
    assert get(client, table, "comparison/").status_code == 429
    assert [get(client, table, path).status_code for path in CHEAP] == [200] * len(CHEAP)
    assert send(client, table.slug, entry()).status_code == 200
    assert get(table.client("second"), table, "comparison/").status_code == 200


def test_a_page_costs_what_it_takes_and_no_more(clock: Clock) -> None:
    clock.cost = 0.05
    seen = [status(a_request("device")) for _time in range(200)]
    assert seen[:180] == [200] * 180
    assert seen[-1] == 429


def test_500_phones_of_one_address_each_read_a_few_such_pages(clock: Clock) -> None:
    clock.cost = 0.05
    for _round in range(4):
        for number in range(500):
            clock.now += 60 / 500
            assert status(a_request(f"phone-{number}")) == 200


def test_more_seats_of_one_address_share_one_budget(table: Table, clock: Clock) -> None:
    statuses = []
    clock.cost = 10.0
    for _seat in range(20):
        statuses.append(
            get(a_seat(table.partnership, "reader").client, table, "comparison/").status_code
        )
    assert statuses == [200] * 12 + [429] * 8


def a_request(secret: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES[settings.DEVICE_COOKIE_NAME] = secret
    return request


def status(request: HttpRequest) -> int:
    """What a view that costs answers to this request."""
    try:
        return work_budget.costly(lambda _request: HttpResponse())(request).status_code
    except NotNow as refusal:
        return refusal.status


def test_few_are_worked_on_at_once_a_few_wait_and_the_others_hear_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside, done = [], Event()

    @work_budget.costly
    def view(request: HttpRequest) -> HttpResponse:
        inside.append(request)
        done.wait(DEADLINE)
        return HttpResponse()

    monkeypatch.setattr(work_budget, "TIMEOUT", DEADLINE)
    most = work_budget.CONCURRENCY + work_budget.MAX_WAITING
    requests = [a_request(f"device-{number}") for number in range(most)]
    threads = [Thread(target=view, args=[each]) for each in requests]
    for each in threads:
        each.start()
    until(lambda: work_budget._places._value == 0)
    assert len(inside) == work_budget.CONCURRENCY
    with pytest.raises(NotNow) as refused:
        view(a_request("one more"))
    assert refused.value.status == 503
    done.set()
    for each in threads:
        each.join(DEADLINE)
    assert len(inside) == most
