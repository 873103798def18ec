"""What comes in between a save's first look and the moment its log is held is never overlooked."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from barnraise.ledger.receipt import Outcome, Receipt, ReceiptCode
from barnraise.ledger.sql import last_erasure
from barnraise.workbook.erasure.erase import What, erase
from barnraise.workbook.fields.kinds import KINDS
from barnraise.workbook.models import Workbook
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.save.posted import PostedField
from barnraise.workbook.save.save import save
from tests.cast import Table
from tests.workbook.pages import now, place_of, say

TEXT = "text/text-1"


def said(text: str, *sees: UUID) -> PostedField:
    return PostedField(TEXT, KINDS["text"], uuid4(), sees, {"text": text}, is_changed=True)


def sent(
    table: Table, posted: PostedField, meanwhile: Callable[[], object] | None = None
) -> tuple[Workbook, Receipt]:
    """Save it, and do something when it has looked; the workbook as it was saved, the receipt."""
    book = now(table)
    [receipt] = save(book, [posted], by=table.writer, prepare=meanwhile).receipts
    return book, receipt


def test_the_same_entry_that_came_in_meanwhile_is_kept_once(table: Table) -> None:
    posted = said("We bring bread.")
    book, receipt = sent(table, posted, lambda: sent(table, posted))
    assert (receipt.outcome, book.version) == (Outcome.DUPLICATE, 1)
    assert book.entries.count() == 1


def test_an_id_that_other_words_took_meanwhile_is_not_taken_twice(table: Table) -> None:
    posted = said("We bring bread.")
    other = PostedField(TEXT, posted.kind, posted.id, (), {"text": "We bring soup."}, True)
    _book, receipt = sent(table, posted, lambda: sent(table, other))
    texts = {entry.text() for entry in place_of(table, TEXT).entries}
    assert (receipt.outcome, texts) == (Outcome.STORED, {"We bring bread."})
    assert now(table).entries.count() == 2  # the id was given anew, as to a page that goes back


def test_words_that_were_removed_meanwhile_are_not_brought_back(table: Table) -> None:
    first = say(table, TEXT, text="Maria is nine.")
    posted = said("Maria is nine and well.", first.id)
    _book, receipt = sent(table, posted, lambda: erase(now(table), What(TEXT), by=table.keeper))
    assert receipt.code is ReceiptCode.BEGAN_FROM_ERASED
    assert not place_of(table, TEXT).said


def epoch_of(book: Workbook, table: Table) -> str:
    return PageContext(table.writer, book).epoch


def test_a_removal_meanwhile_is_in_the_epoch_that_is_answered(table: Table) -> None:
    say(table, TEXT, text="Maria is nine.")
    posted = said("Something else.")
    book, receipt = sent(table, posted, lambda: erase(now(table), What(TEXT), by=table.keeper))
    assert receipt.outcome is Outcome.STORED
    assert epoch_of(book, table).endswith(last_erasure(book)[:8])
    assert epoch_of(book, table) == epoch_of(now(table), table)


@pytest.mark.parametrize("erased", [False, True], ids=["nothing removed", "something removed"])
def test_a_save_knows_the_epoch_without_asking_again(table: Table, erased: bool) -> None:
    say(table, TEXT, text="Maria is nine.")
    if erased:
        erase(now(table), What(TEXT), by=table.keeper)
    expected = epoch_of(now(table), table)
    book, _receipt = sent(table, said("Something else."))
    with CaptureQueriesContext(connection) as asked:
        assert epoch_of(book, table) == expected
    assert not [each for each in asked if "erasure" in each["sql"]]


def test_an_undisturbed_save_asks_once_for_the_entries_it_speaks_of(table: Table) -> None:
    first = say(table, TEXT, text="One.")
    with CaptureQueriesContext(connection) as asked:
        book, _receipt = sent(table, said("One, and two.", first.id))
    read = [each["sql"] for each in asked if each["sql"].startswith("SELECT key, digest")]
    assert (len(read), book.version) == (1, 2)
