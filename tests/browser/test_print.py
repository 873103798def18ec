"""The sheet on paper: the picture, every question and text, and nothing one could press."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Come, Example

PAGE_OF_PDF = re.compile(rb"/Type\s*/Page\b")


def test_the_sheet_prints_everything_and_no_button(come: Come, example: Example) -> None:
    visitor = come(storage_state=example.cookies)
    page = visitor.go(example.path("sheet/"))
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".sheet-picture svg.picture").first).to_be_visible()
    expect(page.locator(".sheet-question:visible")).to_have_count(26)
    expect(page.locator(".sheet-text:visible")).to_have_count(5)
    expect(page.locator(".sheet-text .words").first).to_be_visible()
    for gone in ("nav", "button", "header.bar", "footer.foot", "form"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    pdf = page.pdf(format="Letter", print_background=True)
    assert len(pdf) > 20_000
    assert 4 <= len(PAGE_OF_PDF.findall(pdf)) <= 20


def test_the_button_opens_the_print_dialog(come: Come, example: Example) -> None:
    visitor = come(storage_state=example.cookies)
    page = visitor.go(example.path("sheet/"))
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") is True


def test_a_stage_prints_its_questions_and_answers(come: Come, example: Example) -> None:
    visitor = come(storage_state=example.cookies)
    page = visitor.go(example.path("stages/1/"))
    page.emulate_media(media="print")
    expect(page.locator("article.question:visible")).to_have_count(6)
    expect(page.locator(".stage-text textarea")).to_be_visible()
    for gone in ("button:not(.default)", "header.bar", ".adder", ".signature"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)


def test_the_keepers_link_prints_with_its_code(come: Come) -> None:
    visitor = come()
    page = visitor.go()
    page.get_by_role("button", name="Start a workbook").click()
    page.get_by_role("link", name="Page to print").click()
    page.emulate_media(media="print")
    expect(page.locator(".keep svg.qr")).to_be_visible()
    expect(page.locator("#keep-address")).to_be_visible()
    expect(page.locator("button:visible")).to_have_count(0)
