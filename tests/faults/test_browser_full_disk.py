"""What a page says while the server's disk is full, and what becomes of the words on it."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.offline import text_box
from tests.deadline import DEADLINE
from tests.faults.checking import STANDING, entries
from tests.faults.figures import figure, not_run
from tests.faults.install import a_server
from tests.faults.mounting import fill, need_mounts, small_disk
from tests.faults.server import Server, engine
from tools.browser import found

NAME = "a real browser on a full disk"
WORDS = "We have a map of the north side. " * 400
TIMEOUT = DEADLINE * 1_000  # milliseconds


def test_the_page_says_that_the_disk_is_full_keeps_the_words_and_sends_them_later(
    tmp_path: Path,
) -> None:
    if engine() != "sqlite":
        pytest.skip("about SQLite's files")
    need_mounts(NAME)
    if not found():
        not_run(NAME, "no Chromium", engine=engine())
    began = time.monotonic()
    with (
        small_disk(tmp_path / "small", megabytes=24) as place,
        a_server(place) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=found(), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            journey(browser, server, place)
        finally:
            browser.close()
    figure(NAME, engine=engine(), tries=1, seconds=time.monotonic() - began, lost=0)


def journey(browser: Browser, server: Server, place: Path) -> None:
    """Write, find the disk full, and go on once there is room again."""
    page = browser.new_page()
    page.goto(server.address)
    page.get_by_role("button", name="Start a workbook").click()
    status = page.locator("#status")
    large = fill(place)
    for number in range(8):  # the log may have room of its own for a save or two
        text_box(page).fill(f"{number} {WORDS}")
        page.wait_for_timeout(3_000)
        if "disk is full" in (status.text_content() or ""):
            break
    expect(status).to_contain_text("The server’s disk is full", timeout=TIMEOUT)
    expect(status).to_contain_text("Kept on this device: 1.")
    large.unlink()
    expect(status).to_contain_text("Saved", timeout=TIMEOUT)
    slug = page.url.split("/w/")[1].split("/")[0]
    [row] = entries(server, slug, STANDING)
    assert row.value["text"] == text_box(page).input_value().strip()
