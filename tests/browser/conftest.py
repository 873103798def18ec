"""The server, the browser, and the people who come; a journey in which one complains has failed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState, ViewportSize, expect, sync_playwright

from tests.browser.acting import try_the_example
from tests.browser.prepared import started
from tests.browser.program import chromium_path
from tests.browser.server import Server, running
from tests.browser.visitor import Visitor
from tests.deadline import DEADLINE

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Said by a browser that is closed while it looks whether there is a newer service worker.
CLOSED_MEANWHILE = "unknown error occurred when fetching the script"
TIMEOUT = DEADLINE * 1_000  # milliseconds
DESK: ViewportSize = {"width": 1280, "height": 900}
USUAL = {
    "viewport": DESK,
    "locale": "en-US",
    "reduced_motion": "reduce",  # else a page is still scrolling when a test looks
}
Come = Callable[..., Visitor]
expect.set_options(timeout=TIMEOUT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder needs a browser."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The program with a data folder of its own; one for each process of the test run."""
    with running(tmp_path_factory.mktemp("data")) as found:
        yield found


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Chromium as CHROME names it, else the machine's own, else Playwright's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def come(server: Server, chromium: Browser) -> Iterator[Come]:
    """Lets a person come with a fresh browser; options are those of Playwright's contexts."""
    came: list[Visitor] = []
    server.forget_limits()

    def arrive(**options: Any) -> Visitor:
        context = chromium.new_context(**{**USUAL, **options})
        context.set_default_timeout(TIMEOUT)
        visitor = Visitor(context, context.new_page(), server.address)
        came.append(visitor)
        return visitor

    yield arrive
    for visitor in came:
        visitor.expected.append(CLOSED_MEANWHILE)
        visitor.context.close()
    complaints = [complaint for visitor in came for complaint in visitor.unexpected]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def dana(come: Come) -> Visitor:
    """Dana, at the first page of a workbook she has just started."""
    visitor = come()
    started(visitor, "Juniper Bend")
    return visitor


@dataclass(frozen=True)
class Example:
    """A copy of the example, and the cookies of its keeper."""

    slug: str
    cookies: StorageState

    def path(self, rest: str = "") -> str:
        return f"/w/{self.slug}/{rest}"


@pytest.fixture(scope="package")
def example(server: Server, chromium: Browser) -> Example:
    """One copy of Juniper Bend, for journeys that only look."""
    context = chromium.new_context(locale="en-US")
    visitor = Visitor(context, context.new_page(), server.address)
    try_the_example(visitor)
    found = Example(visitor.slug, context.storage_state())
    context.close()
    return found
