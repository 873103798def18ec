"""Posting over HTTP: what a browser sends, and what it gets back."""

from uuid import uuid4

import pytest

from tests.cast import Table
from tests.workbook.pages import Page, now, place_of

GOAL, TEXT = "answer/goal", "text/text-1"
FORM = "application/x-www-form-urlencoded"


def urlencoded(data: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in data.items())


class TestOverHttp:
    """The same through the address, as a browser sends it."""

    def test_a_post_is_kept_and_shown_again(self, table: Table) -> None:
        page = Page(table, GOAL)
        data = {"page": "1", **page.data({f"{GOAL}.choice": "yes"})}
        answer = table.client("writer").post(f"/w/{table.slug}/entries/", data)
        assert answer.status_code == 302
        assert place_of(table, GOAL).choice == "yes"

    @pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404)])
    def test_who_may_not_write_changes_nothing(self, table: Table, who: str, status: int) -> None:
        data = Page(table, GOAL).data({f"{GOAL}.choice": "yes"})
        answer = table.client(who).post(f"/w/{table.slug}/entries/", data)
        assert answer.status_code == status
        assert now(table).version == 0

    def test_raw_bytes_of_any_kind_are_kept_or_refused(self, table: Table) -> None:
        page = Page(table, TEXT)
        text = f"{TEXT}~id={page.id(TEXT)}&{TEXT}~sees=&{TEXT}.text=a%00%ED%A0%80%FF%F0%9F%8D%9Eb"
        form = "application/x-www-form-urlencoded"
        answer = table.client("writer").generic("POST", f"/w/{table.slug}/entries/", text, form)
        assert answer.status_code == 302
        kept = place_of(table, TEXT).text
        assert kept.startswith("a")
        assert kept.endswith("🍞b")
        assert "\x00" not in kept

    def test_a_post_larger_than_any_page_is_refused_in_words(self, table: Table) -> None:
        data = {f"{TEXT}~id": str(uuid4()), f"{TEXT}.text": "x" * 5_000_000}
        answer = table.client("writer").post(f"/w/{table.slug}/entries/", urlencoded(data), FORM)
        assert answer.status_code in {400, 413}
        assert now(table).version == 0
