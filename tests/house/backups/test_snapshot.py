"""A backup made while people write is one moment of the database, whole in itself."""

import threading
from pathlib import Path

from barnraise.house.backups.create import create_backup
from barnraise.house.backups.staging import staged
from barnraise.ledger.receipt import Receipt
from barnraise.workbook.models import Entry, Standing, Workbook
from tests.cast import a_draft, a_table, an_item
from tests.crowds import Crowd
from tests.deadline import until
from tests.house.backups.conftest import Install, quiet

WRITERS, BACKUPS = 4, 3


def test_a_backup_made_while_four_people_write_is_one_moment(
    install: Install, crowd: Crowd[list[Receipt]], tmp_path: Path
) -> None:
    done = threading.Event()
    tables = [install.table, a_table("Cedar Row")]
    members = [table.writer for table in tables]

    def work(number: int) -> list[Receipt]:
        if number == WRITERS:
            try:
                return copy()
            finally:
                done.set()
        return write(number % 2)

    def write(at: int) -> list[Receipt]:
        receipts = []
        while not done.is_set():
            book = Workbook.objects.get(pk=tables[at].workbook.pk)
            drafts = [
                a_draft(an_item("note"), text="on and on"),
                a_draft("answer/goal", choice="yes"),
            ]
            receipts += book.keep(drafts, by=members[at])
        return receipts

    def copy() -> list[Receipt]:
        last = Entry.objects.count()
        for number in range(BACKUPS):
            last = until(lambda before=last: more_than(before))
            create_backup(tmp_path / f"{number}.barn", install.data, with_keys=True, say=quiet)
        return []

    written = sum(len(receipts) for receipts in crowd(work, WRITERS + 1))
    counts = [_sound(tmp_path / f"{number}.barn", install.data) for number in range(BACKUPS)]
    assert 0 < counts[0] < counts[1] < counts[2] <= Entry.objects.count()
    assert written > 0


def more_than(before: int) -> int:
    """How many entries there are by now, if that is more; else 0."""
    count = Entry.objects.count()
    return count if count > before else 0


def _sound(path: Path, data: Path) -> int:
    """Raising it compares standing, versions and digests; answers how many entries it holds."""
    with staged(path, data, quiet) as copy:
        using = copy.connection.alias
        count = Entry.objects.using(using).count()
        assert sum(book.version for book in Workbook.objects.using(using)) == count
        assert 0 < Standing.objects.using(using).count() <= count
        return count
