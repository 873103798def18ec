"""Without a connection: words stay on the device through reload and restart, and arrive once."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.acting import (
    answer,
    chip,
    leave_field,
    question,
    saved,
    start,
    unfold,
    until,
)
from tests.browser.conftest import ARGUMENTS, TIMEOUT, USUAL
from tests.browser.offline import (
    CACHED,
    COPIED,
    KEPT,
    NO_GOODBYE,
    RECORDS,
    WORDS,
    copied,
    patient,
    text_box,
    write_offline,
)
from tests.browser.program import chromium_path
from tests.browser.server import Server
from tests.browser.visitor import Visitor

Restart = Callable[[], Visitor]


@pytest.fixture
def restart(server: Server, chromium: Browser, tmp_path: Path) -> Iterator[Restart]:
    """A browser with a profile on disk; asked again, it is ended and started anew with it."""
    stack = ExitStack()

    @contextmanager
    def running() -> Iterator[BrowserContext]:
        kind = chromium.browser_type
        path = chromium_path()
        context = kind.launch_persistent_context(
            tmp_path / "profile", executable_path=path, args=ARGUMENTS, **USUAL
        )
        yield context
        context.close()

    def come() -> Visitor:
        stack.close()
        server.forget_limits()
        context = stack.enter_context(running())
        context.set_default_timeout(TIMEOUT)
        context.add_init_script(NO_GOODBYE)
        return patient(Visitor(context, context.pages[0], server.address))

    with stack:
        yield come


def test_words_outlive_reload_closed_tab_and_restarted_browser_and_arrive_once(
    restart: Restart, server: Server
) -> None:
    dana = restart()
    start(dana, "Juniper Bend")
    page, path, slug = dana.page, dana.path, dana.slug
    copied(page, path)
    secret = page.locator("#keep-address").input_value()
    assert secret.rsplit("/", 2)[1] not in page.evaluate(CACHED)
    dana.context.set_offline(True)
    write_offline(dana, "Rents rose.")
    unfold(page.locator("#region-note-goal_setting"), "Add a note")
    page.get_by_label("Your note").first.fill("Ask the county.")
    leave_field(page)
    expect(page.locator("#status")).to_contain_text("Kept on this device: 2.")
    page.reload()
    expect(text_box(page)).to_have_value("Rents rose.")
    expect(page.get_by_label("Your note").first).to_have_value("Ask the county.")
    expect(page.locator("#status")).to_contain_text("Kept on this device: 2.")
    other = dana.context.new_page()
    page.close(run_before_unload=False)
    other.goto(server.address + path)
    expect(text_box(other)).to_have_value("Rents rose.")
    assert server.entries(slug, "text/%") == []

    dana = restart()
    dana.go(path)
    saved(dana.page)
    expect(text_box(dana.page)).to_have_value("Rents rose.")
    expect(dana.page.locator("#region-note-goal_setting .said")).to_have_count(1)
    assert server.entries(slug, "text/%") == [{"text": "Rents rose."}]
    assert [each["text"] for each in server.entries(slug, "note/%")] == ["Ask the county."]


def test_a_page_opened_without_a_connection_shows_what_was_saved_since_it_was_loaded(
    dana: Visitor, server: Server
) -> None:
    page = patient(dana).page
    copied(page, dana.path)
    text_box(page).fill("Saved before.")
    answer(page, "Goal setting", "Yes")
    saved(page)
    until(page, lambda: "Saved before." in f"{page.evaluate(WORDS)} {page.evaluate(CACHED)}")
    page.wait_for_timeout(1_500)
    with dana.without_connection():
        page.reload()
        expect(text_box(page)).to_have_value("Saved before.")
        expect(chip(question(page, "Goal setting"), "Yes")).to_be_checked()
        text_box(page).fill("Saved before, and more.")
        leave_field(page)
        expect(page.locator("#status")).to_have_text(KEPT)
    saved(page)
    assert server.standing(dana.slug, "text/%") == [{"text": "Saved before, and more."}]


def test_a_page_never_opened_here_says_so(dana: Visitor) -> None:
    page = patient(dana).page
    copied(page, dana.path)
    dana.expected.append("503")
    with dana.without_connection():
        page.goto(f"{dana.address}/w/{dana.slug}/history/text/partner-text-1/")
        expect(page.locator("p")).to_contain_text("There is no connection")


def test_two_tabs_without_a_connection_lose_neither_s_words(dana: Visitor, server: Server) -> None:
    page = patient(dana).page
    other = dana.context.new_page()
    other.goto(page.url)
    with dana.without_connection():
        write_offline(dana, "From the first tab.")
        unfold(other.locator("#region-note-goal_setting"), "Add a note")
        other.get_by_label("Your note").first.fill("From the second tab.")
        leave_field(other)
        expect(other.locator("#status")).to_contain_text("Kept on this device: 2.")
    saved(page)
    saved(other)
    assert server.entries(dana.slug, "text/%") == [{"text": "From the first tab."}]
    assert [each["text"] for each in server.entries(dana.slug, "note/%")] == [
        "From the second tab."
    ]


def test_a_shared_device_keeps_nothing_once_it_is_sent_and_can_be_left(
    dana: Visitor, server: Server
) -> None:
    page, slug = patient(dana).page, dana.slug
    copied(page, dana.path)
    page.get_by_label("This device is shared").check()
    answer(page, "Goal setting", "Yes")
    saved(page)
    loaded = page.reload()
    assert loaded is not None
    assert loaded.header_value("cache-control") == "no-store"
    assert page.evaluate(RECORDS) == []
    assert page.evaluate(COPIED) == []
    with dana.without_connection():
        write_offline(dana, "Rents rose.")
        page.get_by_role("button", name="Finish here").click()
        expect(page.get_by_text("Not sent yet: 1.")).to_be_visible()
        assert page.evaluate(RECORDS) == ["waiting"]
    saved(page)
    page.get_by_role("button", name="Finish here").click()
    expect(page).to_have_url(dana.address + "/")
    theirs = {each["name"] for each in dana.context.cookies()}
    assert not [name for name in theirs if name.endswith(("device", "shared"))]
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    assert server.standing(slug, "text/%") == [{"text": "Rents rose."}]
