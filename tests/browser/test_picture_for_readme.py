"""The pictures in the README are of the program as it is."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Come, Example

MAX_BYTES = 250_000
PICTURES: dict[str, dict[str, Any]] = {
    "stage.png": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone.png": {"viewport": {"width": 390, "height": 844}, "locale": "es-US"},
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_of_the_example_can_be_taken(
    come: Come, example: Example, tmp_path: Path, name: str
) -> None:
    folder = Path(os.environ.get("BARNRAISE_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    page = come(storage_state=example.cookies, **PICTURES[name]).go(example.path("stages/1/"))
    expect(page.locator("html.js")).to_have_count(1)
    page.screenshot(path=folder / name, animations="disabled", caret="hide")
    assert 10_000 < (folder / name).stat().st_size < MAX_BYTES
