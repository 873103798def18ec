"""Links that were printed before the update still open, and lead to the seat they led to."""

from pathlib import Path

import pytest

from tests.house.upgrades.browser import Browser
from tests.house.upgrades.frozen import VERSIONS, Version, name_of, served

# Whether the role may see the keeper's page, and may sign what it writes.
MAY = {"keeper": (200, 302), "writer": (403, 302), "reader": (403, 403)}


@pytest.mark.parametrize("version", VERSIONS, ids=name_of)
def test_every_link_on_paper_leads_to_its_seat(version: Version, tmp_path: Path) -> None:
    with served(version.unpack(tmp_path / "data")) as port:
        for book in version.books:
            for role, path in version.links_of(book).items():
                browser = Browser(port)
                assert browser.get(path).status == 200
                browser.open_link(path)
                assert browser.slug == book["slug"]
                assert browser.get("").status == 200
                signed = browser.post_form("signature/", {"name": "Luz"}, at="stages/1/")
                assert (browser.get("keep/").status, signed.status) == MAY[role], role


@pytest.mark.parametrize(
    "version", [each for each in VERSIONS if "seats" in each.said], ids=name_of
)
def test_every_cookie_is_still_a_seat(version: Version, tmp_path: Path) -> None:
    with served(version.unpack(tmp_path / "data")) as port:
        for secret in version.said["seats"].values():
            browser = Browser(port, cookies={version.said["cookie"]: secret})
            status = [browser.get(f"/w/{book['slug']}/").status for book in version.books]
            assert sorted(status) == [200, *[404] * (len(status) - 1)]
