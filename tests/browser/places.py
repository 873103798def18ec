"""Every page a person can come to, by name, in English and in Spanish."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.acting import (
    answer,
    bring,
    give_file,
    link_for,
    name_milestone,
    open_link,
    question,
    saved,
    start,
)
from tests.browser.conftest import TIMEOUT, Come, Example
from tests.browser.visitor import Visitor
from tests.checklists import CHECKLIST

Arrive = Callable[[Come, Example, dict[str, object]], Page]


def _at(path: str, *, refused: str = "") -> Arrive:
    """A page of the example, or `/…` anywhere."""

    def arrive(come: Come, example: Example, options: dict[str, object]) -> Page:
        visitor = come(storage_state=example.cookies, **options)
        visitor.expected.extend([refused] if refused else [])
        return visitor.go(path if path.startswith("/") else example.path(path))

    return arrive


def _door(come: Come, example: Example, options: dict[str, object]) -> Page:
    keeper = come(storage_state=example.cookies)
    keeper.go(example.path())
    visitor = come(**options)
    visitor.page.goto(link_for(keeper, "writer"))
    return visitor.page


def _fresh(come: Come, _example: Example, options: dict[str, object]) -> Page:
    return _acted(come, options, lambda english: start(english, "Juniper Bend"))


def _keep(come: Come, example: Example, options: dict[str, object]) -> Page:
    page = _fresh(come, example, options)
    page.goto(page.url.replace("stages/1/", "keep/"))
    return page


def _milestone(path: str) -> Arrive:
    """A page of a milestone, with changes after it; `path` begins where the workbook's does."""

    def arrive(come: Come, _example: Example, options: dict[str, object]) -> Page:
        def act(visitor: Visitor) -> None:
            start(visitor, "Juniper Bend")
            answer(visitor.page, "Goal setting", "Not yet")
            saved(visitor.page)
            name_milestone(visitor, "First look", "Twelve came.")
            moment = visitor.path.split("/")[-2]
            visitor.go(f"/w/{visitor.slug}/stages/1/")
            answer(visitor.page, "Goal setting", "Partly")
            visitor.page.locator(".stage-text textarea").fill("New words.")
            saved(visitor.page)
            visitor.go(f"/w/{visitor.slug}/{path.format(moment=moment)}")

        return _acted(come, options, act)

    return arrive


def _acted(come: Come, options: dict[str, object], act: Callable[[Visitor], object]) -> Page:
    visitor = come(**options)
    act(visitor)
    return visitor.page


def _two_versions(come: Come, _example: Example, options: dict[str, object]) -> Page:
    def act(visitor: Visitor) -> None:
        start(visitor, "Juniper Bend")
        address, path = link_for(visitor, "writer"), f"/w/{visitor.slug}/stages/1/"
        other = come(java_script_enabled=False)
        open_link(other, address)
        other.go(path)
        answer(other.page, "Goal setting", "Yes")
        other.page.locator(".stage-text textarea").fill("One.")
        visitor.go(path)
        with visitor.without_connection():
            answer(visitor.page, "Goal setting", "Not yet")
            visitor.page.locator(".stage-text textarea").fill("Two.")
            other.page.get_by_role("button", name="Save this page").first.click()
            expect(other.page.locator(".messages")).to_be_visible()
        expect(question(visitor.page, "Goal setting").locator(".two-card")).to_have_count(2)
        visitor.page.locator("h1").first.click()
        expect(visitor.page.locator(".stage-text .two-card")).to_have_count(2)
        saved(visitor.page)

    return _acted(come, options, act)


def _unkept(come: Come, example: Example, options: dict[str, object]) -> Page:
    visitor = come(storage_state=example.cookies, java_script_enabled=True, **options)
    visitor.expected.append("status of 422")
    page = visitor.go(example.path("stages/1/"))
    page.locator(".stage-text textarea").evaluate(
        """(field) => {
          const link = document.querySelector('.adder input[type=url]');
          link.type = "text"; link.value = "not a link";
          HTMLFormElement.prototype.submit.call(field.form);
        }"""
    )
    expect(page.locator("#rejected-1")).to_be_visible()
    return page


