"""Pages that look back: as it was, only to be read, and never mixed up with now."""

import pytest
from django.test import Client
from django.utils.translation import override

from tests.cast import Table, a_draft, an_item
from tests.workbook.history.editions import a_second_edition
from tests.workbook.history.milestones import named, say

PAGES = ("", "stages/1/", "stages/2/", "sheet/")


def shown(client: Client, table: Table, path: str) -> str:
    answer = client.get(f"/w/{table.slug}/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def told(table: Table) -> Table:
    """A text that was written, and then written anew; an answer that moved."""
    text, answer = (
        a_draft("text/text-1", text="The first words"),
        a_draft("answer/goal", choice="not_yet"),
    )
    table.workbook.keep([text, answer], by=table.writer)
    again = [
        a_draft("text/text-1", text.id, text="The later words"),
        a_draft("answer/goal", answer.id, choice="yes"),
        a_draft(an_item("step"), what="Call the school", due="2027-05-01"),
    ]
    table.workbook.keep(again[:1], by=table.writer)
    table.workbook.keep(again[1:], by=table.writer)
    return table


@pytest.mark.parametrize("path", ["stages/1/", "sheet/"])
def test_pages_show_what_stood_then(told: Table, path: str) -> None:
    reader = told.client("reader")
    then, later = (shown(reader, told, f"moments/{n}/{path}") for n in (2, 5))
    assert "The first words" in then
    assert "The later words" not in then
    assert "Call the school" not in then
    assert "The later words" in later
    assert "Call the school" in later


@pytest.mark.parametrize("path", PAGES)
def test_a_look_back_says_so_and_can_only_be_read(told: Table, path: str) -> None:
    for who in ("reader", "writer", "keeper"):
        page = shown(told.client(who), told, f"moments/2/{path}")
        assert "You are looking back." in page
        assert f'href="/w/{told.slug}/">Back to now</a>' in page
        for writing in (
            "<workbook-page",
            "~id",
            "data-version",
            f'action="/w/{told.slug}/entries/"',
        ):
            assert writing not in page


def test_looking_back_does_not_change_what_is_shown_now(told: Table) -> None:
    client = told.client("writer")
    for _time in range(2):
        assert "The later words" in shown(client, told, "stages/1/")
        assert "The first words" in shown(client, told, "moments/2/stages/1/")
        assert "Not yet" in shown(client, told, "moments/2/")
    before = shown(client, told, "moments/2/stages/1/")
    told.workbook.refresh_from_db()
    told.workbook.keep([a_draft("text/text-1", text="Others")], by=told.second)
    assert "Others" not in shown(client, told, "moments/2/stages/1/")
    assert shown(client, told, "moments/2/stages/1/").count("first words") == before.count(
        "first words"
    )


def test_links_in_the_past_stay_in_the_past(told: Table) -> None:
    page = shown(told.client("reader"), told, "moments/2/")
    assert f'/w/{told.slug}/moments/2/stages/1/#answer-goal"' in page
    assert f'/w/{told.slug}/moments/2/stages/2/"' in page


def test_a_moment_that_never_was_is_not_found(told: Table) -> None:
    client = told.client("keeper")
    for path in ("moments/6/", "moments/99999999999/", "moments/2/stages/9/", "moments/x/"):
        assert client.get(f"/w/{told.slug}/{path}").status_code == 404
    for query in ("from=6", "from=x", "to=-1", "from=1&to=٢", "from=99999999999999999999"):
        assert client.get(f"/w/{told.slug}/comparison/?{query}").status_code == 404


def test_a_moment_before_a_move_is_asked_as_it_was_then(told: Table) -> None:
    a_second_edition(told)
    page = shown(told.client("reader"), told, "moments/5/stages/1/")
    assert "Do we share a goal?" in page
    compared = shown(told.client("reader"), told, "comparison/?from=5")
    assert "no longer asked" in compared
    assert "asked since then" in compared


def test_the_list_tells_each_sitting_and_each_milestone(told: Table) -> None:
    named(told, "First look")
    page = shown(told.client("reader"), told, "moments/")
    assert "answer (1) · next step (1) · text of the stage (1)" in page
    assert "Ben, Lakeside Schools" in page
    assert (
        page.count("First look") == 4
    )  # among the milestones, in its day, and twice to choose from
    assert 'name="name"' not in page
    assert 'name="name"' in shown(told.client("keeper"), told, "moments/")


def test_an_empty_workbook_can_be_looked_back_at(table: Table) -> None:
    reader = table.client("reader")
    for path in ("moments/", "moments/0/", "moments/0/sheet/", "comparison/"):
        shown(reader, table, path)
    assert "Nothing is different" in shown(reader, table, "comparison/")


def test_what_moved_is_said_in_words(told: Table) -> None:
    page = shown(told.client("reader"), told, "comparison/?from=2&to=now")
    flat = " ".join(page.split())
    assert "1.1 A shared goal" in flat
    assert flat.index("Not yet <span") < flat.index("<strong>Yes</strong>")
    assert '<del><bdi class="hidden" lang="en"> [gone: </bdi> first<bdi' in page
    assert '<ins><bdi class="hidden" lang="en"> [new: </bdi> later<bdi' in page
    assert "next step, <strong>added</strong>" in flat
    assert "Call the school" in flat


def test_any_two_moments_can_be_compared_in_either_order(told: Table) -> None:
    page = " ".join(shown(told.client("reader"), told, "comparison/?from=5&to=2").split())
    assert page.index("Yes <span") < page.index("<strong>Not yet</strong>")
    assert "next step, <strong>no longer there</strong>" in page


def test_it_compares_with_the_last_milestone_unless_asked(told: Table) -> None:
    named(told)
    say(told, "After the look")
    page = shown(told.client("reader"), told, "comparison/")
    assert "After the look" in page
    assert "Call the school" not in page


def test_long_words_that_stayed_are_folded_and_can_be_unfolded(table: Table) -> None:
    stayed = " ".join(f"word{n}" for n in range(120))
    first = a_draft("text/text-1", text=f"Old. {stayed}")
    table.workbook.keep([first], by=table.writer)
    table.workbook.keep([a_draft("text/text-1", first.id, text=f"New. {stayed}")], by=table.writer)
    page = shown(table.client("reader"), table, "comparison/?from=1")
    fold = page.split("<details")[1].split("</details>")[0]
    assert '<summary><bdi lang="en">96 words as before</bdi></summary>' in fold
    assert "word24 " in fold
    assert "word119" in fold


@pytest.mark.parametrize("word", ["better", "worse", "improved", "score", "progress", "%"])
def test_nothing_is_judged(told: Table, word: str) -> None:
    page = shown(told.client("reader"), told, "comparison/?from=2").lower()
    assert word not in page.split("<main")[1].split("<footer")[0]


def test_a_stage_page_asks_the_database_no_more_than_before(
    told: Table, django_assert_max_num_queries: object
) -> None:
    client = told.client("writer")
    shown(client, told, "stages/1/")
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        shown(client, told, "stages/1/")


def test_hostile_words_stay_words(table: Table) -> None:
    hostile = "<script>alert(1)</script> </del><b>\u202e & \n" * 30
    first = a_draft("text/text-1", text=hostile)
    table.workbook.keep([first], by=table.writer)
    table.workbook.keep(
        [a_draft("text/text-1", first.id, text=f"{hostile} <i>more</i>")], by=table.writer
    )
    for path in ("comparison/?from=1", "moments/1/stages/1/", "moments/1/sheet/"):
        page = shown(table.client("reader"), table, path)
        assert "<script>alert" not in page
        assert "<i>more" not in page


def test_history_leads_to_the_workbook_as_it_was(told: Table) -> None:
    page = shown(told.client("reader"), told, "history/answer/goal/")
    assert (
        f'href="/w/{told.slug}/moments/5/"' in page or f'href="/w/{told.slug}/moments/4/"' in page
    )


def test_spanish_is_spoken(told: Table) -> None:
    named(told, "Primera mirada")
    client = told.client("keeper")
    client.cookies["barnraise_language"] = "es"
    with override("en"):  # a page leaves its language behind for the test after it
        pages = [
            shown(client, told, path)
            for path in ("moments/", "moments/2/", "comparison/?from=2", "moments/2/stages/1/")
        ]
    for page in pages:
        assert '<html lang="es"' in page
        for english in ("Looking back", "looking back", "What moved", "Back to now", "Milestone"):
            assert english not in page
