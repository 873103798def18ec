"""Who goes on with words that were removed for good meanwhile loses none of their own."""

import pytest

from barnraise.workbook.erasure.erase import What, erase
from tests.cast import Table, an_item
from tests.workbook.pages import Page, now, place_of, say

pytestmark = pytest.mark.usefixtures("patient")

SECRET = "Maria Lopez is nine"


def test_without_scripts_one_s_changed_note_comes_back_with_the_reason(table: Table) -> None:
    note, mine = an_item("note"), f"{SECRET}, and she likes bread."
    say(table, note, text=SECRET)
    old = Page(table, note).data({f"{note}.text": mine})
    erase(now(table), What(note), by=table.keeper)
    answer = table.client("writer").post(f"/w/{table.slug}/entries/", {**old, "page": "1"})
    shown = answer.content.decode()
    assert "was removed for good meanwhile" in shown
    assert f">{mine}</textarea>" in shown
    assert SECRET not in str([each.value for each in place_of(table, note).entries])