def _brought(come: Come, _example: Example, options: dict[str, object]) -> Page:
    def act(visitor: Visitor) -> None:
        bring(visitor, CHECKLIST)
        visitor.page.get_by_role("button", name="Add it").click()
        expect(visitor.page.get_by_label("Title (es)").first).to_be_visible()

    return _acted(come, options, act)


def _erasing(come: Come, example: Example, options: dict[str, object]) -> Page:
    """By the link under the stage's text."""
    page = _at("stages/1/")(come, example, options)
    page.goto(page.locator(".stage-text .remove-link").evaluate("(link) => link.href"))
    return page


def _after_erasing(come: Come, _example: Example, options: dict[str, object]) -> Page:
    def act(visitor: Visitor) -> None:
        page = start(visitor, "Juniper Bend")
        page.locator(".stage-text textarea").fill("One.")
        page.locator("h1").first.click()
        saved(page)
        page.locator(".stage-text .remove-link").click()
        page.get_by_role("button", name="Remove for good").click()
        page.locator(".stage-text").get_by_role("link", name="History").click()

    return _acted(come, options, act)


def _here(come: Come, example: Example, options: dict[str, object]) -> Page:
    """The keeper of the example gives its file to the server it came from."""
    visitor = come(storage_state=example.cookies, **options)
    visitor.expected.append("status of 409")
    page = visitor.go("/files/")
    file = page.request.get(f"{visitor.address}{example.path('file/')}")
    give_file(page, file.body())
    expect(page.locator("#here-title")).to_be_visible()
    return page


def _ready(come: Come, example: Example, options: dict[str, object]) -> Page:
    visitor = come(storage_state=example.cookies, **options)
    page = visitor.go(example.path("blank/"))
    with page.expect_download(timeout=TIMEOUT):
        page.locator(".blank-wish button").click()  # waits, by its page or without
    page.goto(f"{visitor.address}{example.path('blank/form/progress/')}?way=scale&paper=letter")
    expect(page.locator("a[data-take]")).to_be_visible()
    return page


PLACES: dict[str, Arrive] = {
    "home": _at("/"),
    "about": _at("/about/"),
    "door": _door,
    "first stage with the link to keep": _fresh,
    "the link to keep": _keep,
    "example, stage 1": _at("stages/1/"),
    "example, stage 4": _at("stages/4/"),
    "two versions": _two_versions,
    "overview": _at(""),
    "a checklist to bring": _at("/checklists/"),
    "a brought checklist": _brought,
    "a workbook file to open": _at("/files/"),
    "a workbook that is here already": _here,
    "the questions": _at("questions/"),
    "take it home": _at("reports/"),
    "paper forms": _at("blank/"),
    "a document that is ready": _ready,
    "invite": _at("links/"),
    "devices": _at("devices/"),
    "projector": _at("links/writer/"),
    "keeper's link, no longer shown": _at("keep/"),
    "moments": _at("moments/"),
    "a milestone": _milestone("moments/{moment}/"),
    "a stage as it was": _at("moments/40/stages/1/"),
    "the sheet as it was": _at("moments/40/sheet/"),
    "what moved": _milestone("comparison/"),
    "history": _at("history/answer/goal_setting/"),
    "words to remove": _erasing,
    "history of removed words": _after_erasing,
    "the end of the workbook": _at("removal/"),
    "sheet": _at("sheet/"),
    "not found": _at("/w/nowhere/", refused="status of 404"),
    "not all kept": _unkept,
}

ANSWERS = ("a workbook that is here already", "not all kept")  # to what was sent: only once


def in_both(
    place: str, come: Come, example: Example, options: dict[str, object]
) -> Iterator[tuple[str, Page]]:
    """The place in English, then in Spanish: by the switch, which keeps the path and no more."""
    page = PLACES[place](come, example, options)
    yield "en", page
    if place in ANSWERS or urlsplit(page.url).query:
        page = PLACES[place](come, example, {**options, "locale": "es-US"})
    else:
        page.get_by_role("button", name="Español").click()
    yield "es", page
