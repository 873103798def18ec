"""What a person does on a page, by what the page shows them."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route, expect

from tests import deadline
from tests.browser.visitor import Visitor

SAVES = re.compile(r"/(entries|sync)/$")  # where a page sends what is written
SAVED = re.compile(r"^Saved \d")
QUESTIONS = (6, 4, 5, 6, 5)  # in each stage


def start(visitor: Visitor, name: str = "") -> Page:
    """From the home page to the first stage of a new workbook."""
    page = visitor.go()
    page.get_by_label("Name of your partnership").fill(name)
    page.get_by_role("button", name="Start a workbook").click()
    expect(page).to_have_url(re.compile(r"/w/[a-z0-9]+/stages/1/$"))
    return page


def try_the_example(visitor: Visitor) -> Page:
    """From the home page to the overview of a fresh copy of Juniper Bend."""
    page = visitor.go()
    page.get_by_role("button", name="Try the example").click()
    expect(page).to_have_url(re.compile(r"/w/[a-z0-9]+/$"))
    return page


def give_file(page: Page, data: bytes) -> None:
    """Give a workbook file to the form that asks for one."""
    file = {"name": "workbook.json", "mimeType": "application/json", "buffer": data}
    page.locator("#workbook-file").set_input_files(file)  # type: ignore[arg-type]
    page.locator("form.start button").click()


def question(page: Page, label: str) -> Locator:
    """The card of the question with this label."""
    return page.get_by_role("article", name=re.compile(f"^{re.escape(label)}"))


def chip(where: Locator, words: str) -> Locator:
    """The choice for the whole question, not for one of its parts."""
    return where.locator(".choices:not(.choices-small)").get_by_role(
        "radio", name=words, exact=True
    )


def answer(page: Page, label: str, words: str) -> None:
    """Choose an answer for a question."""
    chip(question(page, label), words).check()


def pieces(page: Page, look: str) -> Locator:
    """The pieces of the picture beside a stage that look like this."""
    return page.locator(f"#region-standing a.piece.{look}")


def unfold(where: Locator, words: str) -> Locator:
    """Open the fold with these words, unless it is open; returns it."""
    fold = where.locator("details").filter(
        has=where.page.locator("summary", has_text=re.compile(f"^\\s*{re.escape(words)}"))
    )
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    return fold


def saved(page: Page) -> None:
    """Wait until the page says that all is saved."""
    expect(page.locator("#status")).to_have_text(SAVED)


def leave_field(page: Page) -> None:
    """Click where nothing is."""
    page.locator("h1").first.click()


def open_link(visitor: Visitor, address: str) -> Page:
    """Open a private link as someone who was sent it."""
    page = visitor.page
    page.goto(address)
    page.get_by_role("button", name="Open the workbook").click()
    expect(page).to_have_url(re.compile(r"/w/[a-z0-9]+/$"))
    return page


def link_for(visitor: Visitor, role: str) -> str:
    """The address of a link as the invitation page shows it."""
    page = visitor.go(f"/w/{visitor.slug}/links/")
    return page.locator(f"#address-{role}").input_value()


def until(page: Page, look: Callable[[], object], why: Callable[[], object] | str = "") -> None:
    """Look again and again; meanwhile the page's own events are heard."""
    deadline.until(look, why, pause=0.1, rest=lambda pause: page.wait_for_timeout(pause * 1_000))


def hold_saves(page: Page) -> list[Route]:
    """Keep what the page sends from the server until the test lets it go on."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(SAVES, hold)
    return held


def bring(visitor: Visitor, text: str) -> Page:
    """Paste a checklist and have it read."""
    page = visitor.go("/checklists/")
    page.get_by_label("Or its text").fill(text)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Stage 1 · The house")).to_be_visible()
    return page


def name_milestone(visitor: Visitor, name: str, note: str = "") -> Page:
    """Name this moment, as the keeper; the page of the milestone is open then."""
    page = visitor.go(f"/w/{visitor.slug}/moments/")
    unfold(page.locator("main"), "Name this moment")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("What happened, if you like").fill(note)
    page.get_by_role("button", name="Name this moment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page
