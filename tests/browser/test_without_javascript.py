"""Everything by plain forms, for browsers that run no scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import answer, chip, link_for, open_link, question, start, unfold
from tests.browser.conftest import Come
from tests.browser.server import Server
from tests.browser.visitor import Visitor


@pytest.fixture
def plain(come: Come) -> Visitor:
    """Mr. Abdi, whose browser runs no scripts, in a workbook he has started."""
    visitor = come(java_script_enabled=False)
    start(visitor, "Sumac Hill")
    return visitor


def save(page: Page, *, said: bool = True) -> None:
    """Press the button under the first question."""
    page.get_by_role("button", name="Save this page").first.click()
    if said:
        expect(page.locator(".messages")).to_have_text("Saved.")


def test_everything_on_a_page_is_saved_by_one_button(plain: Visitor, server: Server) -> None:
    page = plain.page
    answer(page, "Goal setting", "Partly")
    unfold(page.locator("#region-note-goal_setting"), "Add a note")
    page.get_by_label("Your note").first.fill("A note.")
    evidence = unfold(page.locator("#region-evidence-goal_setting"), "Add evidence")
    evidence.get_by_label("What it is").fill("Minutes")
    step = unfold(page.locator("#region-step-goal_setting"), "Add a next step")
    step.get_by_label("What we will do").fill("Meet")
    page.locator(".stage-text textarea").fill("Our text.")
    save(page)
    expect(chip(question(page, "Goal setting"), "Partly")).to_be_checked()
    for region, words in (("note", "A note."), ("evidence", "Minutes"), ("step", "Meet")):
        expect(page.locator(f"#region-{region}-goal_setting .said")).to_contain_text(words)
    expect(page.locator(".stage-text textarea")).to_have_value("Our text.")
    kept = [len(server.entries(plain.slug, f"{kind}/%")) for kind in ("answer", "note", "evidence")]
    assert kept == [1, 1, 1]


def test_strike_and_undo_are_buttons(plain: Visitor) -> None:
    page = plain.page
    unfold(page.locator("#region-note-goal_setting"), "Add a note")
    page.get_by_label("Your note").first.fill("A note.")
    answer(page, "Goal setting", "Yes")
    save(page)
    note = page.locator("#region-note-goal_setting .said")
    unfold(note, "Change").get_by_role("button", name="Cross out").click()
    expect(note.locator("del")).to_have_text("A note.")
    question(page, "Goal setting").get_by_role("button", name="Undo").click()
    expect(question(page, "Goal setting").locator(".choices input:checked")).to_have_count(0)


def test_sign_invite_and_tick(plain: Visitor) -> None:
    page = plain.page
    unfold(page.locator("aside"), "Say who you are")
    page.get_by_label("Your name").fill("Mr. Abdi")
    page.get_by_role("button", name="Sign this way").click()
    expect(page.get_by_text("You sign as Mr. Abdi")).to_be_visible()
    page.locator(".switch").get_by_label("By ticking").check()
    save(page)
    question(page, "Goal setting").get_by_role("checkbox").check()
    save(page)
    expect(question(page, "Goal setting").locator(".trace")).to_contain_text("Mr. Abdi")
    page.get_by_role("link", name="Invite").click()
    expect(page.locator("#address-writer")).to_have_value(re.compile("/open/"))
    page.get_by_role("link", name="Show large").first.click()
    expect(page.locator(".link-qr-large svg")).to_be_visible()


def test_the_language_switch_comes_back_to_the_same_page(plain: Visitor) -> None:
    page = plain.page
    page.get_by_role("button", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page).to_have_url(re.compile("/stages/1/$"))
    expect(page.get_by_text("¿Hemos pensado en nuestras metas").first).to_be_visible()


def test_an_old_page_posted_late_never_overwrites_a_neighbor(
    plain: Visitor, server: Server
) -> None:
    late = plain.context.new_page()
    late.goto(plain.page.url)
    answer(plain.page, "Goal setting", "Yes")
    plain.page.locator(".stage-text textarea").fill("Written first.")
    save(plain.page)
    answer(late, "Local conditions", "Partly")
    save(late)
    expect(chip(question(late, "Goal setting"), "Yes")).to_be_checked()
    expect(chip(question(late, "Local conditions"), "Partly")).to_be_checked()
    expect(late.locator(".stage-text textarea")).to_have_value("Written first.")
    assert server.entries(plain.slug, "text/%") == [{"text": "Written first."}]


def test_two_versions_are_chosen_or_joined_by_buttons(
    plain: Visitor, come: Come, server: Server
) -> None:
    address = link_for(plain, "writer")
    plain.go(f"/w/{plain.slug}/stages/1/")
    other = come(java_script_enabled=False)
    open_link(other, address)
    other.go(f"/w/{other.slug}/stages/1/")
    for visitor, choice, words in ((plain, "Yes", "First."), (other, "Not yet", "Second.")):
        answer(visitor.page, "Goal setting", choice)
        visitor.page.locator(".stage-text textarea").fill(words)
        save(visitor.page)
    page = other.page
    card = question(page, "Goal setting")
    expect(card.locator(".two-card")).to_have_count(2)
    card.get_by_role("button", name="Choose this one").last.click()
    expect(chip(card, "Not yet")).to_be_checked()
    expect(page.locator(".stage-text .two-card")).to_have_count(2)
    save(page, said=False)
    expect(page.locator(".stage-text .two-card")).to_have_count(2)
    page.get_by_label("Join them in your own words").fill("First, then second.")
    page.get_by_role("button", name="Keep this joined text").click()
    expect(page.locator(".stage-text textarea")).to_have_value("First, then second.")
    assert server.standing(plain.slug, "text/%") == [{"text": "First, then second."}]


def test_words_that_cannot_be_kept_are_given_back(plain: Visitor) -> None:
    page = plain.page
    plain.expected.append("status of 422")
    evidence = unfold(page.locator("#region-evidence-goal_setting"), "Add evidence")
    evidence.get_by_label("What it is").fill("Minutes of May")
    evidence.get_by_label("Link, if it has one").evaluate("field => field.type = 'text'")
    evidence.get_by_label("Link, if it has one").fill("minutes in the drawer")
    page.get_by_role("button", name="Save this page").first.click()
    expect(page.get_by_role("heading", name="Not all was kept")).to_be_visible()
    expect(page.get_by_label("Your words")).to_have_value(re.compile("minutes in the drawer"))
    page.get_by_role("link", name="Back to the page").click()
    expect(page).to_have_url(re.compile("/stages/1/"))
