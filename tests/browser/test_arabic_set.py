"""A checklist in Arabic on an English page: each keeps its direction, and "1 of 2" its order."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.acting import saved
from tests.browser.conftest import Come
from tests.browser.visitor import Visitor

CHECKLIST = """هل نحن جاهزون؟

مرحلة 1: البيت
- هدف مشترك: هل لدينا هدف مشترك (واحد على الأقل)؟
- الناس: هل كل الناس هنا؟
"""
NOTE = "كتبنا هذا في 3 مايو (مع المدرسة)."
# Where each letter of the first text that reads so is drawn, from the left.
PLACES = """(words) => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    return [...words].map((_, n) => {
      const range = document.createRange();
      range.setStart(walker.currentNode, at + n);
      range.setEnd(walker.currentNode, at + n + 1);
      const place = range.getBoundingClientRect();
      return Math.round(place.left);
    });
  }
  return [];
}"""


def start(visitor: Visitor) -> Page:
    page = visitor.go("/checklists/")
    page.get_by_label("Or its text").fill(CHECKLIST)
    page.get_by_label("Its language").select_option("ar")
    page.get_by_role("button", name="Read it").click()
    page.get_by_label("Name of your partnership").fill("شراكة النهر")
    page.get_by_role("button", name="Start a workbook with these questions").click()
    expect(page.locator("article.question")).to_have_count(2)
    return page


def places(page: Page, words: str) -> list[int]:
    found: list[int] = page.evaluate(PLACES, words)
    assert len(found) == len(words), words
    return found


def test_what_is_ours_runs_from_the_left_and_what_is_theirs_from_the_right(come: Come) -> None:
    page = start(come())
    for ours in ("1 of 2", "2 of 2"):
        assert places(page, ours) == sorted(places(page, ours))
    for theirs in ("هدف مشترك", "هل كل الناس هنا؟"):
        assert places(page, theirs) == sorted(places(page, theirs), reverse=True)
    label, place = places(page, "هدف مشترك"), places(page, "1 of 2")
    assert max(label) < min(place)  # the number stands after the label, as it is read
    mark, word = places(page, "؟")[0], places(page, "هل لدينا")[0]
    assert mark < word  # the question mark ends the question


def test_a_note_that_is_typed_runs_from_the_right_in_its_box_and_when_it_is_kept(
    come: Come, tmp_path: Path
) -> None:
    page = start(come(viewport={"width": 320, "height": 800}))
    notes = page.locator(".notes").first
    notes.get_by_text("Add a note").click()
    box = notes.get_by_label("Your note")
    box.fill(NOTE)
    assert box.evaluate("(box) => getComputedStyle(box).direction") == "rtl"
    page.locator("h1").first.click()
    saved(page)
    words = page.locator(".said .words").first
    expect(words).to_have_text(NOTE)
    assert words.evaluate("(words) => getComputedStyle(words).direction") == "rtl"
    assert words.get_attribute("lang") == ""
    assert places(page, "كتبنا")[0] > places(page, "المدرسة")[0]
