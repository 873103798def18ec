"""What journeys without a connection share: what is kept on the device, and writing offline."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import leave_field, until
from tests.browser.conftest import Come
from tests.browser.prepared import started
from tests.browser.visitor import NO_CONNECTION, Visitor

KEPT = re.compile(r"^Not saved yet: no connection\. Kept on this device: 1\.")
DIALOG = "a dialog: beforeunload"
COPIED = """async () => {
    const names = await caches.keys();
    const caught = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return caught.flat().map((each) => new URL(each.url).pathname);
}"""
CACHED = """async () => {
    const names = await caches.keys();
    const opened = await Promise.all(names.map((name) => caches.open(name)));
    const kept = await Promise.all(opened.map(async (each) => Promise.all((await each.keys())
        .map(async (one) => (await each.match(one))?.text() ?? ""))));
    return kept.flat().join();
}"""
# A page that dies says no last word; one that is merely left does, by a request that outlives it.
NO_GOODBYE = "window.addEventListener('pagehide', (event) => event.stopImmediatePropagation())"
RECORDS = """() => new Promise((resolve) => {
    const asked = indexedDB.open("barnraise");
    asked.onsuccess = () => {
        const all = asked.result.transaction("entries").objectStore("entries").getAll();
        all.onsuccess = () => {
            asked.result.close();
            resolve(all.result.map((each) => each.state));
        };
    };
})"""
WORDS = RECORDS.replace("each.state", "each.text")


def kept(page: Page, words: str) -> None:
    """Wait until these words are on the device's disk."""
    until(
        page,
        lambda: any(words in each for each in page.evaluate(WORDS)),
        lambda: page.evaluate(WORDS),
    )


def text_box(page: Page) -> Locator:
    return page.locator(".stage-text textarea")


def copied(page: Page, path: str) -> None:
    """Wait until the device keeps a copy of this page."""
    until(page, lambda: path in page.evaluate(COPIED), lambda: page.evaluate(COPIED))


def write_offline(visitor: Visitor, words: str) -> None:
    text_box(visitor.page).press_sequentially(words)
    leave_field(visitor.page)
    expect(visitor.page.locator("#status")).to_have_text(KEPT)


def patient(visitor: Visitor) -> Visitor:
    """A person who says yes when asked whether to leave."""
    visitor.expected += [NO_CONNECTION, DIALOG]
    return visitor


def start_in(come: Come, script: str) -> Visitor:
    """A patient person in a browser that runs this script first, at a workbook of their own."""
    visitor = patient(come())
    if script:
        visitor.context.add_init_script(script)
    started(visitor, "Juniper Bend")
    return visitor
