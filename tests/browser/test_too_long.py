"""A text that is too long is never cut: it stays, says by how much, and is sent once it fits."""

import pytest
from playwright.sync_api import Page, expect

from barnraise.workbook.fields.kinds import KINDS
from tests.browser.acting import leave_field, question, saved, start, unfold
from tests.browser.conftest import Come
from tests.browser.offline import WORDS, kept, patient, text_box
from tests.browser.server import Server
from tests.browser.visitor import Visitor

MOST = KINDS["text"].attributes[0].most
END = "END-OF-PASTE"


def long_text(over: int) -> str:
    return "“Rents” rose. ".ljust(MOST + over - len(END), "x") + END


def paste(page: Page, text: str) -> None:
    """As a browser does it: all at once, through the same event as typing."""
    text_box(page).focus()
    page.evaluate("(text) => document.execCommand('insertText', false, text)", text)


def test_pasted_text_that_is_too_long_stays_whole_and_is_sent_when_it_fits(
    dana: Visitor, server: Server
) -> None:
    page = patient(dana).page
    paste(page, long_text(over=12))
    note = page.locator(".stage-text .refusal")
    expect(note).to_contain_text("Characters too many: 12")
    expect(page.locator("#status")).to_contain_text("see the note beside your words")
    expect(text_box(page)).to_have_value(long_text(over=12))
    kept(page, END)
    page.reload()
    expect(text_box(page)).to_have_value(long_text(over=12))
    expect(note).to_contain_text("Characters too many: 12")
    assert server.entries(dana.slug, "text/%") == []
    text_box(page).fill(long_text(over=0))
    leave_field(page)
    saved(page)
    expect(page.locator(".stage-text")).not_to_contain_text("too long")
    assert server.entries(dana.slug, "text/%") == [{"text": long_text(over=0)}]
    assert len(page.evaluate(WORDS)) == 1


def test_other_words_are_saved_beside_a_text_that_is_too_long(
    dana: Visitor, server: Server
) -> None:
    page = patient(dana).page
    paste(page, long_text(over=1))
    goal = question(page, "Goal setting")
    unfold(goal, "Add a note").get_by_label("Your note").fill("Ask the county.")
    leave_field(page)
    expect(goal.locator(".said")).to_contain_text("Ask the county.")
    expect(page.locator("#status")).to_contain_text("see the note beside your words")
    assert server.entries(dana.slug, "text/%") == []
    assert server.entries(dana.slug, "note/%") == [{"text": "Ask the county."}]


def test_a_name_that_is_too_long_is_not_sent_and_not_cut(come: Come) -> None:
    page = come().go()
    name = page.get_by_label("Name of your partnership")
    name.fill("x" * 125)
    expect(page.locator(".refusal")).to_contain_text("Characters too many: 5")
    page.get_by_role("button", name="Start a workbook").click()
    expect(name).to_have_value("x" * 125)
    assert page.url.endswith("/")


@pytest.mark.parametrize("kind", ["note", "text"])
def test_without_scripts_the_words_come_back_whole(come: Come, kind: str) -> None:
    visitor = come(java_script_enabled=False)
    visitor.expected.append("status of 422")
    page = start(visitor)
    most = KINDS[kind].attributes[0].most
    text = "x" * most + END
    if kind == "note":
        unfold(page.locator("#region-note-goal_setting"), "Add a note")
    box = page.locator(f'textarea[name^="{kind}/"]').first
    box.fill(text)
    page.get_by_role("button", name="Save this page").first.click()
    expect(page.get_by_role("heading", name="Not all was kept")).to_be_visible()
    expect(page.locator("main")).to_contain_text(f"it has {len(END)} more")
    expect(page.locator("textarea[readonly]")).to_have_value(text)
