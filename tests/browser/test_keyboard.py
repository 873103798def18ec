"""The whole way with the keyboard alone: focus is always seen, and never lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import answer, chip, pieces, question, saved, unfold
from tests.browser.conftest import Come
from tests.browser.prepared import joined
from tests.browser.server import Server
from tests.browser.visitor import Visitor

SEEN = """() => {
  const active = document.activeElement;
  if (!active || active === document.body) return "nothing has the focus";
  const drawn = (each) => each && getComputedStyle(each).outlineStyle !== "none"
    && parseFloat(getComputedStyle(each).outlineWidth) >= 2;
  if (!drawn(active) && !drawn(active.closest("label"))) return `no outline on ${active.outerHTML}`;
  const box = (active.closest("label") || active).getBoundingClientRect();
  if (box.width < 4 || box.height < 4) return `too small to see: ${active.outerHTML}`;
  if (box.bottom < 0 || box.top > innerHeight) return `out of sight: ${active.outerHTML}`;
  return "";
}"""


def press(page: Page, key: str, times: int = 1) -> None:
    """Press a key; what has the focus afterwards must be seen to have it."""
    for _time in range(times):
        page.keyboard.press(key)
        assert page.evaluate(SEEN) == ""


def tab_to(page: Page, described: str, most: int = 80) -> None:
    """Go on with Tab until the control whose text, name or label is `described`."""
    for _step in range(most):
        press(page, "Tab")
        if re.search(described, page.evaluate(NAMED)):
            return
    raise AssertionError(f"Tab never came to {described!r}")


NAMED = """() => {
  const active = document.activeElement;
  const label = active.labels && active.labels[0] ? active.labels[0].innerText : "";
  return `${active.id} ${label} ${active.innerText || ""}`.trim();
}"""


def test_start_answer_note_and_go_on_with_the_keyboard_alone(come: Come, server: Server) -> None:
    dana = come()
    page = dana.go()
    press(page, "Tab")
    assert page.evaluate(NAMED) == "Skip to the content"
    page.keyboard.press("Enter")
    tab_to(page, "^start-name")
    page.keyboard.type("Juniper Bend")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/stages/1/$"))
    tab_to(page, "I have kept it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Keep this link")).to_have_count(0)
    expect(page).to_have_url(re.compile("/stages/1/$"))
    tab_to(page, "^answer/goal_setting.yes")
    press(page, "Space")
    expect(chip(question(page, "Goal setting"), "Yes")).to_be_checked()
    press(page, "ArrowRight")
    saved(page)
    expect(pieces(page, "tint")).to_have_count(1)
    assert page.evaluate(NAMED).startswith("answer/goal_setting.partly")
    tab_to(page, "Add a note")
    press(page, "Enter")
    tab_to(page, "Your note")
    page.keyboard.type("Asked by the board.")
    tab_to(page, "Add evidence")
    expect(page.locator("#region-note-goal_setting .said")).to_contain_text("Asked by the board.")
    saved(page)
    assert page.evaluate(SEEN) == ""
    tab_to(page, "Go on to stage 2", most=200)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Stage 2 ·")).to_be_visible()
    assert server.standing(dana.slug, "answer/goal_setting") == [{"choice": "partly"}]


def test_a_tick_is_a_space_and_focus_stays_on_it(dana: Visitor) -> None:
    page = dana.page
    page.locator(".switch").get_by_label("By ticking").check()
    box = question(page, "Goal setting").get_by_role("checkbox")
    box.focus()
    page.keyboard.press("Space")
    saved(page)
    expect(pieces(page, "solid")).to_have_count(1)
    expect(box).to_be_checked()
    expect(box).to_be_focused()


@pytest.mark.parametrize("button", ["Undo", "Choose"])
def test_focus_stays_near_a_button_that_is_gone_once_it_was_pressed(
    dana: Visitor, button: str
) -> None:
    page = dana.page
    page.keyboard.press("Tab")  # the keyboard is in use
    answer(page, "Goal setting", "Yes")
    saved(page)
    expect(pieces(page, "solid")).to_have_count(1)
    if button == "Choose":
        answer(page, "Goal setting", "Partly")
        expect(pieces(page, "tint")).to_have_count(1)
    question(page, "Goal setting").get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(pieces(page, "solid")).to_have_count(1 if button == "Choose" else 0)
    saved(page)
    assert page.evaluate(
        "document.getElementById('region-answer-goal_setting').contains(document.activeElement)"
    )


def test_focus_on_a_link_stays_while_somebody_else_changes_what_is_around_it(
    dana: Visitor, come: Come
) -> None:
    page, luis = dana.page, come()
    joined(luis, dana)
    third = page.locator(".tab").nth(2)
    third.focus()
    answer(luis.page, "Goal setting", "Yes")
    expect(pieces(page, "solid")).to_have_count(1)
    expect(third).to_be_focused()
    piece = page.locator("#region-standing a.piece").nth(3)
    piece.focus()
    answer(luis.page, "Local conditions", "Yes")
    expect(pieces(page, "solid")).to_have_count(2)
    expect(piece).to_be_focused()
    summary = unfold(page.locator("#region-note-goal_setting"), "Add a note").locator("summary")
    summary.focus()
    unfold(luis.page.locator("#region-note-goal_setting"), "Add a note")
    luis.page.get_by_label("Your note").first.fill("From the schools.")
    luis.page.locator("h1").first.click()
    expect(page.locator("#region-note-goal_setting .said")).to_have_count(1)
    expect(page.locator("#region-note-goal_setting .adder > summary")).to_be_focused()
    expect(page.locator("#region-note-goal_setting .adder")).to_have_attribute("open", "")
