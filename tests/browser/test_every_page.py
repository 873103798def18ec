"""Every page, in each language: no rule of WCAG 2.2 AA is broken, and a phone shows all of it.

A page is loaded once for all that is looked at. What is found is told by language.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESK, Come, Example
from tests.browser.narrow import PHONE, out_of_reach
from tests.browser.places import PLACES, in_both

# Without a service worker, which would fetch ten more pages beside each: test_offline.py has it.
OPTIONS: dict[str, object] = {"viewport": PHONE, "service_workers": "block"}


@pytest.mark.parametrize("place", PLACES)
def test_no_page_has_a_violation_or_is_too_wide_for_a_phone(
    come: Come, example: Example, place: str
) -> None:
    found: list[str] = []
    for language, page in in_both(place, come, example, OPTIONS):
        expect(page.locator("html")).to_have_attribute("lang", language)
        found += [f"{language}: {each}" for each in faults(page)]
    assert not found, "\n".join(found)


def faults(page: Page) -> list[str]:
    """All that is wrong with the page when everything is unfolded, which is when it is widest."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    found = out_of_reach(page)
    page.set_viewport_size(DESK)
    found += violations(page)
    page.set_viewport_size(PHONE)
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_refusal_has_no_violation(come: Come, example: Example, language: str) -> None:
    visitor = come(storage_state=example.cookies, locale=f"{language}-US")
    visitor.expected.append("status of 403")
    page = visitor.go("/")
    page.locator("form.start").evaluate(
        "form => { form.elements.csrfmiddlewaretoken.value = 'forged'; form.submit(); }"
    )
    expect(page.locator(".card")).to_be_visible()
    expect(page.locator("form.start")).to_have_count(0)
    found = violations(page)
    assert not found, "\n".join(found)


def test_tick_mode_has_no_violation(come: Come, example: Example) -> None:
    visitor = come()
    page = visitor.go()
    page.get_by_role("button", name="Try the example").click()
    page.locator(".tile a").first.click()
    page.locator(".switch").get_by_label("By ticking").check()
    expect(page.locator(".tick").first).to_be_visible()
    found = violations(page)
    assert not found, "\n".join(found)


def test_every_chip_can_be_tapped_on_a_phone(come: Come, example: Example) -> None:
    visitor = come(viewport=PHONE, has_touch=True, is_mobile=True)
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
