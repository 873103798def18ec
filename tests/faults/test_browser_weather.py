"""A real browser in bad weather: lines break, the network comes and goes, the server is killed."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.acting import until
from tests.browser.offline import WORDS, text_box
from tests.deadline import DEADLINE
from tests.faults.checking import STANDING, entries
from tests.faults.figures import Tries, not_run
from tests.faults.install import a_server
from tests.faults.proxy import Proxy, a_proxy, weather
from tests.faults.server import Server, engine
from tools.browser import found

NAME = "a real browser in bad weather"
PIECES = 5
TIMEOUT = DEADLINE * 1_000  # milliseconds
UNSAVED = re.compile("^(Not|Saving|This)")  # a page that had nothing to send says nothing
STAGE = re.compile(r"/w/([a-z0-9]+)/stages/1/$")


@pytest.fixture
def chromium() -> Iterator[Browser]:
    program = found()
    if not program:
        not_run(NAME, "no Chromium", engine=engine())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def write(page: Page, chance: random.Random, server: Server) -> list[str]:
    """Type piece after piece while something happens to the network or the server."""
    said = []
    for number in range(PIECES):
        said.append(f"Piece{number}x{chance.getrandbits(24):x}.")
        text_box(page).press_sequentially(said[-1] + " ")
        trouble = chance.choice(["none", "offline", "kill"])
        if trouble == "offline":
            page.context.set_offline(True)
            page.wait_for_timeout(chance.uniform(0, 2_500))
            page.context.set_offline(False)
        elif trouble == "kill":
            server.kill()
            page.wait_for_timeout(chance.uniform(0, 1_500))
            server.start()
        else:
            page.wait_for_timeout(chance.uniform(0, 2_500))
    return said


def is_kept(page: Page, piece: str, server: Server) -> bool:
    """Whether the device or the server has it; before that a page that dies may lose it."""
    slug = STAGE.findall(page.url)[0]
    there = [row.value.get("text", "") for row in entries(server, slug)]
    return any(piece in text for text in [*page.evaluate(WORDS), *there])


def journey(context: BrowserContext, server: Server, proxy: Proxy, chance: random.Random) -> int:
    """One person writes one text in bad weather; answers how many of its pieces are missing."""
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{proxy.port}/")
    page.get_by_role("button", name="Start a workbook").click()
    expect(page).to_have_url(STAGE)
    proxy.faults = weather(random.Random(chance.random()), storm=0.5)
    said = write(page, chance, server)
    until(page, lambda: is_kept(page, said[-1], server))
    proxy.calm()
    if chance.random() < 0.5:  # its battery is empty; later the page is opened again
        address = page.url
        page.close()
        page = context.new_page()
        page.goto(address)
    context.set_offline(True)
    context.set_offline(False)  # browsers try at once when a connection is back
    expect(page.locator("#status")).not_to_have_text(UNSAVED, timeout=TIMEOUT)
    slug = STAGE.findall(page.url)[0]
    [stands] = [row for row in entries(server, slug, STANDING) if row.field.startswith("text/")]
    expect(text_box(page)).to_have_value(re.compile(re.escape(stands.value["text"]) + r"\s*$"))
    return sum(piece not in stands.value["text"].split() for piece in said)


def test_no_piece_of_a_text_is_missing_once_the_page_says_saved(
    tmp_path: Path, chromium: Browser
) -> None:
    tries = Tries(NAME, engine=engine(), short=1, long=60)
    with a_server(tmp_path) as server, a_proxy(server.port) as proxy:
        for _number, chance in tries:
            server.forget_limits()
            proxy.calm()
            context = chromium.new_context(locale="en-US", reduced_motion="reduce")
            context.set_default_timeout(TIMEOUT)
            missing = journey(context, server, proxy, chance)
            context.close()
            tries.count(pieces=PIECES, missing=missing)
            assert missing == 0
