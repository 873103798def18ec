"""A field's history, and versions side by side, are bounded; what does not fit is one link away."""

import re
from uuid import UUID

import pytest

from barnraise.workbook.state import newest
from tests.cast import Table, a_draft
from tests.workbook.pages import Page, now, place_of

TEXT = "text/text-1"
OLDER = re.compile(r'href="(\?before=\d+)"')


def versions(table: Table, many: int, words: str = "") -> None:
    """So many versions after each other, each by another writer than the one before."""
    seen: list[UUID] = []
    for number in range(many):
        by = table.second if number % 2 else table.writer
        draft = a_draft(TEXT, *seen, text=f"Draft {number}. {words}")
        assert now(table).keep([draft], by=by)[0].kept
        seen = [draft.id]


def apart(table: Table, many: int, words: str = "") -> None:
    """So many versions that did not see each other."""
    drafts = [a_draft(TEXT, text=f"Draft {number}. {words}") for number in range(many)]
    assert all(receipt.kept for receipt in now(table).keep(drafts, by=table.writer))


def pages(table: Table) -> list[str]:
    """Every page of the history, from the newest on, by its links."""
    client, path, shown = table.client("reader"), f"/w/{table.slug}/history/{TEXT}/", []
    query = ""
    while True:
        shown.append(client.get(path + query).content.decode())
        if not (link := OLDER.search(shown[-1])):
            return shown
        query = link[1]


def drafts_on(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"Draft (\d+)\.", page)]


def test_a_hundred_and_twenty_versions_are_three_pages_and_each_is_shown_once(
    table: Table,
) -> None:
    versions(table, 120)
    shown = [drafts_on(page) for page in pages(table)]
    assert [len(drafts) for drafts in shown] == [50, 50, 20]
    assert [number for drafts in shown for number in drafts] == list(range(119, -1, -1))


def test_a_page_of_long_versions_ends_earlier_and_each_is_whole(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("barnraise.workbook.history.revisions.MAX_BYTES", 2_500)
    versions(table, 5, "word " * 200 + "end")
    shown = pages(table)
    assert [drafts_on(page) for page in shown] == [[4, 3], [2, 1], [0]]
    assert sum(page.count("word end") for page in shown) == 5


def test_long_versions_side_by_side_are_cut_to_a_bound_with_a_link_to_each_whole(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newest, "MAX_BYTES", 4_000)
    apart(table, 8, "word " * 300 + "end")
    client = table.client("writer")
    page = client.get(f"/w/{table.slug}/stages/1/").content.decode()
    links = re.findall(rf"/w/{table.slug}/history/{TEXT}/(\?before=\d+)", page)
    cards = re.findall(r'class="two-words"[^>]*>(.*?)</p>', page, re.S)
    assert (len(cards), len(links), page.count("choose:text")) == (8, 8, 8)
    assert sum(map(len, cards)) < 4_100
    for number, link in enumerate(links):
        whole = client.get(f"/w/{table.slug}/history/{TEXT}/{link}").content.decode()
        assert drafts_on(whole)[0] == number
        assert "word end" in whole


def test_what_fits_is_not_cut(table: Table) -> None:
    apart(table, 3, "word " * 300 + "end")
    page = table.client("writer").get(f"/w/{table.slug}/stages/1/").content.decode()
    assert page.count("word end") >= 3
    assert "?before=" not in page


def test_each_version_that_stands_can_be_chosen_in_the_history(table: Table) -> None:
    apart(table, 4)
    first = place_of(table, TEXT).entries[0]
    page = table.client("writer").get(f"/w/{table.slug}/history/{TEXT}/").content.decode()
    assert page.count(f"choose:{TEXT}:") == 4
    Page(table, TEXT).post(do=f"choose:{TEXT}:{first.id}")
    assert place_of(table, TEXT).text == first.text()
    assert not place_of(table, TEXT).split
