"""A workbook file of an earlier version opens on an empty install, and goes out again whole."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.house.install import copy_install
from tests.house.upgrades.browser import Browser
from tests.house.upgrades.frozen import Book, Version, name_of, served, versions_with

ALL_OF_IT = ("entries", "rounds", "erased", "set_aside", "log")


def uploaded(port: int, data: bytes) -> Browser:
    """A browser that has opened this file as a workbook."""
    browser, border = Browser(port), uuid4().hex
    parts = [("csrfmiddlewaretoken", "", browser.token("/files/").encode()), ("file", "x", data)]
    body = b"".join(part(border, *each) for each in parts) + f"--{border}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={border}"}
    response = browser.ask("POST", "/files/", body, kind)
    assert response.status == 302, response.text
    browser.slug = response.headers["Location"].split("/")[2]
    return browser


def part(border: str, name: str, file: str, content: bytes) -> bytes:
    named = f'form-data; name="{name}"' + (f'; filename="{file}.json"' if file else "")
    return f"--{border}\r\nContent-Disposition: {named}\r\n\r\n".encode() + content + b"\r\n"


def books_with_files(version: Version) -> list[Book]:
    return [book for book in version.books if "file" in book]


WITH_FILES = [each for each in versions_with("workbooks") if books_with_files(each)]


@pytest.mark.parametrize("version", WITH_FILES, ids=name_of)
def test_a_workbook_file_opens_on_an_empty_install_and_goes_out_again_whole(
    version: Version, tmp_path: Path
) -> None:
    with served(copy_install(tmp_path / "data")) as port:
        for book in books_with_files(version):
            then = version.path(book["file"]).read_bytes()
            browser = uploaded(port, then)
            assert browser.get("").status == browser.get("stages/1/").status == 200
            assert_same(json.loads(then), browser.get("file/").json)


def in_minutes(part: Any) -> Any:
    """As files are written now: earlier ones told times to the microsecond."""
    return json.loads(re.sub(r'(T..:..):..\.\d{6}Z"', r'\1:00.000000Z"', json.dumps(part)))


def assert_same(then: dict[str, Any], now: dict[str, Any]) -> None:
    for name in ALL_OF_IT:
        assert now[name] == in_minutes(then[name]), name
    documents = [edition["document"] for edition in now["editions"]]
    assert [edition["document"] for edition in then["editions"]] == documents
