"""Two people at once: each sees the other's words soon, and nobody's are lost."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import (
    SAVES,
    answer,
    chip,
    leave_field,
    link_for,
    pieces,
    question,
    saved,
    unfold,
    until,
)
from tests.browser.conftest import Come
from tests.browser.prepared import joined
from tests.browser.server import Server
from tests.browser.visitor import Visitor

WHILE = 3_000  # milliseconds, in which an open page would have asked for what is new


@pytest.fixture
def luis(dana: Visitor, come: Come) -> Visitor:
    """Luis, who came by Dana's link to write, at the same first stage."""
    visitor = come()
    joined(visitor, dana)
    return visitor


def text_box(page: Page) -> Locator:
    return page.get_by_label("What do we know now?")


def test_a_link_is_exchanged_at_the_door_and_told_to_nobody(dana: Visitor, come: Come) -> None:
    address = link_for(dana, "writer")
    token = address.rstrip("/").rsplit("/", 1)[-1]
    luis = come()
    page = luis.page
    page.goto(address)
    expect(page.get_by_role("heading", name="Juniper Bend")).to_be_visible()
    page.get_by_role("button", name="Open the workbook").click()
    expect(page).to_have_url(re.compile(rf"/w/{dana.slug}/$"))
    page.locator(".tile a").first.click()
    answer(page, "Goal setting", "Yes")
    saved(page)
    door = [each for each in luis.requests if token in each.url]
    assert {each.method for each in door} == {"GET", "POST"}
    others = [each for each in luis.requests if each not in door]
    assert others
    for each in luis.requests:
        assert token not in each.all_headers().get("referer", "")
    assert token not in page.content()


def test_what_one_says_the_other_sees_without_loading_the_page_again(
    dana: Visitor, luis: Visitor
) -> None:
    answer(dana.page, "Goal setting", "Partly")
    saved(dana.page)
    card = question(luis.page, "Goal setting")
    expect(chip(card, "Partly")).to_be_checked()
    expect(pieces(luis.page, "tint")).to_have_count(1)
    unfold(luis.page.locator("#region-note-goal_setting"), "Add a note")
    luis.page.get_by_label("Your note").first.fill("From the schools.")
    leave_field(luis.page)
    saved(luis.page)
    note = dana.page.locator("#region-note-goal_setting .said")
    expect(note).to_contain_text("From the schools.")


def test_a_change_never_disturbs_the_one_who_is_writing_and_both_texts_are_kept(
    dana: Visitor, luis: Visitor, server: Server
) -> None:
    box = text_box(luis.page)
    luis.page.route(SAVES, lambda route: route.abort())  # a slow line: nothing arrives yet
    luis.expected.append("net::ERR_FAILED")
    box.click()
    luis.page.keyboard.type("Luis: rents rose")
    luis.page.keyboard.press("Home")
    text_box(dana.page).fill("Dana: we counted moves")
    leave_field(dana.page)
    saved(dana.page)
    answer(dana.page, "Goal setting", "Yes")
    expect(chip(question(luis.page, "Goal setting"), "Yes")).to_be_checked()
    expect(box).to_be_focused()
    expect(box).to_have_value("Luis: rents rose")
    assert box.evaluate("box => [box.selectionStart, box.selectionEnd]") == [0, 0]
    luis.page.unroute(SAVES)
    leave_field(luis.page)
    for page in (luis.page, dana.page):
        two = page.locator("#text-partner-text-1 .two-card")
        expect(two).to_have_count(2)
        expect(two.nth(0)).to_contain_text("Dana: we counted moves")
        expect(two.nth(1)).to_contain_text("Luis: rents rose")
    join = dana.page.get_by_label("Join them in your own words")
    join.fill("We counted moves, and rents rose.")
    leave_field(dana.page)
    answer(luis.page, "Local conditions", "Yes")  # a change meanwhile must not take the words away
    expect(chip(question(dana.page, "Local conditions"), "Yes")).to_be_checked()
    expect(join).to_have_value("We counted moves, and rents rose.")
    dana.page.get_by_role("button", name="Keep this joined text").click()
    for page in (dana.page, luis.page):
        expect(text_box(page)).to_have_value("We counted moves, and rents rose.")
    assert server.standing(dana.slug, "text/%") == [{"text": "We counted moves, and rents rose."}]


