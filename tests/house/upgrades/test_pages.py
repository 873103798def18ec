"""Every page of an install that came forward opens, and every document is made of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import pytest

from tests.deadline import until
from tests.house.upgrades.browser import Browser, Response
from tests.house.upgrades.frozen import VERSIONS, Book, Version, keeper_of, name_of, served

PAGES = ("", "sheet/", "moments/", "comparison/", "reports/", "blank/", "questions/", "links/")
KEEPERS = ("keep/", "removal/", "changes/", "file/")
FORMATS = {
    "html": b"<!doctype html>",
    "markdown": b"",
    "csv": b"",
    "csv-history": b"",
    "codebook": b"",
    "calendar": b"BEGIN:VCALENDAR",
    "xlsx": b"PK",
    "docx": b"PK",
    "pdf": b"%PDF",
}
WORDY = ("html", "markdown", "csv")  # read here as text


@dataclass(frozen=True)
class Install:
    """An earlier version's data, served by this one to the keeper of each workbook."""

    version: Version
    keepers: list[tuple[Book, Browser]]


@pytest.fixture(scope="module", params=VERSIONS, ids=name_of)
def install(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Install]:
    version: Version = request.param
    with served(version.unpack(tmp_path_factory.mktemp("forward") / "data")) as port:
        keepers = [(book, keeper_of(version, book, port)) for book in version.books]
        yield Install(version, keepers)


def without_removed(install: Install, text: str) -> None:
    assert [w for w in install.version.said.get("removed_words", ()) if w in text] == []


def stages(browser: Browser) -> int:
    return len(set(re.findall(rf"/w/{browser.slug}/stages/(\d+)/", browser.get("").text)))


def test_every_page_opens(install: Install) -> None:
    for _book, keeper in install.keepers:
        numbers = range(1, stages(keeper) + 1)
        assert numbers
        for path in (*PAGES, *KEEPERS, *(f"stages/{number}/" for number in numbers)):
            response = keeper.get(path)
            assert response.status == 200, path
            without_removed(install, response.text)


def test_the_history_of_every_field_opens(install: Install) -> None:
    for book, keeper in install.keepers:
        for field in dict.fromkeys(entry[2] for entry in book["entries"]):
            response = keeper.get(f"history/{field}/")
            assert response.status == 200, field
            assert 'class="card' in response.text, field
            without_removed(install, response.text)


def test_every_named_moment_can_be_looked_at_and_compared(install: Install) -> None:
    for book, keeper in install.keepers:
        for version in moments(book):
            for path in ("", "stages/1/", "sheet/"):
                assert keeper.get(f"moments/{version}/{path}").status == 200
            for path in (f"from=0&to={version}", f"from={version}&to=now"):
                assert keeper.get(f"comparison/?{path}").status == 200


def moments(book: Book) -> list[int]:
    """The versions that were named, and one in the middle."""
    named = [version for version, _k, field, _d in book["entries"] if "milestone/" in field]
    return [*named, len(book["entries"]) // 2]


@pytest.mark.parametrize("name", FORMATS)
def test_it_is_taken_home_in_this_format(install: Install, name: str) -> None:
    for book, keeper in install.keepers:
        body = document(keeper, f"reports/{name}/").body
        assert body.lower().startswith(FORMATS[name].lower()), body[:80]
        assert len(body) > 100
        if name in WORDY and book is install.keepers[0][0]:
            text = body.decode("utf-8")
            words = install.version.said.get("words", ())
            assert [each for each in words if each not in text] == []
            without_removed(install, text)


def test_the_form_to_fill_in_is_made(install: Install) -> None:
    for _book, keeper in install.keepers:
        assert document(keeper, "blank/form/").body.startswith(b"%PDF")


def document(browser: Browser, path: str) -> Response:
    """The document, looked for on the page that says how far it is until it is made."""
    where = path

    def look() -> Response | None:
        nonlocal where
        response = browser.get(where)
        if "attachment" in response.headers.get("Content-Disposition", ""):
            return response
        assert response.status in {200, 302}, response.text
        where = response.headers.get("Location") or path
        return None

    return cast("Response", until(look, f"{path} was not made", pause=0.3))
