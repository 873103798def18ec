"""A checklist from elsewhere: pasted or uploaded, corrected, translated, started, changed later."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import answer, bring, saved
from tests.browser.conftest import Come
from tests.checklists import CHECKLIST


def use(page: Page) -> None:
    page.get_by_role("button", name="Start a workbook with these questions").click()
    expect(page).to_have_url(re.compile("/stages/1/$"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_paste_correct_translate_start(come: Come, scripts: bool) -> None:
    visitor = come(java_script_enabled=scripts)
    page = bring(visitor, CHECKLIST)
    page.get_by_role("button", name="Add it").click()
    card = page.locator("[id='s1.q1']")
    card.get_by_text("Correct", exact=True).click()
    card.get_by_label("Label (en)").fill("Roof and gutters")
    card.get_by_label("Label (es)").fill("Techo y canaletas")
    page.get_by_role("button", name="Save the corrections").click()
    expect(page.get_by_role("heading", name="1.1 Roof and gutters")).to_be_visible()
    page.get_by_role("button", name="Move down Roof and gutters").click()
    expect(page.get_by_role("heading", name="1.2 Roof and gutters")).to_be_visible()
    page.get_by_label("Name of your partnership").fill("Maple Street")
    use(page)
    expect(page.get_by_role("heading", name="Ready for winter")).to_be_visible()
    expect(page.locator("article.question")).to_have_count(2)
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", name="Techo y canaletas")).to_be_visible()


def test_a_file_is_read_and_what_is_left_over_is_shown(come: Come, tmp_path: Path) -> None:
    file = tmp_path / "winter.txt"
    file.write_text(CHECKLIST, encoding="utf-8")
    visitor = come()
    page = visitor.go("/checklists/")
    page.get_by_label("A file").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".bring-left")).to_contain_text("belongs nowhere")
    use(page)
    expect(page.locator("#text-house-notes textarea")).to_be_visible()


def test_no_checklist_gets_a_sentence_and_the_text_back(come: Come) -> None:
    visitor = come()
    visitor.expected.append("status of 422")
    page = visitor.go("/checklists/")
    page.get_by_label("Or its text").fill("Nothing to tick in here.")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("No questions were found")
    expect(page.get_by_label("Or its text")).to_have_value("Nothing to tick in here.")


def test_a_correction_that_cannot_stand_is_shown_again_with_the_reason(come: Come) -> None:
    visitor = come()
    visitor.expected.append("status of 422")
    page = bring(visitor, CHECKLIST)
    card = page.locator("[id='s1.q1']")
    card.get_by_text("Correct", exact=True).click()
    card.get_by_label("Key").fill("Not A Key")
    card.get_by_label("Label").fill("Roof, in other words")
    page.get_by_role("button", name="Save the corrections").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("[id='s1.q1.key']")).to_have_value("Not A Key")
    expect(page.locator("[id='s1.q1.label.en']")).to_have_value("Roof, in other words")


def test_a_changed_checklist_moves_its_workbook_and_keeps_answers(come: Come) -> None:
    visitor = come()
    page = bring(visitor, CHECKLIST)
    use(page)
    answer(page, "ROOF", "Yes")
    saved(page)
    page.get_by_role("link", name="Invite").click()
    page.get_by_role("link", name="The questions of this workbook").click()
    changed = CHECKLIST.replace("- HEAT: Does every room get warm?", "- PIPES: Do the pipes hold?")
    page.get_by_label("Or its text").fill(changed)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".changes")).to_contain_text("PIPES")
    expect(page.locator(".changes")).to_contain_text("HEAT")
    page.get_by_role("button", name="Use these questions from now on").click()
    page.get_by_role("link", name="Workbook").click()
    expect(page.locator("article.question")).to_have_count(2)
    expect(page.get_by_role("heading", name="PIPES")).to_be_visible()
    expect(page.locator("[id='answer/roof.yes']")).to_be_checked()
