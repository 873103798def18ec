"""A workbook is taken home as a file and opened again, as what it was or as a copy."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import answer, give_file, pieces, question, saved, start
from tests.browser.conftest import Come
from tests.browser.visitor import Visitor

PICTURE = "#region-standing a.piece"


def take_home(visitor: Visitor, to: Path) -> bytes:
    """From “Take it home” into a file."""
    page = visitor.go(f"/w/{visitor.slug}/reports/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Workbook file (JSON)").click()
    assert taken.value.suggested_filename == f"barnraise-{visitor.slug}.json"
    taken.value.save_as(to)
    return to.read_bytes()


def looks(page: Page) -> list[str | None]:
    """How the pieces of the picture beside a stage are drawn."""
    return [each.get_attribute("class") for each in page.locator(PICTURE).all()]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_file_opens_as_a_copy_with_everything_in_it(
    come: Come, tmp_path: Path, scripts: bool
) -> None:
    dana = come()
    page = start(dana, "Juniper Bend")
    answer(page, "Goal setting", "Yes")
    page.locator(".stage-text textarea").fill("We have a map. 🙏")
    page.locator("h1").first.click()
    saved(page)
    before = looks(page)
    data = take_home(dana, tmp_path / "workbook.json")
    assert "We have a map. 🙏" in data.decode()

    dana.expected.append("status of 409")
    page = dana.go("/files/")
    give_file(page, data)
    expect(page.get_by_role("heading", name="This workbook is here already")).to_be_visible()
    expect(page.get_by_role("link", name="Open the workbook")).to_be_visible()

    sam = come(java_script_enabled=scripts)
    page = sam.go()
    page.get_by_role("link", name="Open a workbook file").click()
    give_file(page, data)
    expect(page.get_by_role("heading", name="Juniper Bend", exact=True)).to_be_visible()
    expect(page.get_by_text("Opened, with all of its 2 entries.")).to_be_visible()
    expect(page.get_by_label("Your private link")).to_have_value(re.compile("/open/k"))
    page.goto(f"{page.url}stages/1/")
    expect(page.locator(".stage-text textarea")).to_have_value("We have a map. 🙏")
    assert looks(page) == before
    expect(question(page, "Goal setting")).to_be_visible()
    expect(pieces(page, "solid")).to_have_count(1)


def test_a_damaged_file_gets_a_sentence_and_the_form_again(dana: Visitor, tmp_path: Path) -> None:
    data = take_home(dana, tmp_path / "workbook.json")
    dana.expected.extend(["status of 422"] * 2)
    page = dana.go("/files/")
    for harmed, words in (
        (data[: len(data) // 2], "damaged or was cut short"),
        (json.dumps({**json.loads(data), "format_version": 9}).encode(), "newer Barnraise"),
    ):
        give_file(page, harmed)
        expect(page.get_by_role("alert")).to_contain_text(words)
        expect(page.locator("#workbook-file")).to_be_visible()
