"""No writer fills a workbook against its keeper, and more seats of one address are no more room."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.test import RequestFactory

from barnraise.caches import forget_all
from barnraise.ledger import room
from barnraise.ledger.draft import Draft
from barnraise.ledger.receipt import Receipt
from barnraise.partnerships.arrivals import arrived_with, note_arrival
from barnraise.partnerships.models import Counter, Member, Role
from barnraise.workbook.models import Workbook
from tests.cast import Table, a_draft, a_seat, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook in which eight entries can stand: four are a share, two are the keeper's."""
    forget_all()
    monkeypatch.setattr(Workbook, "max_standing", 8)


def notes(many: int, text: str = "Bread") -> list[Draft]:
    return [a_draft(an_item("note"), text=text) for _note in range(many)]


def kept(table: Table, drafts: Sequence[Draft], by: Member) -> list[Receipt]:
    table.workbook.refresh_from_db()
    return table.workbook.keep(drafts, by=by)


def many_kept(table: Table, many: int, by: Member) -> int:
    return sum(receipt.kept for receipt in kept(table, notes(many), by))


def at(address: str, member: Member) -> Member:
    """The same member, who has just written from this address."""
    note_arrival(RequestFactory().post("/", REMOTE_ADDR=address), member)
    return Member.objects.get(pk=member.pk)


def test_one_device_fills_its_share_and_hears_why_not_more(table: Table) -> None:
    assert many_kept(table, 9, table.writer) == 4
    [refused] = kept(table, notes(1), table.writer)
    assert "its share" in refused.reason
    assert many_kept(table, 1, table.second) == 1


def test_writers_together_leave_room_that_only_a_keeper_may_use(table: Table) -> None:
    assert many_kept(table, 4, table.writer) == 4
    assert many_kept(table, 4, table.second) == 2
    [refused] = kept(table, notes(1), table.second)
    assert "for the person who keeps it" in refused.reason
    assert many_kept(table, 4, table.keeper) == 2
    [full] = kept(table, notes(1), table.keeper)
    assert "removing what a device wrote" in full.reason


def test_more_seats_of_one_address_are_no_more_room(table: Table) -> None:
    seats = [a_seat(table.partnership, Role.WRITER).member for _seat in range(5)]
    filled = [many_kept(table, 2, at("192.0.2.1", seat)) for seat in seats]
    assert filled == [2, 2, 0, 0, 0]
    assert many_kept(table, 2, at("192.0.2.2", table.second)) == 2


def test_of_an_address_only_a_number_is_kept_that_means_nothing_elsewhere(table: Table) -> None:
    here, there = at("192.0.2.1", table.writer), at("192.0.2.1", table.second)
    assert here.arrival == there.arrival
    assert sorted(arrived_with(here)) == sorted([here.pk, there.pk])
    assert at("192.0.2.1", table.keeper).arrival is None
    assert at("192.0.2.2", a_seat(table.partnership, Role.WRITER).member).arrival != here.arrival
    assert all("192.0" not in row.who for row in Counter.objects.all())


def test_what_was_replaced_takes_no_place_of_what_stands(table: Table) -> None:
    sees: list[Draft] = []
    for turn in range(20):
        said = a_draft("text/text-1", *(each.id for each in sees[-1:]), text=str(turn))
        assert [each.kept for each in kept(table, [said], table.writer)] == [True]
        sees.append(said)


def test_long_versions_take_no_place_of_what_stands(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workbook, "max_standing_bytes", 5_000)
    sees: list[Draft] = []
    for turn in range(20):
        said = a_draft("text/text-1", *(each.id for each in sees[-1:]), text=str(turn % 10) * 500)
        assert [each.kept for each in kept(table, [said], table.writer)] == [True]
        sees.append(said)


def test_versions_have_a_wider_bound_of_their_own(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workbook, "max_rows", 20)
    sees: list[Draft] = []
    while len(sees) < 30:
        said = a_draft("text/text-1", *(each.id for each in sees[-1:]), text=str(len(sees)))
        if not kept(table, [said], table.writer)[0].kept:
            break
        sees.append(said)
    assert len(sees) == 10
    assert kept(table, notes(1), table.second)[0].kept


@pytest.mark.parametrize("bound", ["max_bytes", "max_standing_bytes"])
def test_a_share_is_counted_in_bytes_too(
    table: Table, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    monkeypatch.setattr(Workbook, bound, 20_000)
    long = [a_draft(an_item("note"), text="ж" * 1_500) for _note in range(4)]
    assert [each.kept for each in kept(table, long, table.writer)] == [True] * 3 + [False]
    assert kept(table, notes(1, "ж" * 1_500), table.second)[0].kept


def test_a_measure_agrees_with_what_the_log_counts_itself(table: Table) -> None:
    texts = ["Bread", "Pan y café", "хлеб", "خبز", 'a "quoted" word']
    said = [a_draft(an_item("note"), text=text * 40) for text in texts]
    drafts = [replace(draft, edition=table.workbook.edition.sha256) for draft in said]
    kept(table, drafts[:4], table.writer)
    kept(table, drafts[4:], table.keeper)
    log = table.workbook
    measured = room.measure(log, log.version, log.bytes_kept)
    whole = measured.of(measured.by_seat)
    assert (whole.standing, whole.rows) == (5, 5)
    assert whole.bytes == pytest.approx(log.bytes_kept, rel=0.15)
    assert whole.standing_bytes == whole.bytes


def test_nothing_is_measured_while_all_there_ever_was_fits(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(room, "measure")
    assert many_kept(table, 4, table.writer) == 4
    with pytest.raises(NameError):
        kept(table, notes(1), table.writer)
