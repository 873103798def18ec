"""No page breaks a rule of WCAG 2.2 AA that a program can check, in any language or light."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Come, Example
from tests.browser.places import PLACES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
LOOKS = [("en-US", "light"), ("es-US", "dark")]


def violations(page: Page) -> list[str]:
    """What axe found, a line each."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{each['id']}: {each['help']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for each in found
        for node in each["nodes"][:3]
    ]


def both_lights(page: Page) -> list[str]:
    """Violations in the light and in the dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {each}" for each in violations(page)]
    return found


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("place", PLACES)
def test_no_page_has_a_violation(come: Come, example: Example, place: str, language: str) -> None:
    page = PLACES[place](come, example, {"locale": f"{language}-US"})
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    found = both_lights(page)
    assert not found, "\n".join(found)


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
    found = both_lights(page)
    assert not found, "\n".join(found)


def test_tick_mode_has_no_violation(come: Come, example: Example) -> None:
    visitor = come()
    page = visitor.go()
    page.get_by_role("button", name="Try the example").click()
    page.locator(".tile a").first.click()
    page.locator(".switch").get_by_label("By ticking").check()
    expect(page.locator(".tick").first).to_be_visible()
    found = both_lights(page)
    assert not found, "\n".join(found)
