"""What one device wrote goes in batches: others save in between, and nothing stops halfway."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pytest
from django.http import QueryDict

from barnraise.ledger import writer
from barnraise.ledger.append import rebuilt
from barnraise.ledger.db_errors import Trouble, Unavailable
from barnraise.workbook.erasure import device_removal
from barnraise.workbook.erasure.device_removal import DeviceRemoval, remove_written
from barnraise.workbook.models import Workbook
from barnraise.workbook.save.posted import posted_fields
from barnraise.workbook.save.save import save
from tests.cast import Table, a_draft, a_table, an_item
from tests.crowds import Crowd
from tests.deadline import until
from tests.workbook.pages import Page, now, place_of, say

pytestmark = pytest.mark.usefixtures("patient")

BATCH, TEXT = 5, "text/text-1"


def as_sent(data: Mapping[str, list[str]]) -> QueryDict:
    body = QueryDict(mutable=True)
    for name, values in data.items():
        body.setlist(name, list(values))
    return body


class Stopped(BaseException):
    """The process ends here."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_removal, "BATCH", BATCH)


def fill(table: Table, many: int) -> None:
    drafts = [a_draft(an_item("note"), text="Buy cheap watches") for _note in range(many)]
    assert all(receipt.kept for receipt in now(table).keep(drafts, by=table.writer))


def left(table: Table) -> int:
    return now(table).entries.filter(by=table.writer).exclude(value={}).count()


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch, look: Callable[[int], None]) -> Iterator[None]:
    """`look` is called in the transaction of every batch, with its number."""
    remove, number = device_removal._remove_batch, 0

    def batch(*args: object) -> int:
        nonlocal number
        number += 1
        count = remove(*args)  # type: ignore[arg-type]
        look(number)
        return count

    with monkeypatch.context() as patch:
        patch.setattr(device_removal, "_remove_batch", batch)
        yield


def test_a_neighbor_s_save_comes_before_the_next_batch(
    crowd: Crowd[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    table, neighbor = a_table(), a_table("Sumac Hill")
    fill(table, 3 * BATCH)
    events: list[str] = []
    began = threading.Event()

    def look(number: int) -> None:
        events.append("batch")
        if number == 1:  # in its transaction: the neighbor waits, or on PostgreSQL need not
            began.set()
            until(lambda: bool(writer._waiting) or "save" in events, "the neighbor did not come")

    page = Page(neighbor, TEXT)
    posted = page.data({f"{TEXT}.text": "We bring bread."})
    keeper, by, book = table.keeper, neighbor.writer, Workbook.objects.get(pk=neighbor.workbook.pk)

    def work(number: int) -> int:
        if number:
            began.wait()
            fields = list(posted_fields(as_sent(posted), book))
            return len(save(book, fields, by=by, prepare=lambda: events.append("save")).receipts)
        with watched(monkeypatch, look):
            return remove_written(now(table), [table.writer], by=keeper).many

    assert crowd(work, 2) == [3 * BATCH, 1]
    assert events.index("save") <= 1
    assert events.count("batch") == 3
    assert place_of(neighbor, TEXT).text == "We bring bread."


def test_stopped_in_the_middle_it_is_whole_so_far_and_goes_on_when_asked_again(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(table, 3 * BATCH)

    def look(number: int) -> None:
        if number == 2:
            raise Stopped

    with watched(monkeypatch, look), pytest.raises(Stopped):
        remove_written(now(table), [table.writer], by=table.keeper)
    assert left(table) == 2 * BATCH
    assert_sound(table)
    done = remove_written(now(table), [table.writer], by=table.keeper)
    assert done == DeviceRemoval(2 * BATCH, 0)
    assert_sound(table)


def assert_sound(table: Table) -> None:
    """What stands is what the log says, and every act says how many entries it removed."""
    log = now(table)
    stands: dict[str, set[object]] = {}
    for row in log.standing.select_related("entry"):
        stands.setdefault(row.field, set()).add(row.entry.key)
    assert stands == {field: keys for field, keys in rebuilt(log).items() if keys}
    assert list(log.entries.order_by("version").values_list("version", flat=True)) == list(
        range(1, log.version + 1)
    )
    gone = log.entries.filter(by=table.writer, value={}).count()
    assert log.erased.count() == gone


def test_a_full_disk_between_batches_tells_what_is_left(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(table, 3 * BATCH)

    def look(number: int) -> None:
        if number == 3:
            raise Unavailable(Trouble.FULL)

    with watched(monkeypatch, look):
        shown = ask(table)
    assert f"{2 * BATCH} entries were removed for good." in shown
    assert f"{BATCH} entries are left. Please ask once more" in shown


def ask(table: Table) -> str:
    path = f"/w/{table.slug}/devices/{table.writer.pk}/"
    return table.client("keeper").post(path, {"sure": "on"}, follow=True).content.decode()


def test_what_takes_too_long_stops_after_a_batch_and_the_page_says_so(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device_removal, "TIMEOUT", 0)
    fill(table, 2 * BATCH + 1)
    assert f"{BATCH + 1} entries are left" in ask(table)
    assert "1 entry is left. Please ask once more" in ask(table)
    last = ask(table)
    assert "1 entry was removed for good." in last
    assert "left. Please ask" not in last
    assert left(table) == 0


def test_a_device_that_writes_on_does_not_keep_it_from_ending(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(table, 2 * BATCH)
    with watched(monkeypatch, lambda _number: fill(table, BATCH)):
        done = remove_written(now(table), [table.writer], by=table.keeper)
    assert done == DeviceRemoval(2 * BATCH, 0)
    assert left(table) == 2 * BATCH


def test_versions_of_one_text_go_in_several_batches_with_what_was_set_aside(table: Table) -> None:
    for number in range(2 * BATCH + 1):
        say(table, TEXT, text=f"Buy cheap watches {number}")
    aside = a_draft(TEXT, text="Buy cheap watches")
    log = now(table)
    log.set_aside.create(
        key=aside.id, digest=aside.digest, payload=aside.canonical.decode(), by=table.writer
    )
    remove_written(log, [table.writer], by=table.keeper)
    assert (place_of(table, TEXT).text, now(table).set_aside.count()) == ("", 0)
    shown = table.client("keeper").get(f"/w/{table.slug}/history/{TEXT}/").content.decode()
    assert shown.count(f"removed {BATCH} versions for good") == 2
    assert "removed 1 version for good" in shown
    assert_sound(table)
