"""What may happen to a device while words wait on it; each ends with all words kept once."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Route, expect

from barnraise.house.env import own_names
from tests.browser.acting import (
    SAVES,
    answer,
    bring,
    chip,
    leave_field,
    question,
    saved,
    start,
    unfold,
)
from tests.browser.conftest import ARGUMENTS, TIMEOUT, USUAL, Come
from tests.browser.offline import NO_GOODBYE, RECORDS, copied, patient, text_box, write_offline
from tests.browser.prepared import joined
from tests.browser.program import chromium_path
from tests.browser.server import Server, running
from tests.browser.visitor import Visitor
from tests.checklists import CHECKLIST


@contextmanager
def with_profile(chromium: Browser, profile: Path, address: str, *more: str) -> Iterator[Visitor]:
    """A browser whose profile stays on disk."""
    context = chromium.browser_type.launch_persistent_context(
        profile, executable_path=chromium_path(), args=[*ARGUMENTS, *more], **USUAL
    )
    context.set_default_timeout(TIMEOUT)
    try:
        yield patient(Visitor(context, context.pages[0], address))
    finally:
        with suppress(Error):
            context.close()


def kill(profile: Path) -> None:
    """End the browser that uses this profile as a loss of power would: no last word."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            said = (folder / "cmdline").read_bytes().split(b"\0")
            if f"--user-data-dir={profile}".encode() in said and b"--type=" not in b"".join(said):
                os.kill(int(folder.name), signal.SIGKILL)


def test_a_browser_that_is_killed_still_has_the_words_when_it_starts_again(
    server: Server, chromium: Browser, tmp_path: Path
) -> None:
    server.forget_limits()
    profile = tmp_path / "profile"
    with with_profile(chromium, profile, server.address) as dana:
        start(dana, "Juniper Bend")
        path, slug = dana.path, dana.slug
    with with_profile(chromium, profile, server.address) as dana:
        page = dana.go(path)
        dana.context.set_offline(True)
        write_offline(dana, "Rents rose.")
        kill(profile)
        with suppress(Error):
            page.wait_for_event("close")
    with with_profile(chromium, profile, server.address) as dana:
        dana.context.route(SAVES, lambda route: route.abort())
        page = dana.go(path)
        expect(text_box(page)).to_have_value("Rents rose.")
        assert server.entries(slug, "text/%") == []
        dana.context.unroute(SAVES)
        saved(page)
    assert server.entries(slug, "text/%") == [{"text": "Rents rose."}]


def test_over_plain_http_words_are_kept_and_sent_and_the_page_says_what_needs_https(
    chromium: Browser, tmp_path: Path
) -> None:
    """As in a hall, where a laptop is the server and phones know it by a name."""
    name, loopback = own_names()[-1], "127.0.0.2"  # not what browsers take for this computer
    with ExitStack() as stack:
        server = stack.enter_context(running(tmp_path / "data", name=name, host=loopback))
        mapped = f"--host-resolver-rules=MAP {name} {loopback}"
        dana = stack.enter_context(
            with_profile(chromium, tmp_path / "profile", server.address, mapped)
        )
        page = start(dana, "Juniper Bend")
        slug = dana.slug
        assert page.evaluate(
            "[isSecureContext, 'serviceWorker' in navigator, 'locks' in navigator,"
            " Boolean(crypto.subtle)]"
        ) == [False, False, False, False]
        with dana.without_connection():
            text_box(page).press_sequentially("Rents rose.")
            leave_field(page)
            expect(page.locator("#status")).to_contain_text("Kept on this device: 1.")
            expect(page.locator("#status")).to_contain_text("without https it cannot be opened")
        saved(page)
        dana.context.route(SAVES, lambda route: route.abort())
        answer(page, "Goal setting", "Yes")
        expect(page.locator("#status")).to_contain_text("Kept on this device: 1.")
        page.reload()
        expect(chip(question(page, "Goal setting"), "Yes")).to_be_checked()
        dana.context.unroute(SAVES)
        saved(page)
        assert server.entries(slug, "text/%") == [{"text": "Rents rose."}]
        assert server.entries(slug, "answer/%") == [{"choice": "yes"}]


def test_a_server_that_takes_only_little_at_once_gets_little_at_once(
    dana: Visitor, server: Server
) -> None:
    page, sizes = patient(dana).page, []
    dana.expected.append("status of 413")

    def narrow(route: Route) -> None:
        sizes.append(len(route.request.post_data_json["entries"]))
        if sizes[-1] > 2:
            route.fulfill(status=413, json={"sentence": "Too much at once."})
        else:
            route.continue_()

    labels = ("Goal setting", "Local conditions")
    with dana.without_connection():
        write_offline(dana, "Rents rose.")
        for label in labels:
            unfold(question(page, label).locator(".notes"), "Add a note")
            question(page, label).get_by_label("Your note").fill(f"On {label}.")
        answer(page, "Goal setting", "Yes")
        leave_field(page)
        expect(page.locator("#status")).to_contain_text("Kept on this device: 4.")
        page.wait_for_timeout(1_000)  # nothing is on its way any more
        page.route(SAVES, narrow)
    saved(page)
    assert sizes == [4, 2, 2]
    assert server.entries(dana.slug, "answer/%") == [{"choice": "yes"}]
    assert server.entries(dana.slug, "text/%") == [{"text": "Rents rose."}]
    notes = [str(each["text"]) for each in server.entries(dana.slug, "note/%")]
    assert sorted(notes) == sorted(f"On {label}." for label in labels)


