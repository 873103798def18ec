"""A stage page weighs little: a whole stage on a first visit, over the wire."""

from playwright.sync_api import expect

from tests.browser.conftest import Come, Example

MAX_BYTES, MAX_REQUESTS = 60_000, 6


def test_the_first_visit_of_a_stage_is_light(come: Come, example: Example) -> None:
    visitor = come(storage_state=example.cookies)
    wire = visitor.context.new_cdp_session(visitor.page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda each: sizes.append(each["encodedDataLength"]))
    page = visitor.go(example.path("stages/4/"))
    expect(page.locator("html.js")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    asked = [each for each in visitor.requests if "/changes/" not in each.url]
    assert 3 <= len(asked) <= MAX_REQUESTS, [each.url for each in asked]
    assert 10_000 < sum(sizes) < MAX_BYTES, sizes
