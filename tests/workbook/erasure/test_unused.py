"""Workbooks in which nobody ever wrote go after a month, and no others."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from barnraise.instruments.publish import load_built_in
from barnraise.partnerships.models import Device, Partnership, Role
from barnraise.workbook.erasure import unused
from barnraise.workbook.erasure.unused import A_MONTH, remove_unused
from barnraise.workbook.example.create import raise_example
from barnraise.workbook.rounds.start import start_on_own
from tests.cast import Table, a_draft, a_seat, a_table

pytestmark = pytest.mark.django_db
START = "2027-03-31T12:00:00Z"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as clock:
        yield clock


def there() -> set[str]:
    return set(Partnership.objects.values_list("slug", flat=True))


def test_one_in_which_nobody_ever_wrote_goes_after_a_month_and_leaves_nothing(
    clock: time_machine.Traveller,
) -> None:
    table = a_table(name="North Creek")
    seat = table.seat("keeper")
    clock.shift(A_MONTH)
    assert remove_unused() == 0
    clock.shift(timedelta(seconds=1))
    assert remove_unused() == 1
    assert there() == set()
    assert not Device.objects.filter(pk=seat.member.device_id).exists()


def test_one_word_keeps_a_workbook_for_ever_also_when_it_was_crossed_out(
    clock: time_machine.Traveller,
) -> None:
    table = a_table()
    table.workbook.keep([a_draft("text/text-1", text="")], by=table.writer)
    clock.shift(20 * A_MONTH)
    assert remove_unused() == 0


def test_the_month_begins_anew_when_somebody_comes(clock: time_machine.Traveller) -> None:
    table = a_table()
    clock.shift(A_MONTH)
    a_seat(table.partnership, Role.READER)
    clock.shift(A_MONTH)
    assert remove_unused() == 0
    clock.shift(timedelta(seconds=1))
    assert remove_unused() == 1


def test_a_checklist_that_somebody_brought_is_something_written(
    clock: time_machine.Traveller,
) -> None:
    own = start_on_own(a_table().workbook.instrument, "Winter").workbook.partnership.slug
    clock.shift(2 * A_MONTH)
    assert remove_unused() == 1  # the table whose questions were taken
    assert there() == {own}


def test_an_example_has_its_own_end(clock: time_machine.Traveller) -> None:
    load_built_in()
    example = raise_example("en").workbook.partnership
    Partnership.objects.filter(pk=example.pk).update(example_until=timezone.now() + 9 * A_MONTH)
    clock.shift(2 * A_MONTH)
    assert remove_unused() == 0


def test_somebody_who_writes_at_that_moment_keeps_it(
    clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    table: Table = a_table()
    clock.shift(2 * A_MONTH)
    usual = unused.removal

    def written_meanwhile(reason: str) -> object:
        table.workbook.keep([a_draft("text/text-1", text="At last.")], by=table.writer)
        return usual(reason)

    monkeypatch.setattr(unused, "removal", written_meanwhile)
    assert remove_unused() == 0
    assert there() == {table.slug}
