"""Readers read, and a replaced link opens nothing any more, but for the keeper who replaced it."""

from playwright.sync_api import expect

from tests.browser.acting import answer, chip, link_for, open_link, question, saved
from tests.browser.conftest import Come
from tests.browser.visitor import Visitor


def test_a_reader_sees_all_and_can_change_nothing(dana: Visitor, come: Come) -> None:
    path = dana.path
    answer(dana.page, "Goal setting", "Partly")
    dana.page.locator(".stage-text textarea").fill("We know rents.")
    dana.page.locator("h1").first.click()
    expect(dana.page.locator(".stage-text .trace")).to_be_visible()
    saved(dana.page)
    ruth = come()
    page = open_link(ruth, link_for(dana, "reader"))
    for inside in (ruth.path, path):
        ruth.go(inside)
        form = page.locator("form#page")
        enabled = "textarea, button, input:not([type=hidden]):enabled:not(fieldset[disabled] input)"
        expect(form.locator(enabled)).to_have_count(0)
    expect(page.get_by_text("Your link reads this workbook.")).to_be_visible()
    expect(chip(question(page, "Goal setting"), "Partly")).to_be_checked()
    expect(page.locator(".stage-text")).to_contain_text("We know rents.")
    dana.go(path)
    answer(dana.page, "Goal setting", "Yes")
    expect(chip(question(page, "Goal setting"), "Yes")).to_be_checked()
    page.get_by_role("link", name="Invite").click()
    expect(page.locator("#address-reader")).to_be_visible()
    expect(page.locator("#address-writer")).to_have_count(0)


def test_whoever_came_by_a_replaced_link_is_told_and_the_keeper_stays(
    dana: Visitor, come: Come
) -> None:
    path = dana.path
    old = link_for(dana, "writer")
    luis = come()
    open_link(luis, old)
    luis.go(path)
    page = dana.page
    writer = page.locator("section.link").first
    writer.locator("summary").click()
    writer.get_by_role("button", name="Replace it now").click()
    expect(page.get_by_text("The links were replaced.")).to_be_visible()
    new = page.locator("#address-writer").input_value()
    assert new != old
    luis.expected.extend(["status of 403", "status of 404"])
    answer(luis.page, "Goal setting", "Yes")
    status = luis.page.locator("#status")
    expect(status).to_contain_text("Not sent. The link you used was replaced.")
    expect(status).to_contain_text("Kept on this device: 1.")
    luis.expected.append("beforeunload")
    luis.page.reload()
    expect(luis.page.get_by_text("The link you used was replaced.")).to_be_visible()
    luis.page.goto(old)
    expect(luis.page.get_by_role("heading", name="Not found")).to_be_visible()
    open_link(luis, new)
    dana.go(path)
    answer(page, "Goal setting", "Partly")
    saved(page)


def test_a_keeper_who_replaces_the_own_link_stays_and_is_shown_the_new_one(dana: Visitor) -> None:
    page = dana.page
    old = page.locator("#keep-address").input_value()
    page.get_by_role("link", name="Invite").click()
    own = page.get_by_role("region", name="Your own link, as the keeper")
    own.locator("summary").click()
    own.get_by_label("Only this one").check()
    own.get_by_role("button", name="Make a new keeper’s link").click()
    assert page.locator("#keep-address").input_value() != old
    page.get_by_role("button", name="I have kept it").click()
    expect(page.get_by_role("heading", name="Juniper Bend")).to_be_visible()
    page.get_by_role("link", name="Invite").click()
    page.get_by_role("region", name="Your own link, as the keeper").locator("summary").click()
    expect(page.get_by_role("button", name="Make a new keeper’s link")).to_be_visible()
