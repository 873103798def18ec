"""The last words before a page goes: loaded again, left by a link, or ended without a goodbye."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import SAVES, saved, start
from tests.browser.conftest import Come
from tests.browser.offline import DIALOG, patient, text_box
from tests.browser.prepared import joined
from tests.browser.server import Server
from tests.browser.visitor import Visitor

LAST = "Rents rose in May."
NOTED = "Object.keys(localStorage).filter((key) => key.startsWith('barnraise-draft/'))"
# This page alone gets nothing into the outbox, as when it goes before the disk has answered.
LATE_DISK = """() => {
    const late = () => { throw new DOMException("late", "InvalidStateError"); };
    IDBDatabase.prototype.transaction = late;
}"""
NO_LAST_REQUEST = "() => { window.fetch = () => Promise.reject(new TypeError('gone')); }"


def type_at_the_last_moment(page: Page, words: str = LAST) -> None:
    """Neither the disk nor the server has a word of it when the page goes."""
    expect(page.locator("html.js")).to_have_count(1)
    page.evaluate(LATE_DISK)
    page.evaluate(NO_LAST_REQUEST)
    text_box(page).press_sequentially(words)


@pytest.mark.parametrize("stage", [1, 2])
def test_words_typed_just_before_the_page_is_loaded_again_or_left_arrive_once(
    dana: Visitor, server: Server, stage: int
) -> None:
    page, path = patient(dana).page, dana.path
    type_at_the_last_moment(page)
    dana.go(f"/w/{dana.slug}/stages/{stage}/")
    saved(page)
    dana.go(path)
    expect(text_box(page)).to_have_value(LAST)
    assert server.entries(dana.slug, "text/%") == [{"text": LAST}]
    assert page.evaluate(NOTED) == []


def test_words_after_a_send_whose_receipt_never_came_take_the_place_of_what_was_sent(
    dana: Visitor, server: Server
) -> None:
    page = patient(dana).page
    page.route(SAVES, lambda route: (route.fetch(), route.abort()))
    text_box(page).press_sequentially("Rents rose")
    expect(page.locator("#status")).to_contain_text("Kept on this device: 1.")
    page.unroute(SAVES)
    type_at_the_last_moment(page, " in May.")
    page.reload()
    saved(page)
    expect(text_box(page)).to_have_value(LAST)
    assert server.standing(dana.slug, "text/%") == [{"text": LAST}]


def test_a_shared_device_notes_nothing_and_asks_before_the_page_goes(dana: Visitor) -> None:
    page = patient(dana).page
    page.get_by_label("This device is shared").check()
    type_at_the_last_moment(page)
    assert page.evaluate(NOTED) == []
    page.reload()
    assert any(DIALOG in each for each in dana.complaints)


def test_a_browser_that_cannot_note_asks_before_the_page_goes(come: Come) -> None:
    luis = patient(come())
    luis.context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }"
    )
    page = start(luis)
    type_at_the_last_moment(page)
    page.reload()
    assert any(DIALOG in each for each in luis.complaints)


def test_who_leaves_a_device_takes_the_last_words_along(dana: Visitor) -> None:
    page = patient(dana).page
    type_at_the_last_moment(page)
    assert page.evaluate(NOTED)
    page.get_by_label("This device is shared").check()
    assert page.evaluate(NOTED) == []
    for _press in range(2):
        page.get_by_role("button", name="Finish here").click()
    expect(page).to_have_url(dana.address + "/")
    assert page.evaluate(NOTED) == []


def test_the_last_words_for_a_workbook_that_was_removed_for_good_go_too(
    dana: Visitor, come: Come
) -> None:
    luis = patient(come(service_workers="block"))
    luis.expected.append("status of 410")
    page = joined(luis, dana)
    type_at_the_last_moment(page)
    remove_workbook(dana)
    luis.go(f"/w/{dana.slug}/stages/1/")
    expect(page.get_by_role("heading", name="Removed for good")).to_be_visible()
    assert page.evaluate(NOTED) == []


def remove_workbook(keeper: Visitor) -> None:
    keeper.expected.append("status of 410")
    page = keeper.go(f"/w/{keeper.slug}/removal/")
    page.get_by_label("To remove it, type its name").fill("Juniper Bend")
    page.get_by_role("button", name="Remove the workbook for good").click()
    expect(page.get_by_role("heading", name="Removed for good")).to_be_visible()