def test_a_saved_text_is_not_changed_under_the_hands_of_its_writer(
    dana: Visitor, luis: Visitor
) -> None:
    box = text_box(luis.page)
    box.press_sequentially("Rents rose.")
    saved(luis.page)
    expect(text_box(dana.page)).to_have_value("Rents rose.")
    text_box(dana.page).fill("Rents rose twice.")
    leave_field(dana.page)
    saved(dana.page)
    answer(dana.page, "Goal setting", "Yes")
    expect(pieces(luis.page, "solid")).to_have_count(1)  # so Luis's page has seen both changes
    expect(box).to_be_focused()
    expect(box).to_have_value("Rents rose.")
    leave_field(luis.page)
    expect(box).to_have_value("Rents rose twice.")


def test_what_could_not_be_shown_is_asked_for_again_until_it_comes(
    dana: Visitor, luis: Visitor
) -> None:
    luis.expected.append("net::ERR_FAILED")
    box = text_box(luis.page)
    box.press_sequentially("Rents rose.")
    saved(luis.page)
    expect(text_box(dana.page)).to_have_value("Rents rose.")
    text_box(dana.page).fill("Rents rose twice.")
    leave_field(dana.page)
    saved(dana.page)
    answer(dana.page, "Goal setting", "Yes")
    expect(pieces(luis.page, "solid")).to_have_count(1)  # so Luis's page has seen both changes
    luis.page.route("**/changes/*", lambda route: route.abort(), times=1)
    with luis.page.expect_event("requestfailed"):
        leave_field(luis.page)
    expect(box).to_have_value("Rents rose twice.")


def test_words_being_joined_survive_another_choice(dana: Visitor, luis: Visitor) -> None:
    _two_texts(dana, luis)
    join = dana.page.get_by_label("Join them in your own words")
    join.fill("Half a thought")
    leave_field(dana.page)
    luis.page.get_by_role("button", name="Choose this one").first.click()
    expect(text_box(luis.page)).to_have_value("One.")
    dana.page.wait_for_timeout(WHILE)
    expect(join).to_have_value("Half a thought")


def _two_texts(dana: Visitor, luis: Visitor) -> None:
    with luis.without_connection():
        text_box(luis.page).fill("Two.")
        text_box(dana.page).fill("One.")
        leave_field(dana.page)
        saved(dana.page)
    leave_field(luis.page)
    expect(dana.page.locator(".two-card")).to_have_count(2)
    expect(luis.page.locator(".two-card")).to_have_count(2)


def test_two_answers_without_sight_of_each_other_both_stand_until_one_is_chosen(
    dana: Visitor, luis: Visitor, server: Server
) -> None:
    with luis.without_connection():
        answer(luis.page, "Goal setting", "Not yet")
        expect(luis.page.locator("#status")).to_contain_text("Not saved yet: no connection.")
        answer(dana.page, "Goal setting", "Yes")
        saved(dana.page)
    for page in (luis.page, dana.page):
        cards = question(page, "Goal setting").locator(".two-card")
        expect(cards).to_have_count(2)
        expect(cards.nth(0)).to_contain_text("Yes")
        expect(cards.nth(1)).to_contain_text("Not yet")
        expect(pieces(page, "cracked")).to_have_count(1)
    assert len(server.standing(dana.slug, "answer/goal_setting")) == 2
    card = question(dana.page, "Goal setting")
    card.locator(".two-card").nth(1).get_by_role("button", name="Choose this one").click()
    for page in (dana.page, luis.page):
        expect(question(page, "Goal setting").locator(".two-card")).to_have_count(0)
        expect(chip(question(page, "Goal setting"), "Not yet")).to_be_checked()
    assert server.standing(dana.slug, "answer/goal_setting") == [{"choice": "not_yet"}]


def test_an_older_look_never_takes_back_a_newer_answer(dana: Visitor, luis: Visitor) -> None:
    held = []
    page = luis.page
    page.route("**/changes/*", lambda route: held.append((route, route.fetch())))
    answer(dana.page, "Local conditions", "Yes")
    saved(dana.page)

    def is_held() -> bool:
        for route, found in [each for each in held if each[1].status != 200]:
            route.fulfill(response=found)
            held.remove((route, found))
        return bool(held)

    until(page, is_held)
    answer(page, "Local conditions", "Partly")
    saved(page)
    expect(pieces(page, "cracked")).to_have_count(1)
    for route, found in held:
        route.fulfill(response=found)
    page.wait_for_timeout(500)
    expect(pieces(page, "cracked")).to_have_count(1)
    expect(question(page, "Local conditions").locator(".two-card")).to_have_count(2)


def test_a_hidden_page_asks_for_nothing(dana: Visitor) -> None:
    page = dana.page
    page.evaluate(
        "Object.defineProperty(document, 'hidden', {get: () => true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    page.wait_for_timeout(300)
    before = len([each for each in dana.requests if "/changes/" in each.url])
    page.wait_for_timeout(WHILE)
    assert len([each for each in dana.requests if "/changes/" in each.url]) == before
