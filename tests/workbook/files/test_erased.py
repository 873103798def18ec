"""What was removed for good stays so: through the file, in a copy, and from an older file."""

import json

import pytest

from barnraise.house.backups import integrity
from barnraise.ledger.draft import Draft
from barnraise.partnerships.models import Role
from barnraise.workbook.erasure.erase import What, erase
from barnraise.workbook.erasure.remove_workbook import remove
from barnraise.workbook.files.consistency import draft_of
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.files.import_file import made_of
from barnraise.workbook.files.read_file import read
from tests.cast import Table, a_draft, a_seat, an_item, forget_everything

pytestmark = pytest.mark.django_db

SECRET = "Tommy was there"


@pytest.fixture
def old(rich: Table) -> bytes:
    """The file from before the removal."""
    note = an_item("note", "plan")
    edition = rich.workbook.edition.sha256

    one = a_draft(note, text=SECRET)
    rich.workbook.keep([Draft(one.id, note, one.value, frozenset(), edition)], by=rich.writer)
    file = export_file(rich.workbook)
    assert SECRET.encode() in file
    erase(rich.workbook, What(note), by=rich.keeper)
    erase(rich.workbook, What("text/text-1", names=True), by=rich.keeper)
    erase(rich.workbook, What("answer/goal", words=False, names=True), by=rich.keeper)
    rich.workbook.refresh_from_db()
    return file


def test_a_file_of_a_workbook_with_erased_words_goes_in_and_out(rich: Table, old: bytes) -> None:
    file = export_file(rich.workbook)
    assert SECRET.encode() not in file
    before = (rich.workbook.version, rich.workbook.bytes_kept)
    forget_everything()
    workbook = made_of(read(file), as_copy=False).workbook
    assert export_file(workbook) == file
    assert (workbook.version, workbook.bytes_kept) == before
    assert list(integrity.troubles("default")) == []
    drafts = [draft_of(each) for each in json.loads(old)["entries"] if "Tommy" in str(each)]

    keeper = a_seat(workbook.partnership, Role.KEEPER).member
    assert [each.outcome for each in workbook.keep(drafts, by=keeper)] == ["erased"]


def test_a_copy_of_an_older_file_loses_what_the_workbook_lost(rich: Table, old: bytes) -> None:
    copied = made_of(read(old), as_copy=True).workbook
    file = export_file(copied)
    assert SECRET.encode() not in file
    read(file)
    assert list(integrity.troubles("default")) == []
    names = {each["name"] for each in json.loads(file)["entries"] if each["field"] == "answer/goal"}
    assert "Ben" not in names


def test_a_workbook_that_was_removed_is_not_opened_again(rich: Table, old: bytes) -> None:
    remove(rich.workbook)
    for as_copy in (False, True):
        with pytest.raises(FileError) as refused:
            made_of(read(old), as_copy=as_copy)
        assert refused.value.why is Why.ERASED
