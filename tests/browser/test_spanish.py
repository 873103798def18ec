"""The workbook in Spanish, from any page and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acting import SAVED
from tests.browser.conftest import Come, Example

PAGES = ("", "stages/1/", "links/", "links/writer/", "keep/", "sheet/", "history/way/")


def test_marisol_answers_in_spanish(come: Come) -> None:
    marisol = come(locale="es-US")
    page = marisol.go()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.locator("#start-name").fill("Sumac Hill")
    page.locator("form.start button").click()
    first = page.locator("article.question").first
    expect(first).to_contain_text("Definición de metas")
    first.locator(".choices").first.get_by_label("En parte").check()
    expect(page.locator("#status")).to_have_text(re.compile(r"\d"))
    assert not SAVED.match(page.locator("#status").inner_text())
    expect(first.locator(".trace")).to_contain_text("Historial")


@pytest.mark.parametrize("path", PAGES)
def test_the_language_button_changes_this_page_and_back(
    come: Come, example: Example, path: str
) -> None:
    visitor = come(storage_state=example.cookies)
    page = visitor.go(example.path(path))
    for language, button in (("es", "Español"), ("en", "English")):
        page.get_by_role("button", name=button).click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert visitor.path == example.path(path)


@pytest.mark.parametrize("path", ["/", "/about/"])
def test_public_pages_change_their_language_too(come: Come, path: str) -> None:
    visitor = come()
    page = visitor.go(path)
    page.get_by_role("button", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert visitor.path == path
