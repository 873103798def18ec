"""From the first minute to the last question."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acting import QUESTIONS, SAVED, answer, hold_saves, leave_field, saved, start
from tests.browser.conftest import Come
from tests.browser.server import Server
from tests.browser.visitor import Visitor

CHOICES = ("Yes", "Partly", "Not yet", "Not sure", "Does not apply", "We do not agree yet")


@pytest.mark.smoke
def test_a_name_is_all_it_takes_to_start_and_answer(come: Come) -> None:
    dana = come()
    page = start(dana, "Juniper Bend")
    expect(page.get_by_role("heading", name="Keep this link")).to_be_visible()
    answer(page, "Goal setting", "Partly")
    saved(page)
    page.reload()
    expect(page.locator("#answer-goal_setting").get_by_label("Partly").first).to_be_checked()
    page.goto(dana.address)
    page.get_by_role("link", name="Juniper Bend").click()
    expect(page.locator(".tile").first).to_contain_text("1 Partly")


def test_the_keeper_can_copy_the_link_and_it_opens_the_workbook_elsewhere(come: Come) -> None:
    dana = come(permissions=["clipboard-read", "clipboard-write"])
    page = start(dana, "Juniper Bend")
    card = page.locator(".keep")
    card.get_by_role("button", name="Copy").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == card.get_by_label("Your private link").input_value()
    with page.expect_download() as download:
        card.get_by_role("link", name="Save as a file").click()
    assert copied in download.value.path().read_text()
    card.get_by_role("button", name="I have kept it").click()
    expect(page.locator(".keep")).to_have_count(0)
    elsewhere = come().page
    elsewhere.goto(copied)
    expect(elsewhere.get_by_text("This is the keeper’s link")).to_be_visible()
    elsewhere.get_by_role("button", name="Open the workbook").click()
    expect(elsewhere.get_by_role("heading", name="Juniper Bend", exact=True)).to_be_visible()


def test_a_workbook_needs_no_name(come: Come) -> None:
    dana = come()
    page = start(dana)
    page.goto(dana.address)
    expect(page.get_by_role("link", name="Our workbook")).to_be_visible()


def test_saved_is_said_only_after_the_server_answered(dana: Visitor) -> None:
    page = dana.page
    held = hold_saves(page)
    answer(page, "Goal setting", "Yes")
    expect(page.locator("#status")).to_have_text("Saving…")
    page.wait_for_timeout(700)
    expect(page.locator("#status")).to_have_text("Saving…")
    [route] = held
    route.continue_()
    expect(page.locator("#status")).to_have_text(SAVED)


def test_all_26_questions_over_five_stages_stand_and_stay(dana: Visitor, server: Server) -> None:
    page, slug = dana.page, dana.slug
    page.locator(".keep").get_by_role("button", name="I have kept it").click()
    page.locator(".places").get_by_role("link", name="Workbook").click()
    for stage, many in enumerate(QUESTIONS, 1):
        cards = page.locator("article.question")
        expect(cards).to_have_count(many)
        for place in range(many):
            chips = cards.nth(place).locator(".choices:not(.choices-small)")
            chips.get_by_label(CHOICES[place % len(CHOICES)], exact=True).check()
        page.locator(".stage-text textarea").fill(f"What we see in stage {stage}.")
        leave_field(page)
        expect(page.locator(".stage-text .trace")).to_be_visible()
        saved(page)
        if stage < len(QUESTIONS):
            page.get_by_role("link", name=f"Go on to stage {stage + 1}").click()
            expect(page.get_by_role("heading", name=f"Stage {stage + 1} ·")).to_be_visible()
    page.get_by_role("link", name="See what is standing").click()
    _overview_is_right(dana)
    assert len(server.standing(slug, "answer/%")) == sum(QUESTIONS)
    assert server.standing(slug, "text/partner-text-5") == [{"text": "What we see in stage 5."}]
    page.reload()
    _overview_is_right(dana)
    for stage in range(1, 6):
        dana.go(f"/w/{slug}/stages/{stage}/")
        expect(page.locator(".stage-text textarea")).to_have_value(f"What we see in stage {stage}.")
        checked = page.locator(".choices:not(.choices-small) input:checked")
        assert checked.evaluate_all("all => all.map(each => each.value)") == [
            ("yes", "partly", "not_yet", "not_sure", "n_a", "disagree")[place]
            for place in range(QUESTIONS[stage - 1])
        ]


def _overview_is_right(dana: Visitor) -> None:
    picture = dana.page.locator(".picture-card svg.picture:not(.swatch)")
    looks = {"solid": 5, "tint": 5, "dashed": 5, "dotted": 5, "faint": 4, "cracked": 2}
    expect(picture.locator(".piece")).to_have_count(26)
    for look, many in looks.items():
        expect(picture.locator(f".piece.{look}")).to_have_count(many)
    tiles = dana.page.locator(".tile")
    expect(tiles).to_have_count(5)
    expect(tiles.nth(1)).to_contain_text(
        re.compile(r"1 Yes\s+1 Partly\s+1 Not yet\s+1 Not sure"), use_inner_text=True
    )
    expect(dana.page.locator("desc").first).to_contain_text("Goal setting: Yes; ")
