"""A lost connection loses no word, and nothing is called saved that is not."""

import re

from playwright.sync_api import Request, expect

from tests.browser.acting import (
    SAVES,
    answer,
    hold_saves,
    leave_field,
    question,
    saved,
    unfold,
    until,
)
from tests.browser.server import Server
from tests.browser.visitor import Visitor

TEXT = ".stage-text textarea"
NOT_SAVED = re.compile("^Not saved yet: no connection")


def test_words_typed_without_a_connection_are_saved_once_it_is_back(
    dana: Visitor, server: Server
) -> None:
    page = dana.page
    with dana.without_connection():
        page.locator(TEXT).press_sequentially("Rents rose.")
        expect(page.locator("#status")).to_have_text(NOT_SAVED)
        unfold(page.locator("#region-note-goal_setting"), "Add a note")
        page.get_by_label("Your note").first.fill("Ask the county.")
        leave_field(page)
        expect(page.locator("#status")).to_have_text(NOT_SAVED)
        expect(page.locator(TEXT)).to_have_value("Rents rose.")
    saved(page)
    expect(page.locator("#region-note-goal_setting .said")).to_have_count(1)
    assert server.entries(dana.slug, "text/%") == [{"text": "Rents rose."}]
    assert [each["text"] for each in server.entries(dana.slug, "note/%")] == ["Ask the county."]


def test_an_answer_lost_on_its_way_back_is_not_kept_twice(dana: Visitor, server: Server) -> None:
    page, posts = dana.page, []
    dana.expected.append("net::ERR_FAILED")

    def lose_the_first(route) -> None:
        posts.append(route.request)
        answered = route.fetch()
        route.abort() if len(posts) == 1 else route.fulfill(response=answered)

    page.route(SAVES, lose_the_first)
    answer(page, "Goal setting", "Yes")
    saved(page)
    assert len(posts) == 2
    assert server.entries(dana.slug, "answer/goal_setting") == [{"choice": "yes"}]


def test_a_page_of_a_captive_portal_is_not_taken_for_a_receipt(
    dana: Visitor, server: Server
) -> None:
    page = dana.page
    page.route(
        SAVES,
        lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Please pay"),
    )
    answer(page, "Goal setting", "Yes")
    expect(page.locator("#status")).to_contain_text("log-in page of this Wi-Fi")
    assert server.standing(dana.slug, "answer/goal_setting") == []
    page.unroute(SAVES)
    saved(page)
    assert server.standing(dana.slug, "answer/goal_setting") == [{"choice": "yes"}]


def test_an_answer_of_the_wrong_shape_is_not_taken_for_a_receipt(
    dana: Visitor, server: Server
) -> None:
    page = dana.page
    page.route(SAVES, lambda route: route.fulfill(status=200, json={"ok": True}))
    answer(page, "Goal setting", "Yes")
    expect(page.locator("#status")).to_have_text(NOT_SAVED)
    page.unroute(SAVES)
    saved(page)
    assert server.standing(dana.slug, "answer/goal_setting") == [{"choice": "yes"}]


def test_leaving_at_once_after_the_last_word_loses_nothing_and_asks_nothing(
    dana: Visitor, server: Server
) -> None:
    page = dana.page
    page.locator(TEXT).fill("The last word.")
    page.get_by_role("link", name="Go on to stage 2").click()
    expect(page.get_by_role("heading", name="Stage 2 ·")).to_be_visible()
    page.get_by_role("navigation", name="Stages").get_by_role("link", name="Stage 1").click()
    expect(page.locator(TEXT)).to_have_value("The last word.")
    assert server.entries(dana.slug, "text/%") == [{"text": "The last word."}]


def test_leaving_with_words_that_could_not_be_saved_asks_first(dana: Visitor) -> None:
    page = dana.page
    dana.expected.append("a dialog: beforeunload")
    with dana.without_connection():
        page.locator(TEXT).press_sequentially("Rents rose.")
        expect(page.locator("#status")).to_have_text(NOT_SAVED)
        page.route(SAVES, lambda route: route.abort())  # before the connection is back
    dana.expected.append("net::ERR_FAILED")
    page.goto(dana.address)
    assert any("beforeunload" in each for each in dana.complaints)


def test_saved_is_not_said_while_newer_words_wait(dana: Visitor, server: Server) -> None:
    page = dana.page
    held = hold_saves(page)
    page.locator(TEXT).press_sequentially("One")
    expect(page.locator("#status")).to_have_text("Saving…")
    page.locator(TEXT).press_sequentially(" two")
    held[0].continue_()
    until(page, lambda: len(held) == 2)  # the first were answered, the newer ones are on their way
    expect(page.locator("#status")).to_have_text("Saving…")
    assert server.standing(dana.slug, "text/%") == [{"text": "One"}]
    held[1].continue_()
    page.unroute(SAVES)
    saved(page)
    assert server.standing(dana.slug, "text/%") == [{"text": "One two"}]


def test_one_answer_is_one_request(dana: Visitor) -> None:
    page = dana.page
    answer(page, "Goal setting", "Yes")
    saved(page)
    expect(question(page, "Goal setting").get_by_role("link", name="History")).to_be_visible()
    page.wait_for_timeout(2_500)

    def is_post(request: Request) -> bool:
        return request.method == "POST" and SAVES.search(request.url) is not None

    assert len([each for each in dana.requests if is_post(each)]) == 1
