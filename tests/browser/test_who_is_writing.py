"""Somebody types in a stage text: other open pages say so, soon stop saying so, and rest still."""

import re

from playwright.sync_api import expect

from tests.browser.acting import leave_field, saved
from tests.browser.conftest import Come
from tests.browser.offline import text_box
from tests.browser.prepared import joined
from tests.browser.visitor import Visitor

LINE = "#text-partner-text-1 .writing"
WRITING = "\u2068Ana <b>\u2069 is writing here."


def test_others_are_told_who_writes_and_are_not_disturbed(dana: Visitor, come: Come) -> None:
    page = dana.page
    page.get_by_text("Say who you are, if you like").click()
    page.get_by_label("Your name").fill("Ana <b>")
    page.get_by_role("button", name="Sign this way").click()
    expect(page.get_by_text("You sign as Ana <b>")).to_be_visible()
    others = {}
    for name, role in (("luis", "writer"), ("ruth", "reader")):
        others[name] = come()
        joined(others[name], dana, role)
    luis, ruth = others["luis"].page, others["ruth"].page
    text_box(luis).click()
    text_box(luis).press_sequentially("Luis begins")
    luis.keyboard.press("Home")
    text_box(page).press_sequentially("Ana begins too", delay=250)  # longer than a look takes
    for each in (luis, ruth):
        expect(each.locator(LINE)).to_have_text(WRITING)
        assert each.locator(LINE).get_attribute("role") == "status"
    expect(text_box(luis)).to_be_focused()
    expect(text_box(luis)).to_have_value("Luis begins")
    assert text_box(luis).evaluate("box => [box.selectionStart, box.selectionEnd]") == [0, 0]
    luis.keyboard.type("!!!!!!!!!!", delay=300)
    expect(page.locator(LINE)).to_have_text("Someone is writing here.")
    assert not [each for each in others["ruth"].requests if _sign(each.headers)]
    signs = {_sign(each.headers) for each in others["luis"].requests} - {""}
    assert signs == {"text%2Fpartner-text-1"}
    leave_field(page)
    saved(page)
    page.close()
    expect(ruth.locator(LINE)).not_to_have_text(re.compile("Ana"))
    expect(luis.locator(LINE)).to_have_text("")


def _sign(headers: dict[str, str]) -> str:
    return headers.get("x-barnraise-writing", "")
