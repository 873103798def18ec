"""Answering by ticking, as in the original checklist, and on the scale, in one workbook."""

import re

from playwright.sync_api import Page, expect

from tests.browser.acting import answer, chip, question, saved
from tests.browser.server import Server
from tests.browser.visitor import Visitor


def answer_by(page: Page, words: str) -> None:
    """Switch how answers are given, and wait until the first question shows it."""
    page.locator(".switch").get_by_label(words).check()
    first = page.locator("article.question").first
    expect(first.locator(".tick")).to_have_count(1 if words == "By ticking" else 0)
    saved(page)


def tick(page: Page, label: str) -> None:
    question(page, label).get_by_role("checkbox", name="We can tick this").check()
    saved(page)


def test_ticks_are_yes_on_the_scale_and_yes_is_ticked(dana: Visitor, server: Server) -> None:
    page = dana.page
    answer(page, "Local conditions", "Not yet")
    saved(page)
    answer_by(page, "By ticking")
    expect(page.get_by_text("A blank does not mean no")).to_be_visible()
    expect(question(page, "Local conditions")).to_contain_text("On the scale: Not yet")
    tick(page, "Goal setting")
    answer_by(page, "On the scale")
    expect(chip(question(page, "Goal setting"), "Yes")).to_be_checked()
    expect(chip(question(page, "Local conditions"), "Not yet")).to_be_checked()
    answer_by(page, "By ticking")
    expect(question(page, "Goal setting").get_by_role("checkbox")).to_be_checked()
    expect(question(page, "Local conditions").get_by_role("checkbox")).not_to_be_checked()
    assert server.standing(dana.slug, "answer/goal_setting") == [{"choice": "yes"}]


def test_a_partly_is_not_destroyed_by_ticking_its_neighbor(dana: Visitor, server: Server) -> None:
    page = dana.page
    answer(page, "Goal setting", "Partly")
    saved(page)
    answer_by(page, "By ticking")
    tick(page, "Local conditions")
    expect(question(page, "Goal setting")).to_contain_text("On the scale: Partly")
    assert server.entries(dana.slug, "answer/goal_setting") == [{"choice": "partly"}]
    page.reload()
    answer_by(page, "On the scale")
    expect(chip(question(page, "Goal setting"), "Partly")).to_be_checked()


def test_a_tick_taken_back_goes_back_to_no_answer(dana: Visitor, server: Server) -> None:
    page = dana.page
    answer_by(page, "By ticking")
    tick(page, "Goal setting")
    box = question(page, "Goal setting").get_by_role("checkbox")
    box.uncheck()
    expect(page.locator(".standing .legend")).to_have_text(re.compile(r"^\s*No answer yet 26\s*$"))
    expect(box).not_to_be_checked()
    assert server.standing(dana.slug, "answer/goal_setting") == [{"choice": ""}]


def test_an_answer_can_be_cleared(dana: Visitor, server: Server) -> None:
    page = dana.page
    card = question(page, "Goal setting")
    expect(card.get_by_label("Clear").first).to_have_count(0)
    answer(page, "Goal setting", "Yes")
    expect(page.locator("#region-standing a.piece.solid")).to_have_count(1)
    answer(page, "Goal setting", "Clear")
    expect(page.locator("#region-standing a.piece.solid")).to_have_count(0)
    expect(card.locator("input:checked")).to_have_count(0)
    saved(page)
    assert server.standing(dana.slug, "answer/goal_setting") == [{"choice": ""}]
