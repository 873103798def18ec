"""What waits on the device goes only when a receipt names it, and says why it stays."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.acting import (
    SAVES,
    answer,
    leave_field,
    link_for,
    open_link,
    pieces,
    question,
    saved,
    start,
    unfold,
)
from tests.browser.conftest import Come
from tests.browser.offline import (
    patient,
    text_box,
    write_offline,
)
from tests.browser.server import Server
from tests.browser.visitor import Visitor


def test_without_web_locks_and_digests_words_are_kept_and_sent_too(
    come: Come, server: Server
) -> None:
    """As over plain http beyond this computer."""
    luis = patient(come(service_workers="block"))
    luis.context.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', {value: false});"
        "Object.defineProperty(navigator, 'locks', {value: undefined});"
        "Object.defineProperty(crypto, 'subtle', {value: undefined});"
    )
    page = start(luis)
    with luis.without_connection():
        write_offline(luis, "Rents rose.")
        expect(page.locator("#status")).to_contain_text("without https")
    saved(page)
    assert server.entries(luis.slug, "text/%") == [{"text": "Rents rose."}]


def test_a_browser_that_keeps_nothing_says_so_and_saves_at_once(come: Come, server: Server) -> None:
    luis = patient(come())
    luis.context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'QuotaExceededError'); }"
    )
    page = start(luis)
    answer(page, "Goal setting", "Yes")
    saved(page)
    with luis.without_connection():
        text_box(page).press_sequentially("Rents rose.")
        leave_field(page)
        expect(page.locator("#status")).to_contain_text("This device does not keep your words")
    saved(page)
    assert server.entries(luis.slug, "text/%") == [{"text": "Rents rose."}]


def test_a_device_whose_disk_stops_answering_keeps_nobody_from_saving(
    come: Come, server: Server
) -> None:
    luis = patient(come())
    luis.context.add_init_script(
        """Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
            set(done) { this.addEventListener("complete", () => window.stuck || done()); },
        })"""
    )
    page = start(luis)
    answer(page, "Goal setting", "Yes")
    saved(page)
    page.evaluate("window.stuck = true")
    answer(page, "Goal setting", "Partly")
    expect(pieces(page, "tint")).to_have_count(1)
    answer(page, "Goal setting", "Clear")
    expect(question(page, "Goal setting").locator("input:checked")).to_have_count(0)
    saved(page)
    assert server.standing(luis.slug, "answer/%") == [{"choice": ""}]


def test_a_captive_portal_takes_nothing_from_the_device(dana: Visitor, server: Server) -> None:
    page, slug = patient(dana).page, dana.slug
    portal = {"status": 200, "content_type": "text/html", "body": "<p>Please pay"}
    dana.context.route(SAVES, lambda route: route.fulfill(**portal))
    text_box(page).press_sequentially("Rents rose.")
    leave_field(page)
    expect(page.locator("#status")).to_contain_text("log-in page of this Wi-Fi")
    expect(page.locator("#status")).to_contain_text("Kept on this device: 1.")
    page.goto(dana.address)
    dana.context.unroute(SAVES)
    page.goto(f"{dana.address}/w/{slug}/stages/1/")
    saved(page)
    expect(text_box(page)).to_have_value("Rents rose.")
    assert server.entries(slug, "text/%") == [{"text": "Rents rose."}]


@pytest.mark.parametrize("change", [{"count": 7}, {"receipts": []}, {"digest": "0" * 64}])
def test_a_receipt_for_other_words_takes_nothing_from_the_device(
    dana: Visitor, server: Server, change: dict[str, object]
) -> None:
    page = patient(dana).page

    def spoil(route) -> None:
        said = route.fetch().json()
        if "digest" in change:
            said["receipts"][0] |= change
        route.fulfill(json={**said, **change})

    dana.context.route(SAVES, spoil)
    write_offline(dana, "Rents rose.")
    dana.context.unroute(SAVES)
    saved(page)
    assert server.entries(dana.slug, "text/%") == [{"text": "Rents rose."}]


def test_after_a_restore_a_device_sends_again_what_it_was_told_is_kept(
    dana: Visitor, server: Server
) -> None:
    page, sent = dana.page, []
    answer(page, "Goal setting", "Yes")
    saved(page)

    def restored(route) -> None:
        sent.extend(json.loads(each) for each in route.request.post_data_json["entries"])
        route.fulfill(json={**route.fetch().json(), "epoch": "another"})

    page.route(SAVES, restored)
    answer(page, "Local conditions", "Yes")
    expect(page.locator("#status")).to_have_text("Saving…")
    saved(page)
    page.wait_for_timeout(3_000)
    fields = ["answer/local_conditions", "answer/goal_setting"]
    assert [each["field"] for each in sent] == fields
    assert server.entries(dana.slug, "answer/goal_setting") == [{"choice": "yes"}]


def test_words_that_are_refused_stay_on_the_device_with_their_reason(dana: Visitor) -> None:
    page = patient(dana).page
    unfold(page.locator("#region-evidence-goal_setting"), "Add evidence")
    link = page.locator("#region-evidence-goal_setting input[name$='.link']")
    link.fill("not an address")
    leave_field(page)
    expect(page.locator("#status")).to_contain_text("see the note")
    page.goto(page.url)
    expect(link).to_have_value("not an address")
    expect(page.locator("#status")).to_contain_text("see the note")
    link.fill("https://example.org/counts")
    leave_field(page)
    saved(page)


def test_words_wait_on_the_device_when_the_link_was_replaced(
    dana: Visitor, come: Come, server: Server
) -> None:
    address = link_for(dana, "writer")
    luis = patient(come())
    luis.expected.append("status of 403")
    open_link(luis, address)
    page = luis.go(f"/w/{dana.slug}/stages/1/")
    with luis.without_connection():
        write_offline(luis, "Rents rose.")
        replace_writer_link(dana)
    expect(page.locator("#status")).to_contain_text("The link you used was replaced.")
    expect(page.locator("#status")).to_contain_text("Kept on this device: 1.")
    assert server.entries(dana.slug, "text/%") == []
    open_link(luis, link_for(dana, "writer"))
    saved(page)  # by the page the link led to
    luis.go(f"/w/{dana.slug}/stages/1/")
    expect(text_box(page)).to_have_value("Rents rose.")
    assert server.entries(dana.slug, "text/%") == [{"text": "Rents rose."}]


def replace_writer_link(keeper: Visitor) -> None:
    """By the form of the invitation page."""
    sent = keeper.page.evaluate(
        """async (path) => {
            const form = document.querySelector(`form[action="${path}"]`);
            const answer = await fetch(path, {method: "POST", body: new FormData(form)});
            return answer.ok;
        }""",
        f"/w/{keeper.slug}/links/writer/",
    )
    assert sent
