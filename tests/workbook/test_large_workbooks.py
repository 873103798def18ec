"""A workbook in which very much was said: its pages stay short, and nobody is sent too much."""

import re

import pytest

from barnraise.caches import every_cache, forget_all
from barnraise.workbook.live import changed_regions
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.regions import cached_region
from barnraise.workbook.state.newest import MAX_SHOWN
from tests.cast import Table, a_draft, an_item
from tests.workbook.offline.requests import entry, send
from tests.workbook.pages import now

pytestmark = pytest.mark.django_db

MANY = MAX_SHOWN + 20
WORDS = {"note": "text", "view": "text", "evidence": "title", "step": "what"}


def fill(table: Table, kind: str, many: int = MANY) -> None:
    drafts = [a_draft(an_item(kind), **{WORDS[kind]: f"Said {n}."}) for n in range(many)]
    assert all(receipt.kept for receipt in now(table).keep(drafts, by=table.writer))


def shown(table: Table, path: str) -> list[int]:
    page = table.client("writer").get(f"/w/{table.slug}/{path}").content.decode()
    return list(dict.fromkeys(int(n) for n in re.findall(r"Said (\d+)\.", page)))


@pytest.mark.parametrize("kind", WORDS)
def test_a_page_shows_the_newest_fifty_and_a_way_to_the_others(table: Table, kind: str) -> None:
    fill(table, kind)
    assert sorted(shown(table, "stages/1/")) == list(range(20, 70))
    page = table.client("reader").get(f"/w/{table.slug}/stages/1/").content.decode()
    assert "See 20 earlier ones" in page
    assert f"/w/{table.slug}/items/{kind}/goal/" in page
    assert shown(table, f"items/{kind}/goal/") == list(range(69, 19, -1))
    assert shown(table, f"items/{kind}/goal/?page=2") == list(range(19, -1, -1))


@pytest.mark.parametrize("kind", WORDS)
def test_few_are_all_shown_and_nothing_is_said_of_others(table: Table, kind: str) -> None:
    fill(table, kind, MAX_SHOWN)
    page = table.client("reader").get(f"/w/{table.slug}/stages/1/").content.decode()
    assert "items/" not in page
    assert len(shown(table, "stages/1/")) == MAX_SHOWN


def test_an_earlier_one_is_changed_where_it_is_shown(table: Table) -> None:
    fill(table, "note")
    client, path = table.client("writer"), f"/w/{table.slug}/items/note/goal/?page=2"
    page = client.get(path).content.decode()
    name, before = re.findall(r'name="(note/goal/\w+)\.text"[^>]*>(Said 0\.)', page)[0]
    sees = re.findall(rf'name="{name}~sees" value="([^"]+)"', page)[0]
    key = re.findall(rf'name="{name}~id" value="([^"]+)"', page)[0]
    held = re.findall(r'name="page" value="([^"]+)"', page)[0]
    form = {"page": held, f"{name}~id": key, f"{name}~sees": sees, f"{name}.text": "Changed."}
    answer = client.post(f"/w/{table.slug}/entries/", form)
    assert (before, answer.status_code, answer["Location"]) == ("Said 0.", 302, path)
    assert "Changed." in client.get(path).content.decode()


def test_next_steps_by_date_are_listed_up_to_a_bound(table: Table) -> None:
    fill(table, "step")
    assert len(shown(table, "")) == MAX_SHOWN
    page = table.client("reader").get(f"/w/{table.slug}/").content.decode()
    assert "20 steps more stand under their questions." in page


def test_many_versions_of_one_text_are_not_all_shown_nor_joined(table: Table) -> None:
    drafts = [a_draft("text/text-1", text=f"Said {n}.") for n in range(MANY)]
    assert all(receipt.kept for receipt in now(table).keep(drafts, by=table.writer))
    page = table.client("writer").get(f"/w/{table.slug}/stages/1/").content.decode()
    assert page.count("Choose this one") == MAX_SHOWN
    assert "20 versions more, in the history" in page
    assert "One text out of them" not in page


@pytest.mark.parametrize("path", ["changes", "sync"])
def test_too_much_news_is_not_sent_but_the_page_is_told(
    table: Table, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(table, "note")
    client = table.client("reader" if path == "changes" else "second")

    def told() -> tuple[bool, bool, int]:
        if path == "sync":
            answer = send(client, table.slug, entry(), since=0)
        else:
            answer = client.get(f"/w/{table.slug}/changes/?since=0&page=1")
        body = answer.json()
        return body["reload"], bool(body["html"]), body["version"] - now(table).version

    assert told() == (False, True, 0)
    monkeypatch.setattr(changed_regions, "MAX_BYTES", 10_000)
    assert told() == (True, False, 0)


def test_what_a_cache_is_asked_by_stays_short_however_much_was_said(table: Table) -> None:
    forget_all()
    fill(table, "note", 400)
    member = table.writer
    page = PageContext(member, now(table))
    for name in ("note-goal", "answer-goal", "tabs-1", "next"):
        cached_region(page, name)
    keys = [repr(key) for cache in every_cache() for key in cache._values]
    assert max(map(len, keys)) < 2_000
