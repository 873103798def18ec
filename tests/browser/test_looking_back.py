"""A milestone, changes after it, what moved, and the way back: as a facilitator does it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acting import (
    answer,
    link_for,
    name_milestone,
    open_link,
    question,
    saved,
    start,
    try_the_example,
    unfold,
)
from tests.browser.conftest import Come


def test_a_milestone_is_named_and_what_moved_is_read_and_printed(come: Come) -> None:
    visitor = come()
    start(visitor, "Juniper Bend")
    answer(visitor.page, "Goal setting", "Not yet")
    visitor.page.locator(".stage-text textarea").fill("We have a map of the east side.")
    saved(visitor.page)
    page = name_milestone(visitor, "First look", "Twelve came.")
    expect(page.get_by_text("You are looking back.")).to_be_visible()
    page.get_by_role("link", name="Back to now").click()
    expect(page).to_have_url(re.compile(rf"/w/{visitor.slug}/$"))

    page = visitor.go(f"/w/{visitor.slug}/stages/1/")
    answer(page, "Goal setting", "Partly")
    page.locator(".stage-text textarea").fill("We have a new map of the east side.")
    saved(page)

    page = visitor.go(f"/w/{visitor.slug}/")
    page.get_by_role("link", name="What moved since the last milestone").click()
    moved = page.locator(".move-list li", has_text="1.1 Goal setting")
    expect(moved).to_contain_text("Not yet")
    expect(moved).to_contain_text("Partly")
    expect(page.locator(".reworded ins")).to_contain_text("new")
    expect(page.locator(".sides section > svg")).to_have_count(2)
    page.emulate_media(media="print")
    for gone in ("header.bar", "button", "select", ".no-print"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
    expect(page.locator(".reworded ins")).to_be_visible()
    expect(moved).to_be_visible()


def test_a_page_of_the_past_stays_as_it_is_while_others_write(come: Come) -> None:
    visitor = come()
    start(visitor, "Juniper Bend")
    answer(visitor.page, "Goal setting", "Not yet")
    saved(visitor.page)
    page = name_milestone(visitor, "First look")
    page.locator(".tab").first.click()
    expect(page.locator(".sheet-question").first).to_contain_text("Not yet")
    visitor.requests.clear()
    other = come()
    open_link(other, link_for_keeper(come, visitor.context.storage_state(), visitor.slug))
    other.go(f"/w/{visitor.slug}/stages/1/")
    answer(other.page, "Goal setting", "Yes")
    saved(other.page)
    page.wait_for_timeout(2_500)  # longer than an open page waits to ask for what is new
    assert [each.url for each in visitor.requests] == []
    expect(page.locator(".sheet-question").first).to_contain_text("Not yet")
    page.get_by_role("link", name="Back to now").click()
    page = visitor.go(f"/w/{visitor.slug}/stages/1/")
    expect(question(page, "Goal setting").get_by_role("radio", name="Yes").first).to_be_checked()


def link_for_keeper(come: Come, cookies: object, slug: str) -> str:
    """A writer's link, looked up in a second window of the keeper."""
    window = come(storage_state=cookies)
    window.go(f"/w/{slug}/links/")
    return link_for(window, "writer")


def test_without_a_connection_the_past_says_so_and_now_still_opens(come: Come) -> None:
    visitor = come()
    try_the_example(visitor)
    page = visitor.page
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    slug = visitor.slug
    visitor.go(f"/w/{slug}/stages/1/")
    expect(page.locator("html.js")).to_have_count(1)
    page.wait_for_function("async () => Boolean(await caches.match(location.pathname))")
    visitor.go(f"/w/{slug}/moments/20/stages/1/")
    assert not page.evaluate("async () => Boolean(await caches.match(location.pathname))")
    with visitor.without_connection():
        visitor.expected.append("status of 503")
        page.reload()
        expect(page.get_by_text("There is no connection")).to_be_visible()
        visitor.go(f"/w/{slug}/stages/1/")
        expect(page.locator(".stage-text textarea")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_words_that_stayed_unfold_by_keyboard(come: Come, scripts: bool) -> None:
    visitor = come(java_script_enabled=scripts)
    page = start(visitor, "Juniper Bend")
    stayed = " ".join(f"word{n}" for n in range(120))
    for text in (f"Old. {stayed}", f"New. {stayed}"):
        page = visitor.go(f"/w/{visitor.slug}/stages/1/")
        page.locator(".stage-text textarea").fill(text)
        if scripts:
            saved(page)
        else:
            page.get_by_role("button", name="Save this page").first.click()
    page = visitor.go(f"/w/{visitor.slug}/comparison/?from=1")
    expect(page.locator(".reworded details > div")).to_be_hidden()
    summary = page.locator(".reworded summary")
    expect(summary).to_have_text("96 words as before")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".reworded details > div")).to_be_visible()


def test_another_name_without_javascript(come: Come) -> None:
    visitor = come(java_script_enabled=False)
    start(visitor, "Juniper Bend")
    page = name_milestone(visitor, "Frist look", "Twelve came.")
    unfold(page.locator("main"), "Give it another name")
    page.get_by_label("Name", exact=True).fill("First look")
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("First look")
    expect(page.locator(".past-note .words")).to_have_text("Twelve came.")
    page.get_by_role("link", name="History", exact=True).click()
    expect(page.locator(".history")).to_contain_text("First look")
