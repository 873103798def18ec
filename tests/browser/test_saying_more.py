"""What can be said beside an answer: notes, evidence, next steps, parts, reasons, views, text."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import answer, chip, leave_field, pieces, question, saved, unfold
from tests.browser.server import Server
from tests.browser.visitor import Visitor


def add_note(page: Page, words: str) -> Locator:
    """Write a note under the first question; returns it as it stands in the list."""
    notes = page.locator("#region-note-goal_setting")
    unfold(notes, "Add a note").get_by_label("Your note").fill(words)
    leave_field(page)
    saved(page)
    said = notes.locator(".said", has_text=words)
    expect(said).to_have_count(1)
    return said


def test_a_note_is_signed_and_its_writer_can_change_and_strike_it(
    dana: Visitor, server: Server
) -> None:
    page = dana.page
    unfold(page.locator("aside"), "Say who you are")
    page.get_by_label("Your name").fill("Dana")
    page.get_by_label("Your organization").fill("Juniper Bend Housing")
    page.get_by_role("button", name="Sign this way").click()
    expect(page.get_by_text("You sign as Dana, Juniper Bend Housing")).to_be_visible()
    note = add_note(page, "The board agreed in May.")
    expect(note).to_contain_text("Dana, Juniper Bend Housing")
    own = unfold(note, "Change")
    own.get_by_role("textbox").fill("The board agreed in June.")
    leave_field(page)
    saved(page)
    changed = page.locator("#region-note-goal_setting .said")
    expect(changed).to_contain_text("The board agreed in June.")
    unfold(changed, "Change").get_by_role("button", name="Cross out").click()
    expect(changed.locator("del")).to_have_text("The board agreed in June.")
    unfold(changed, "Change").get_by_role("button", name="Put it back").click()
    expect(changed.locator("del")).to_have_count(0)
    assert [each.get("struck", False) for each in server.entries(dana.slug, "note/%")] == [
        False,
        False,
        True,
        False,
    ]


def test_two_notes_in_a_row_are_two_notes(dana: Visitor) -> None:
    add_note(dana.page, "First.")
    add_note(dana.page, "Second.")
    said = dana.page.locator("#region-note-goal_setting .said")
    expect(said).to_have_count(2)
    dana.page.reload()
    expect(said).to_have_count(2)


def test_evidence_is_a_link_that_tells_nobody_where_it_was_followed(dana: Visitor) -> None:
    page = dana.page
    evidence = page.locator("#region-evidence-goal_setting")
    adder = unfold(evidence, "Add evidence")
    adder.get_by_label("What it is").fill("Minutes of May")
    adder.get_by_label("Link, if it has one").fill("https://juniper.example/minutes")
    leave_field(page)
    saved(page)
    link = evidence.get_by_role("link", name="Minutes of May")
    expect(link).to_have_attribute("href", "https://juniper.example/minutes")
    expect(link).to_have_attribute("rel", re.compile("noreferrer"))


def test_evidence_without_a_real_link_is_refused_beside_the_words(dana: Visitor) -> None:
    page = dana.page
    evidence = page.locator("#region-evidence-goal_setting")
    adder = unfold(evidence, "Add evidence")
    adder.get_by_label("Link, if it has one").fill("javascript:alert(1)")
    leave_field(page)
    expect(adder.get_by_role("alert")).to_be_visible()
    expect(page.locator("#status")).to_have_text("Not saved: see the note beside your words.")
    adder.get_by_label("Link, if it has one").fill("https://juniper.example/")
    leave_field(page)
    saved(page)
    expect(evidence.get_by_role("alert")).to_have_count(0)


def test_a_next_step_has_who_and_when_and_can_be_done(dana: Visitor, server: Server) -> None:
    page = dana.page
    steps = page.locator("#region-step-goal_setting")
    adder = unfold(steps, "Add a next step")
    adder.get_by_label("What we will do").fill("Write down three goals")
    adder.get_by_label("Who").fill("Luis")
    adder.get_by_label("By when").fill("2031-03-14")
    leave_field(page)
    saved(page)
    expect(steps.locator(".said")).to_contain_text("Luis · by March 14, 2031")
    steps.get_by_role("checkbox", name="Write down three goals").check()
    expect(steps.locator(".said.done")).to_have_count(1)
    saved(page)
    [step] = server.standing(dana.slug, "step/%")
    assert (step["who"], step["due"], step["done"]) == ("Luis", "2031-03-14", True)
    dana.go(f"/w/{dana.slug}/")
    expect(page.locator("#region-steps")).to_contain_text("Write down three goals")


def test_partly_asks_which_part_is_missing_and_parts_can_say_it(
    dana: Visitor, server: Server
) -> None:
    page = dana.page
    card = question(page, "Goal setting")
    answer(page, "Goal setting", "Partly")
    saved(page)
    parts = card.locator("details.parts")
    expect(parts).to_have_attribute("open", "")
    expect(parts.locator("summary")).to_have_text("Which part is missing?")
    parts.locator(".part").nth(0).get_by_label("Yes", exact=True).check()
    parts.locator(".part").nth(1).get_by_label("Not yet", exact=True).check()
    saved(page)
    assert server.standing(dana.slug, "part/goal_setting/%") == [
        {"choice": "yes"},
        {"choice": "not_yet"},
    ]


def test_parts_alone_add_up_to_an_answer(dana: Visitor) -> None:
    page = dana.page
    parts = unfold(question(page, "Goal setting"), "Part by part")
    parts.locator(".part").nth(0).get_by_label("Yes", exact=True).check()
    saved(page)
    expect(parts).to_have_attribute("open", "")
    parts.locator(".part").nth(1).get_by_label("Not yet", exact=True).check()
    expect(question(page, "Goal setting")).to_contain_text("From its parts: Partly")


def test_does_not_apply_asks_for_a_reason(dana: Visitor, server: Server) -> None:
    page = dana.page
    card = question(page, "Goal setting")
    reason = card.get_by_label("Why does it not apply to us?")
    expect(reason).to_be_hidden()
    answer(page, "Goal setting", "Does not apply")
    expect(reason).to_be_visible()
    saved(page)
    reason.fill("The county did the assessment.")
    leave_field(page)
    saved(page)
    assert server.standing(dana.slug, "reason/goal_setting") == [
        {"text": "The county did the assessment."}
    ]


def test_not_agreeing_holds_each_view_in_its_own_words(dana: Visitor) -> None:
    page = dana.page
    answer(page, "Goal setting", "We do not agree yet")
    card = question(page, "Goal setting")
    for view in ("Schools see it done.", "Residents were not asked."):
        card.get_by_label("How do you see it? In your own words").last.fill(view)
        leave_field(page)
        expect(card.locator(".said", has_text=view)).to_be_visible()
        saved(page)
    expect(pieces(page, "cracked")).to_have_count(1)
    expect(page.locator("#region-next")).to_contain_text("Goal setting")


def test_undo_takes_back_step_by_step(dana: Visitor) -> None:
    page = dana.page
    card = question(page, "Goal setting")
    answer(page, "Goal setting", "Yes")
    saved(page)
    answer(page, "Goal setting", "Not sure")
    expect(pieces(page, "dotted")).to_have_count(1)
    card.get_by_role("button", name="Undo").click()
    expect(chip(card, "Yes")).to_be_checked()
    saved(page)
    expect(pieces(page, "solid")).to_have_count(1)


def test_history_folds_a_sitting_and_an_older_text_can_stand_again(
    dana: Visitor, server: Server
) -> None:
    page = dana.page
    box = page.locator(".stage-text textarea")
    for words in ("We know rents.", "We know rents and moves."):
        box.fill(words)
        leave_field(page)
        expect(page.locator(".stage-text .trace")).to_be_visible()
        saved(page)
    page.get_by_role("link", name="Say who you are").or_(
        page.locator("summary", has_text="Say who you are")
    ).click()
    page.get_by_label("Your name").fill("Dana")
    page.get_by_role("button", name="Sign this way").click()
    box.fill("Something else.")
    leave_field(page)
    saved(page)
    page.locator(".stage-text .trace").get_by_role("link", name="History").click()
    sittings = page.locator("ol.history > li")
    expect(sittings).to_have_count(2)
    expect(sittings.nth(0)).to_contain_text("Something else.")
    expect(sittings.nth(0)).to_contain_text("stands now")
    expect(sittings.nth(1)).to_contain_text("2 changes in one sitting")
    sittings.nth(1).get_by_role("button", name="Make this stand again").click()
    expect(page.locator(".stage-text textarea")).to_have_value("We know rents and moves.")
    assert urlsplit(page.url).fragment == "text-partner-text-1"
    assert server.standing(dana.slug, "text/%") == [{"text": "We know rents and moves."}]
