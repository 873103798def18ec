"""Two tabs of one browser: one sends for both, and the same field loses neither's words."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import SAVES, answer, hold_saves, leave_field, saved, until
from tests.browser.conftest import Come
from tests.browser.offline import (
    NO_GOODBYE,
    copied,
    kept,
    patient,
    start_in,
    text_box,
    write_offline,
)
from tests.browser.server import Server
from tests.browser.visitor import Visitor

NO_LOCKS = "Object.defineProperty(navigator, 'locks', {value: undefined});"
SHIFTED = "const real = Date.now; Date.now = () => real() + (window.shifted || 0);"
WAYS = pytest.mark.parametrize("missing", ["", NO_LOCKS], ids=["locks", "a lease"])


def other_tab(visitor: Visitor) -> Page:
    page = visitor.context.new_page()
    page.goto(visitor.page.url)
    return page


@WAYS
def test_the_same_field_in_two_tabs_without_a_connection_ends_as_two_texts(
    come: Come, server: Server, missing: str
) -> None:
    dana = start_in(come, missing)
    other = other_tab(dana)
    with dana.without_connection():
        write_offline(dana, "From the first tab.")
        text_box(other).press_sequentially("From the second tab.")
        leave_field(other)
        expect(other.locator("#status")).to_contain_text("Kept on this device: 2.")
    for page in (dana.page, other):
        saved(page)
        leave_field(page)
        expect(page.locator(".stage-text .two-card")).to_have_count(2)
    said = [{"text": "From the first tab."}, {"text": "From the second tab."}]
    assert sorted(map(str, server.entries(dana.slug, "text/%"))) == sorted(map(str, said))
    assert len(server.standing(dana.slug, "text/%")) == 2


def test_a_tab_opened_on_waiting_words_goes_on_with_them(dana: Visitor, server: Server) -> None:
    page = patient(dana).page
    copied(page, dana.path)
    with dana.without_connection():
        write_offline(dana, "One.")
        other = other_tab(dana)
        expect(text_box(other)).to_have_value("One.")
        text_box(other).press("Home")
        text_box(other).press_sequentially("Two. ")
        leave_field(other)
        expect(other.locator("#status")).to_contain_text("Kept on this device:")
    saved(other)
    saved(page)
    leave_field(page)
    expect(text_box(page)).to_have_value("Two. One.")
    assert server.standing(dana.slug, "text/%") == [{"text": "Two. One."}]


def test_two_tabs_that_go_on_from_the_same_waiting_words_end_as_two_texts(
    dana: Visitor, server: Server
) -> None:
    page = patient(dana).page
    copied(page, dana.path)
    with dana.without_connection():
        write_offline(dana, "One.")
        other = other_tab(dana)
        expect(text_box(other)).to_have_value("One.")
        for each, words in ((page, "Three. "), (other, "Two. ")):
            text_box(each).press("Home")
            text_box(each).press_sequentially(words)
            leave_field(each)
            kept(each, f"{words}One.")
    for each in (page, other):
        saved(each)
        leave_field(each)
        expect(each.locator(".stage-text .two-card")).to_have_count(2)
    said = [str(each["text"]) for each in server.standing(dana.slug, "text/%")]
    assert sorted(said) == ["Three. One.", "Two. One."]
    assert len(server.entries(dana.slug, "text/%")) == 2


@WAYS
def test_a_tab_that_is_closed_while_it_sends_leaves_its_turn_to_the_other(
    come: Come, server: Server, missing: str
) -> None:
    dana = start_in(come, f"{NO_GOODBYE};{missing}")
    page, slug = dana.page, dana.slug
    dana.context.add_init_script(SHIFTED)
    other = other_tab(dana)
    held = hold_saves(page)
    text_box(page).fill("Half sent.")
    leave_field(page)
    until(page, lambda: held)
    answer(other, "Goal setting", "Yes")
    expect(other.locator("#status")).to_have_text("Saving…")
    other.wait_for_timeout(700)  # it waits for its turn
    assert server.entries(slug, "%") == []
    page.close(run_before_unload=False)
    other.evaluate("window.shifted = 60000")  # a lease runs out by the clock
    saved(other)
    assert server.entries(slug, "text/%") == [{"text": "Half sent."}]
    assert server.entries(slug, "answer/%") == [{"choice": "yes"}]


@WAYS
def test_what_two_tabs_kept_is_sent_once(come: Come, server: Server, missing: str) -> None:
    dana = start_in(come, missing)
    other = other_tab(dana)
    bodies: list[str] = []
    dana.context.on(
        "request", lambda each: bodies.append(each.post_data or "") if SAVES.search(each.url) else 0
    )
    with dana.without_connection():
        write_offline(dana, "Rents rose.")
        answer(other, "Goal setting", "Yes")
        expect(other.locator("#status")).to_contain_text("Kept on this device: 2.")
        bodies.clear()
    for page in (dana.page, other):
        saved(page)
    assert server.entries(dana.slug, "text/%") == [{"text": "Rents rose."}]
    assert server.entries(dana.slug, "answer/%") == [{"choice": "yes"}]
    assert sum("Rents rose." in body for body in bodies) == 1