def test_an_answer_that_names_other_entries_is_no_receipt(dana: Visitor, server: Server) -> None:
    page = patient(dana).page
    receipt = {"id": "00000000-0000-4000-8000-000000000000", "outcome": "stored", "digest": ""}
    portal = {"receipts": [receipt], "count": 1, "version": 9, "html": "", "epoch": "x"}
    page.route(SAVES, lambda route: route.fulfill(status=200, json=portal))
    write_offline(dana, "Rents rose.")
    assert page.evaluate(RECORDS) == ["waiting"]
    page.unroute(SAVES)
    saved(page)
    assert server.entries(dana.slug, "text/%") == [{"text": "Rents rose."}]


@pytest.fixture
def luis(dana: Visitor, come: Come) -> Visitor:
    visitor = patient(come())
    joined(visitor, dana)
    return visitor


def test_clocks_days_apart_decide_nothing(dana: Visitor, luis: Visitor, server: Server) -> None:
    now = datetime.now(UTC)
    dana.page.clock.set_system_time(now + timedelta(days=5))
    luis.page.clock.set_system_time(now - timedelta(days=3))
    words, seen = "", "."
    for turn, one in enumerate((dana, luis, dana, luis)):
        expect(text_box(one.page)).to_have_value(words)
        words = f"{words}{turn}{seen}"
        text_box(one.page).fill(words)
        leave_field(one.page)
        saved(one.page)
        assert server.standing(dana.slug, "text/%") == [{"text": words}]
    with luis.without_connection():
        write_offline(luis, "Late. ")
    saved(luis.page)
    expect(text_box(dana.page)).to_have_value(f"Late. {words}")
    assert len(server.entries(dana.slug, "text/%")) == 5
    assert len(server.standing(dana.slug, "text/%")) == 1


def test_a_device_that_comes_back_after_a_month_adds_its_words_to_what_was_said_since(
    dana: Visitor, luis: Visitor, server: Server
) -> None:
    page = luis.page
    luis.context.add_init_script(NO_GOODBYE)
    copied(page, luis.path)
    page.reload()
    with luis.without_connection():
        write_offline(luis, "Luis, a month ago.")
        unfold(page.locator("#region-note-goal_setting"), "Add a note")
        page.get_by_label("Your note").first.fill("A note of then.")
        leave_field(page)
        expect(page.locator("#status")).to_contain_text("Kept on this device: 2.")
        text_box(dana.page).fill("Dana, since.")
        leave_field(dana.page)
        saved(dana.page)
        page.clock.set_system_time(datetime.now(UTC) + timedelta(days=31))
        page.reload()
        expect(text_box(page)).to_have_value("Luis, a month ago.")
    saved(page)
    for each in (page, dana.page):
        leave_field(each)
        expect(each.locator(".stage-text .two-card")).to_have_count(2)
        expect(each.get_by_label("Join them in your own words")).to_have_value(
            "Dana, since.\n\nLuis, a month ago."
        )
        expect(each.locator("#region-note-goal_setting .said")).to_have_count(1)
    assert len(server.entries(dana.slug, "text/%")) == 2
    assert len(server.entries(dana.slug, "note/%")) == 1


def test_words_for_questions_that_changed_meanwhile_are_kept_under_those_they_answer(
    come: Come, server: Server
) -> None:
    dana = patient(come())
    page = bring(dana, CHECKLIST)
    page.get_by_role("button", name="Start a workbook with these questions").click()
    expect(page.locator("article.question")).to_have_count(2)
    slug, old = dana.slug, dana.path
    keeper = dana.context.new_page()
    keeper.goto(f"{dana.address}/w/{slug}/questions/")
    page.route(SAVES, lambda route: route.abort())  # this device has no connection
    answer(page, "HEAT", "Not yet")
    answer(page, "ROOF", "Yes")
    expect(page.locator("#status")).to_contain_text("Kept on this device: 2.")
    changed = CHECKLIST.replace("- HEAT: Does every room get warm?", "- PIPES: Do the pipes hold?")
    keeper.get_by_label("Or its text").fill(changed)
    keeper.get_by_role("button", name="Read it").click()
    keeper.get_by_role("button", name="Use these questions from now on").click()
    expect(keeper).not_to_have_url(f"{dana.address}{old}")
    page.unroute(SAVES)
    saved(page)
    assert server.standing(slug, "answer/heat") == [{"choice": "not_yet"}]
    assert server.standing(slug, "answer/roof") == [{"choice": "yes"}]
    page.goto(f"{dana.address}{old}")
    expect(page.get_by_role("heading", name="PIPES")).to_be_visible()
    expect(page.locator("[id='answer/roof.yes']")).to_be_checked()
