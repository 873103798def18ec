"""Keeping: once, in order, with a receipt each, and never at a neighbor's cost."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from barnraise.ledger.append import append
from barnraise.ledger.draft import MAX_FIELD, MAX_REPLACED, Draft
from barnraise.ledger.receipt import Outcome, Receipt, ReceiptCode
from barnraise.ledger.writer import locked
from barnraise.workbook.models import Workbook
from tests.cast import Table, a_draft, a_table, an_item
from tests.crowds import Crowd

HALF = "\ud800"
UNSOUND = {
    "NUL in a text": a_draft("text/text-1", text="a\x00b"),
    "half a character": a_draft("text/text-1", text=f"a{HALF}b"),
    "NUL in an address": a_draft("text/\x00"),
    "half a character in an address": a_draft(f"text/{HALF}"),
    "NUL in a name": a_draft("text/text-1", **{"te\x00xt": "a"}),
    "no address": a_draft(""),
    "a long address": a_draft("x" * (MAX_FIELD + 1)),
    "a number": a_draft("text/text-1", text=3),  # type: ignore[arg-type]
    "nothing": a_draft("text/text-1", text=None),  # type: ignore[arg-type]
    "an edition of no length": replace(a_draft("text/text-1", text="a"), edition="abc"),
    "NUL in an edition": replace(a_draft("text/text-1", text="a"), edition="\x00" * 64),
    "too many replaced": a_draft("text/text-1", *(uuid4() for _ in range(MAX_REPLACED + 1))),
}


def outcomes(receipts: list[Receipt]) -> list[str]:
    return [receipt.outcome.value for receipt in receipts]


def test_what_is_kept_can_be_read_again_with_its_signature(table: Table) -> None:
    draft = a_draft("text/text-1", text="We bring bread. ¡Qué rico! 🍞")
    [receipt] = table.workbook.keep([draft], by=table.writer)
    entry = table.workbook.entries.get()
    assert receipt == Receipt(draft.id, Outcome.STORED, draft.digest, version=1)
    assert (entry.key, entry.value, entry.version) == (draft.id, draft.value, 1)
    assert (entry.name, entry.organization, entry.by) == ("Ben", "Lakeside Schools", table.writer)


def test_the_same_entry_twice_is_one_row_and_the_same_receipt(table: Table) -> None:
    draft = a_draft("answer/goal", choice="yes")
    [first] = table.workbook.keep([draft], by=table.writer)
    again = table.workbook.keep([draft, draft], by=table.writer)
    assert table.workbook.entries.count() == 1
    assert again == [replace(first, outcome=Outcome.DUPLICATE)] * 2
    assert all(receipt.kept for receipt in again)


def test_many_entries_at_once_take_as_many_statements_as_one(table: Table) -> None:
    def statements(*fields: str) -> int:
        first = [a_draft(field, text="first") for field in fields]
        table.workbook.keep(first, by=table.writer)
        then = [a_draft(draft.field, draft.id, text="then") for draft in first]
        with CaptureQueriesContext(connection) as asked:
            receipts = table.workbook.keep(then, by=table.writer)
        assert outcomes(receipts) == ["stored"] * len(then)
        return len(asked)

    many = [f"reason/{key}" for key in table.workbook.instrument.by_key]
    assert len(many) > 2
    assert statements(*many) == statements("text/text-1")
    assert table.workbook.standing.count() == len(many) + 1


def test_the_same_entry_twice_in_one_batch_is_one_row(table: Table) -> None:
    draft = a_draft("answer/goal", choice="yes")
    receipts = table.workbook.keep([draft, draft], by=table.writer)
    assert outcomes(receipts) == ["stored", "duplicate"]
    assert receipts[0].version == receipts[1].version == 1


def test_the_same_id_with_other_words_is_set_aside_once_and_its_neighbors_are_kept(
    table: Table,
) -> None:
    first = a_draft("answer/goal", choice="yes")
    other = replace(first, value={"choice": "partly"})
    table.workbook.keep([first], by=table.writer)
    batch = [a_draft("answer/plan", choice="yes"), other, a_draft("answer/money", choice="yes")]
    for _time in range(2):
        receipts = table.workbook.keep(batch, by=table.writer)
    assert outcomes(receipts) == ["duplicate", "conflict", "duplicate"]
    assert receipts[1].reason
    assert not receipts[1].kept
    assert table.workbook.entries.get(key=first.id).value == {"choice": "yes"}
    [aside] = table.workbook.set_aside.all()
    assert (aside.key, aside.digest, aside.by) == (first.id, other.digest, table.writer)
    assert aside.payload.encode() == other.canonical


def test_what_is_set_aside_is_capped(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table.workbook.set_aside.model, "most", 2)
    first = a_draft("text/text-1", text="0")
    drafts = [first, *(replace(first, value={"text": str(n)}) for n in range(1, 5))]
    receipts = table.workbook.keep(drafts, by=table.writer)
    assert outcomes(receipts) == ["stored"] + ["conflict"] * 4
    assert table.workbook.set_aside.count() == 2


@pytest.mark.parametrize("bad", UNSOUND.values(), ids=UNSOUND)
def test_what_no_database_could_keep_is_refused_and_its_neighbors_are_kept(
    table: Table, bad: Draft
) -> None:
    good = [a_draft("answer/goal", choice="yes"), a_draft("answer/plan", choice="yes")]
    signed = table.writer.signature
    with locked(table.workbook) as held:
        receipts = append(held, [good[0], bad, good[1]], by=table.writer, signed=signed)
    assert outcomes(receipts) == ["stored", "refused", "stored"]
    assert receipts[1].code is ReceiptCode.UNREADABLE
    assert len(receipts[1].digest) == 64


def test_an_entry_cannot_replace_itself(table: Table) -> None:
    draft = a_draft("answer/goal", choice="yes")
    [receipt] = table.workbook.keep([replace(draft, replaces={draft.id})], by=table.writer)  # type: ignore[arg-type]
    assert receipt.outcome is Outcome.REFUSED


@pytest.mark.parametrize("bad", UNSOUND.values(), ids=UNSOUND)
def test_the_workbook_refuses_the_same_before_it_asks_the_database(
    table: Table, bad: Draft
) -> None:
    note = replace(bad, field=f"note/{bad.field}")  # signed entries are looked up by their address
    for draft in (bad, note):
        [receipt] = table.workbook.keep([draft], by=table.writer)
        assert receipt.outcome is Outcome.REFUSED
        assert receipt.reason


def test_a_full_workbook_says_so_and_keeps_what_it_has(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workbook, "max_standing", 2)
    drafts = [a_draft(an_item("note"), text=str(n)) for n in range(4)]
    receipts = table.workbook.keep(drafts, by=table.keeper)
    assert outcomes(receipts) == ["stored", "stored", "refused", "refused"]
    assert "full" in receipts[3].reason
    assert outcomes(table.workbook.keep(drafts[:2], by=table.keeper)) == ["duplicate"] * 2


def test_a_workbook_is_full_by_weight_too_and_light_things_still_fit(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    heavy, light = a_draft("text/text-1", text="😀" * 200), a_draft("answer/goal", choice="yes")
    monkeypatch.setattr(Workbook, "max_bytes", len(light.canonical))
    receipts = table.workbook.keep([heavy, light], by=table.keeper)
    assert outcomes(receipts) == ["refused", "stored"]
    assert table.workbook.bytes_kept == len(light.canonical)


def test_versions_count_up_without_a_gap_and_each_log_has_its_own(table: Table) -> None:
    other = a_table("Sumac Hill")
    draft = a_draft("answer/goal", choice="yes")
    table.workbook.keep([draft, a_draft("answer/plan", choice="yes")], by=table.writer)
    [receipt] = other.workbook.keep([draft], by=other.writer)  # ids are unique within one log
    assert receipt.outcome is Outcome.STORED
    assert list(table.workbook.entries.order_by("version").values_list("version", flat=True)) == [
        1,
        2,
    ]
    assert table.workbook.version == 2
    assert Workbook.objects.get(pk=other.workbook.pk).version == 1


def test_nothing_to_keep_needs_no_turn(table: Table) -> None:
    assert table.workbook.keep([], by=table.writer) == []


def test_fifty_parallel_identical_posts_are_one_row_and_fifty_equal_receipts(
    crowd: Crowd[Receipt],
) -> None:
    table = a_table()
    member, draft = table.writer, a_draft("answer/goal", choice="yes")

    def post(_number: int) -> Receipt:
        return Workbook.objects.get(pk=table.workbook.pk).keep([draft], by=member)[0]

    receipts = crowd(post, 50)
    assert sorted(outcomes(receipts)) == ["duplicate"] * 49 + ["stored"]
    assert {(each.id, each.digest, each.version) for each in receipts} == {
        (draft.id, draft.digest, 1)
    }
    assert table.workbook.entries.count() == 1


def test_many_writers_at_once_lose_nothing_and_versions_have_no_gap(
    crowd: Crowd[list[Receipt]],
) -> None:
    table = a_table()
    members = [table.writer, table.second]
    fields = ["answer/goal", "answer/plan", "text/text-1"]

    def post(number: int) -> list[Receipt]:
        name = "text" if number % 3 == 2 else "choice"
        drafts = [a_draft(fields[number % 3], **{name: "yes"}) for _time in range(3)]
        workbook = Workbook.objects.get(pk=table.workbook.pk)
        return workbook.keep(drafts, by=members[number % 2])

    receipts = [each for batch in crowd(post, 16) for each in batch]
    assert outcomes(receipts) == ["stored"] * 48
    assert sorted(each.version for each in receipts) == list(range(1, 49))
    assert Workbook.objects.get(pk=table.workbook.pk).version == 48
