"""A next step whose day has passed says so in words, until it is done."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from barnraise.workbook.state import overdue
from barnraise.workbook.state.overdue import is_overdue, today
from tests.cast import Table, an_item
from tests.workbook.pages import say

STEP = an_item("step")
PASSED = "date has passed"


def test_a_day_is_over_when_it_is_over_everywhere() -> None:
    assert today(datetime(2027, 3, 31, 11, 59, tzinfo=UTC)) == date(2027, 3, 30)
    assert today(datetime(2027, 3, 31, 12, 0, tzinfo=UTC)) == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"due": "2020-01-01"}, True),
        ({"due": "2020-01-01", "done": True}, False),
        ({"due": "2020-01-01", "struck": True}, False),
        ({"due": "2999-01-01"}, False),
        ({"due": ""}, False),
        ({"due": "2020-13-41"}, False),
        ({}, False),
    ],
)
def test_only_an_open_step_can_be_late(step: dict[str, str | bool], expected: bool) -> None:
    assert is_overdue(step) is expected


def test_the_pages_say_it_from_the_day_after_on_and_not_once_it_is_done(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = today()
    say(table, STEP, what="Call the county", due=due.isoformat())
    client = table.seat("writer").client
    paths = [f"/w/{table.slug}/{rest}" for rest in ("", "stages/1/", "sheet/")]
    assert [PASSED in client.get(path).content.decode() for path in paths] == [False] * 3
    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(overdue.timezone, "now", lambda: later)  # what is remembered is older
    assert [PASSED in client.get(path).content.decode() for path in paths] == [True] * 3
    say(table, STEP, done=True)
    assert [PASSED in client.get(path).content.decode() for path in paths] == [False] * 3
