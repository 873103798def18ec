"""Every sign that ends a line parts words, on every way in; Word's Shift+Enter is one of them."""

import pytest
from django.test import Client

from barnraise.instruments.exchange.xlsform.cells import from_cell
from barnraise.workbook.fields.address import clean
from barnraise.workbook.history.milestones import MilestoneName
from barnraise.workbook.models.checklist import ChecklistDraft
from tests.cast import Table, an_item
from tests.workbook.offline.requests import entry, outcomes, send
from tests.workbook.pages import Page, place_of

pytestmark = pytest.mark.alike

SIGNS = ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r", "\r\n"]
TEXT = "text/text-1"
KEPT = "first line\nsecond line"


@pytest.fixture(params=SIGNS, ids=ascii)
def typed(request: pytest.FixtureRequest) -> str:
    return f"first line{request.param}second line"


def test_in_a_form(table: Table, typed: str) -> None:
    data = {"page": "1", **Page(table, TEXT).data({f"{TEXT}.text": typed})}
    table.client("writer").post(f"/w/{table.slug}/entries/", data)
    assert place_of(table, TEXT).text == KEPT


def test_in_what_a_device_sends(table: Table, typed: str) -> None:
    answer = send(table.client("writer"), table.slug, entry(TEXT, text=typed))
    assert outcomes(answer) == ["stored"]
    assert place_of(table, TEXT).text == KEPT


def test_in_a_note_and_the_note_of_a_milestone(table: Table, typed: str) -> None:
    note = an_item("note")
    Page(table, note).post({f"{note}.text": typed})
    assert place_of(table, note).text == KEPT
    assert MilestoneName("Spring", typed).draft("").value["note"] == KEPT


def test_in_a_name_which_is_one_line(table: Table, typed: str) -> None:
    path = f"/w/{table.slug}/signature/"
    table.client("writer").post(path, {"name": typed, "organization": typed})
    table.writer.refresh_from_db()
    assert table.writer.name == table.writer.organization == "first line second line"


def test_in_a_checklist_that_is_pasted_and_corrected(client: Client, db: None, typed: str) -> None:
    pasted = typed.replace("first line", "- [ ] First?").replace("second line", "- [ ] Second?")
    client.post("/checklists/", {"text": f"# Ours\n\n{pasted}\n", "language": "en"})
    brought = ChecklistDraft.objects.get()
    assert [str(each.wording) for each in brought.instrument.questions] == ["First?", "Second?"]
    path = f"/checklists/{brought.word}/"
    client.post(path, {"intro.en": typed})
    brought.refresh_from_db()
    assert str(brought.instrument.intro) == KEPT


def test_in_a_cell_of_a_form_and_a_text_of_a_question_set(typed: str) -> None:
    assert from_cell(typed) == KEPT


def test_cleaning_twice_changes_nothing(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed) == KEPT
