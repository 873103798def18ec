"""On a phone 320 pixels wide, and with text twice as large, everything is there and in reach."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Come, Example
from tests.browser.places import PLACES

NARROW = {"viewport": {"width": 320, "height": 640}}

WIDE = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const out = (each) => each.getBoundingClientRect().right > most + 1 && each.checkVisibility();
  const scrolls = (each) => each && (getComputedStyle(each).overflowX !== "visible"
    || scrolls(each.parentElement.closest("body *")));
  return Array.from(document.querySelectorAll("body *"))
    .filter((each) => out(each) && !scrolls(each) && !Array.from(each.children).some(out))
    .map((each) => each.outerHTML.slice(0, 160));
}"""

SMALL = """() => {
  const inText = (each) => each.closest("p, li, figcaption, svg, .sign, .address-large");
  return Array.from(document.querySelectorAll("a[href], button, input, summary, textarea, select"))
    .filter((each) => each.type !== "hidden" && each.checkVisibility({ visibilityProperty: true }))
    .filter((each) => !each.matches(".default, .skip") && !(each.matches("a") && inText(each)))
    .map((each) => [each, (each.closest("label") || each).getBoundingClientRect()])
    .filter(([each, box]) => box.width < 24 || box.height < 24)
    .map(([each, box]) => `${box.width}x${box.height} ${each.outerHTML.slice(0, 160)}`);
}"""

CUT = """() => Array.from(document.querySelectorAll("h1, h2, h3, summary, .button, .chip, .card"))
  .filter((each) => each.checkVisibility() && !each.closest(".hidden, .default, .tabs, .places"))
  .filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.outerHTML.slice(0, 160))"""


def open_all(page: Page) -> None:
    """Unfold everything, which is when a page is at its widest."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_wider_than_the_phone_or_too_small_to_tap(
    come: Come, example: Example, place: str, language: str
) -> None:
    page = PLACES[place](come, example, {**NARROW, "locale": f"{language}-US"})
    open_all(page)
    assert page.evaluate(WIDE) == []
    assert page.evaluate(SMALL) == []
    page.evaluate("document.documentElement.style.fontSize = '32px'")  # text at 200 %
    assert page.evaluate(WIDE) == []
    assert page.evaluate(CUT) == []


def test_every_chip_can_be_tapped_on_a_phone(come: Come, example: Example) -> None:
    visitor = come(**NARROW, has_touch=True, is_mobile=True)
    page = visitor.go()
    page.get_by_role("button", name="Start a workbook").tap()
    chips = page.locator("article.question").first.locator(".choices").first.locator(".chip")
    expect(chips.first).to_be_visible()
    boxes = [chips.nth(place).bounding_box() for place in range(6)]
    for one in boxes:
        assert one is not None
        assert one["height"] >= 44
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= 320
    for place in range(6):
        chips.nth(place).tap()
        expect(chips.nth(place).locator("input")).to_be_checked()
