"""A keeper removes words for good while another device holds them, and is offline."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.acting import (
    SAVES,
    leave_field,
    saved,
    unfold,
    until,
)
from tests.browser.conftest import Come
from tests.browser.offline import CACHED, RECORDS, copied, patient, text_box
from tests.browser.prepared import joined
from tests.browser.server import Server
from tests.browser.visitor import Visitor

SECRET = "Maria Lopez is nine."
TEXTS = RECORDS.replace("each.state", "each.text")


@pytest.fixture
def luis(dana: Visitor, come: Come) -> Visitor:
    """Luis, who came by Dana's link to write, at the same first stage."""
    visitor = patient(come())
    joined(visitor, dana)
    return visitor


def write(visitor: Visitor, words: str) -> None:
    text_box(visitor.page).fill(words)
    leave_field(visitor.page)


def remove_text(keeper: Visitor) -> None:
    """As a person does: from the text itself, after reading what it means."""
    page = keeper.go(f"/w/{keeper.slug}/stages/1/")
    page.locator(".stage-text").get_by_role("link", name="Remove for good").click()
    expect(page.get_by_role("heading", name="Remove these words for good?")).to_be_visible()
    expect(page.locator("blockquote")).to_contain_text(SECRET)
    page.get_by_role("button", name="Remove for good").click()
    expect(page.locator(".messages")).to_contain_text("removed for good")
    expect(text_box(page)).to_have_value("")


def held(page: Page) -> str:
    """All that the browser of this page keeps: words of the outbox, and copies of pages."""
    return " ".join([*page.evaluate(TEXTS), page.evaluate(CACHED)])


def without_words(page: Page) -> None:
    """Wait until nothing on this device holds the removed words."""
    until(page, lambda: "Maria" not in held(page), lambda: held(page)[:2_000])


def kept_nowhere(server: Server, slug: str) -> None:
    assert "Maria" not in str(server.entries(slug, "text/%"))


def test_a_device_that_was_offline_drops_what_was_removed_meanwhile(
    dana: Visitor, luis: Visitor, server: Server
) -> None:
    write(luis, SECRET)
    saved(luis.page)
    copied(luis.page, luis.path)
    until(luis.page, lambda: "Maria" in held(luis.page))
    with luis.without_connection():
        remove_text(dana)
        assert "Maria" in held(luis.page)
    expect(text_box(luis.page)).to_have_value("")
    without_words(luis.page)
    kept_nowhere(server, dana.slug)


def test_who_went_on_with_removed_words_offline_keeps_their_own_and_they_do_not_come_back(
    dana: Visitor, luis: Visitor, server: Server
) -> None:
    write(luis, SECRET)
    saved(luis.page)
    with luis.without_connection():
        write(luis, f"{SECRET} She likes bread.")
        expect(luis.page.locator("#status")).to_contain_text("Kept on this device: 1.")
        remove_text(dana)
    page = luis.page
    expect(page.locator(".stage-text .refusal")).to_contain_text("removed for good meanwhile")
    expect(text_box(page)).to_have_value(f"{SECRET} She likes bread.")
    kept_nowhere(server, dana.slug)
    page.goto(page.url)
    expect(text_box(page)).to_have_value(f"{SECRET} She likes bread.")
    write(luis, "A pupil likes bread.")
    saved(page)
    assert server.standing(dana.slug, "text/%") == [{"text": "A pupil likes bread."}]
    without_words(page)


def test_words_whose_receipt_was_lost_are_taken_off_the_page_once_they_are_removed(
    dana: Visitor, luis: Visitor, server: Server
) -> None:
    def lost(route: Route) -> None:
        route.fetch()
        route.abort()

    luis.page.route(SAVES, lost)
    write(luis, SECRET)
    expect(luis.page.locator("#status")).to_contain_text("Kept on this device: 1.")
    remove_text(dana)
    luis.page.unroute(SAVES)
    note = luis.page.locator(".stage-text .removed")
    expect(note).to_contain_text("removed for good by the person who keeps")
    expect(text_box(luis.page)).to_have_value("")
    saved(luis.page)
    kept_nowhere(server, dana.slug)
    without_words(luis.page)


def test_a_page_opened_again_later_finds_no_copy_with_the_words(
    dana: Visitor, luis: Visitor
) -> None:
    write(luis, SECRET)
    saved(luis.page)
    copied(luis.page, f"/w/{dana.slug}/sheet/")
    assert "Maria" in held(luis.page)
    luis.go("/about/")
    remove_text(dana)
    luis.go(f"/w/{dana.slug}/stages/2/")
    without_words(luis.page)
    copied(luis.page, f"/w/{dana.slug}/stages/1/")
    with luis.without_connection():
        luis.go(f"/w/{dana.slug}/stages/1/")
        expect(luis.page.locator("#status")).to_contain_text("copy kept on this device")
        expect(text_box(luis.page)).to_have_value("")


def test_a_note_is_gone_from_another_open_page_and_its_history_says_who(
    dana: Visitor, luis: Visitor
) -> None:
    unfold(luis.page.locator("#region-note-goal_setting"), "Add a note")
    luis.page.get_by_label("Your note").first.fill(SECRET)
    leave_field(luis.page)
    saved(luis.page)
    note = dana.page.locator("#region-note-goal_setting .said")
    expect(note).to_contain_text(SECRET)
    fold = unfold(note, "Cross out")
    fold.get_by_role("link", name="Remove for good").click()
    dana.page.get_by_role("button", name="Remove for good").click()
    expect(luis.page.locator("#region-note-goal_setting .said")).to_have_count(0)
    expect(dana.page.locator("#region-note-goal_setting .said")).to_have_count(0)


def test_a_removed_workbook_says_so_to_those_who_were_in_it(
    dana: Visitor, luis: Visitor, come: Come
) -> None:
    write(luis, SECRET)
    saved(luis.page)
    copied(luis.page, luis.path)
    slug = dana.slug
    for visitor in (dana, luis):
        visitor.expected.append("status of 4(10|04)")
    page = dana.go(f"/w/{slug}/removal/")
    page.get_by_label(re.compile("type its name")).fill("Juniper Bend")
    page.get_by_role("button", name="Remove the workbook for good").click()
    expect(page.locator("main")).to_contain_text("removed it for good")
    write(luis, "One more thing.")
    expect(luis.page.locator(".stage-text .removed")).to_contain_text("removed it for good")
    luis.go(f"/w/{slug}/stages/1/")
    expect(luis.page.locator("main")).to_contain_text("removed it for good")
    without_words(luis.page)
    stranger = come()
    stranger.expected.append("status of 404")
    expect(stranger.go(f"/w/{slug}/").locator("h1")).to_have_text("Not found")
