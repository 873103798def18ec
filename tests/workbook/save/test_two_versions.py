"""Two versions that did not see each other: shown side by side until someone chooses or joins."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from barnraise.workbook.state.load import snapshot_of
from tests.cast import Table, an_item
from tests.ledger.states import stands
from tests.workbook.offline.requests import entry, send
from tests.workbook.pages import Page, now, place_of, say, say_unseen

GOAL, TEXT, REASON = "answer/goal", "text/text-1", "reason/goal"


def test_two_texts_both_stand_and_are_shown_as_two(table: Table) -> None:
    say_unseen(table, TEXT, {"text": "one"}, {"text": "other"})
    place = place_of(table, TEXT)
    assert place.split
    assert [line.text() for line in place.versions] == ["one", "other"]
    assert [line.name for line in place.versions] == ["Ben", "Chloe"]
    stands(now(table))


def test_two_that_say_the_same_are_shown_as_one(table: Table) -> None:
    say_unseen(table, GOAL, {"choice": "yes"}, {"choice": "yes"})
    place = place_of(table, GOAL)
    assert (len(place.entries), place.split, place.choice) == (2, False, "yes")
    say(table, GOAL, choice="partly")
    assert len(place_of(table, GOAL).entries) == 1


@pytest.mark.parametrize("chosen", [0, 1])
def test_choosing_one_leaves_one_and_both_stay_in_the_log(table: Table, chosen: int) -> None:
    found = say_unseen(table, TEXT, {"text": "one"}, {"text": "other"})
    Page(table, TEXT).post(do=f"choose:{TEXT}:{found[chosen].id}")
    assert [line.text() for line in place_of(table, TEXT).entries] == [["one", "other"][chosen]]
    assert now(table).version == 3
    stands(now(table))


def test_joining_replaces_everything_that_was_seen(table: Table) -> None:
    say_unseen(table, TEXT, {"text": "one"}, {"text": "other"})
    page = Page(table, TEXT)
    page.post({f"{TEXT}~joined": " one\r\nand other "}, do=f"join:{TEXT}")
    assert [line.text() for line in place_of(table, TEXT).entries] == ["one\nand other"]


def test_joining_keeps_what_else_a_step_says(table: Table) -> None:
    step = an_item("step")
    say_unseen(table, step, {"what": "Call", "due": "2027-03-31"}, {"what": "Write"})
    Page(table, step).post({f"{step}~joined": "Call and write"}, do=f"join:{step}")
    assert place_of(table, step).value["what"] == "Call and write"
    assert len(place_of(table, step).entries) == 1


def test_an_empty_join_does_nothing(table: Table) -> None:
    say_unseen(table, TEXT, {"text": "one"}, {"text": "other"})
    page = Page(table, TEXT)
    assert page.post({f"{TEXT}~joined": " \r\n"}, do=f"join:{TEXT}").receipts == ()


def test_a_third_version_unseen_by_the_chooser_stays_beside_the_choice(table: Table) -> None:
    found = say_unseen(table, TEXT, {"text": "one"}, {"text": "other"})
    page, late = Page(table, TEXT), Page(table, TEXT)
    page.post(do=f"choose:{TEXT}:{found[0].id}")
    late.post({f"{TEXT}.text": "third"}, by=table.keeper)
    assert {line.text() for line in place_of(table, TEXT).entries} == {"one", "third"}


@pytest.mark.parametrize("what", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_nothing_that_was_not_seen_can_be_chosen(table: Table, what: str) -> None:
    say_unseen(table, TEXT, {"text": "one"}, {"text": "other"})
    elsewhere = say(table, "text/text-2", text="elsewhere")
    for wanted in (what, str(elsewhere.id)):
        taken = Page(table, TEXT).post(do=f"choose:{TEXT}:{wanted}")
        assert taken.receipts == ()


@pytest.mark.parametrize("choice", ["yes", "partly", "not_yet"])
def test_an_answer_on_the_scale_chooses_whichever_it_is(table: Table, choice: str) -> None:
    say_unseen(table, GOAL, {"choice": "yes"}, {"choice": "partly"})
    assert place_of(table, GOAL).choice == "two"
    Page(table, GOAL).post({f"{GOAL}.choice": choice})
    assert place_of(table, GOAL).choice == choice


def test_an_untouched_page_chooses_nothing(table: Table) -> None:
    evidence = an_item("evidence")
    say_unseen(table, GOAL, {"choice": "yes"}, {"choice": "partly"})
    say_unseen(table, TEXT, {"text": "one"}, {"text": "other"})
    say_unseen(table, REASON, {"text": "one"}, {"text": "other"})
    say_unseen(table, evidence, {"title": "one"}, {"title": "other"})
    page = Page(table, GOAL, TEXT, REASON, evidence)
    empty = {f"{REASON}.text": "", f"{TEXT}.text": "", f"{GOAL}.choice": ""}
    last = {f"{evidence}.title": "other", f"{evidence}.link": ""}  # the page shows the last one
    assert page.post().receipts == page.post(empty | last).receipts == ()


def test_typing_into_the_empty_box_beside_two_texts_joins_them(table: Table) -> None:
    say_unseen(table, REASON, {"text": "one"}, {"text": "other"})
    Page(table, REASON).post({f"{REASON}.text": "both"})
    assert [line.text() for line in place_of(table, REASON).entries] == ["both"]


def say_both_ticks(table: Table, field: str) -> None:
    """A tick and an untick that did not see each other."""
    say(table, field, here=True)
    old = Page(table, field)
    say(table, field, here=False)
    say(table, field, by=table.second, here=True)
    old.post({f"{field}.here": "off"}, by=table.keeper)


def test_where_ticks_differ_it_shows_as_ticked_and_can_be_unticked(table: Table) -> None:
    here = "now/gather"
    say_both_ticks(table, here)
    assert [line.value["here"] for line in place_of(table, here).entries] == [True, False]
    assert [stage.key for stage in snapshot_of(now(table)).now] == ["gather"]
    page = Page(table, here)
    assert page.post({f"{here}.here": ["off", "on"]}).receipts == ()
    page.post({f"{here}.here": "off"})
    assert snapshot_of(now(table)).now == ()
    assert len(place_of(table, here).entries) == 1


def test_two_ways_of_answering_show_the_scale_and_either_can_be_chosen(table: Table) -> None:
    say(table, "way", choice="tick")
    say_unseen(table, "way", {"choice": "scale"}, {"choice": ""})
    assert snapshot_of(now(table)).way == "scale"
    assert Page(table, "way").post({"way.choice": "scale"}).receipts == ()
    Page(table, "way").post({"way.choice": "tick"})
    assert snapshot_of(now(table)).way == "tick"


def test_ones_own_two_tabs_are_two_versions_as_well(table: Table) -> None:
    tabs = [Page(table, TEXT), Page(table, TEXT)]
    for tab, text in zip(tabs, ("first tab", "second tab"), strict=True):
        tab.post({f"{TEXT}.text": text})
    assert place_of(table, TEXT).split


def _open_page_is_told(table: Table) -> str:
    answer = table.client("writer").get(f"/w/{table.slug}/changes/?since=0&page=1")
    return str(answer.json()["html"])


def test_an_open_page_gets_two_texts_joined_and_more_by_a_link(table: Table) -> None:
    said = [{"text": f"{word} of us count families."} for word in ("Two", "Five", "Nine")]
    pages = [Page(table, TEXT) for _value in said]
    for page, value in zip(pages[:2], said, strict=False):
        page.post({f"{TEXT}.text": value["text"]})
    assert "Keep this joined text" in _open_page_is_told(table)
    pages[2].post({f"{TEXT}.text": said[2]["text"]}, by=table.second)
    told = _open_page_is_told(table)
    assert "Keep this joined text" not in told
    [path] = re.findall(r'href="([^"]+)">Join them in your own words', told)
    assert path == f"/w/{table.slug}/stages/1/?version=3#text-text-1"
    page = table.client("writer").get(path).content.decode()
    [joined] = re.findall(rf'name="{TEXT}~joined"[^>]*>([^<]*)<', page)
    assert all(word in joined for word in ("Two", "Five", "Nine"))


def test_a_save_asks_for_no_more_when_many_texts_stand(table: Table) -> None:
    client, costs = table.client("writer"), []
    for n in range(5):
        with CaptureQueriesContext(connection) as asked:
            send(client, table.slug, entry(TEXT, text=f"version {n}"), since=n)
        costs.append(len(asked))
    assert len(place_of(table, TEXT).versions) == 5
    assert costs[3] == costs[4] <= costs[0]
