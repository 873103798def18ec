"""Pages that were open when the server was updated still save, through both doors."""

import gzip
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

import pytest

from tests.house.upgrades.browser import Browser, Response
from tests.house.upgrades.frozen import (
    ENTRIES,
    Row,
    Version,
    bare,
    in_order,
    name_of,
    rows,
    served,
    standing_values,
    versions_with,
)

READ = ("id", "field", "outcome", "digest")  # what scripts of then read in every receipt
HIDDEN = re.compile(r'name="([^"]+)~id" value="([^"]+)"')


@pytest.mark.parametrize("version", versions_with("text"), ids=name_of)
def test_what_a_script_sends_replaces_all_it_saw(version: Version, tmp_path: Path) -> None:
    data, slug = version.unpack(tmp_path / "data"), version.said["slug"]
    field = version.said.get("text_field", "text/text-1")
    goal = next(name for name in version.books[0]["standing"] if name.startswith("answer/goal"))
    with served(data) as port:
        browser = Browser(port, slug, {version.said["cookie"]: version.said["secret"]})
        texts = [
            entry(field, version.said["text"], text="Joined after the update."),
            entry(goal, [], choice="yes"),
        ]
        assert [each["outcome"] for each in browser.sync(texts)] == ["stored", "stored"]
    assert standing_values(data, slug)[field] == [{"text": "Joined after the update."}]


def entry(field: str, sees: list[str], **value: str) -> str:
    """One entry in the shape that versions before sent."""
    return json.dumps({"id": str(uuid4()), "field": field, "sees": sees, "value": value})


@pytest.mark.parametrize("version", versions_with("pages.json"), ids=name_of)
def test_what_open_pages_send_is_kept_as_their_version_kept_it(
    version: Version, tmp_path: Path
) -> None:
    """Their script, a button of it and the page without scripts, one after the other."""
    data, slug = version.unpack(tmp_path / "data"), version.said["slug"]
    with served(data) as port:
        for page in version.json("pages.json").values():
            before = rows(data, ENTRIES, slug)
            assert_answered(send(port, slug, version, page), page, page["receipts"])
            kept = new_since(data, slug, before)
            assert kept == page["kept"]
            standing = standing_values(data, slug)
            stood = {field: in_order(values) for field, values in page["stands"].items()}
            assert {field: standing[field] for field in stood} == stood
            assert_answered(send(port, slug, version, page), page, page["again"])
            assert new_since(data, slug, before) == kept, "sent again it is kept once"


def send(port: int, slug: str, version: Version, page: dict[str, Any]) -> Response:
    body = version.path(page["body"]).read_bytes()
    return Browser(port, slug, dict(page["cookies"])).ask(
        "POST", page["path"], body, page["headers"]
    )


def assert_answered(
    response: Response, page: dict[str, Any], receipts: list[dict[str, str]]
) -> None:
    assert response.status == page["status"], response.text
    if page["location"]:
        place = response.headers["Location"].split("/", 3)[3]
        assert place == page["location"].split("/", 3)[3]
    else:
        assert read_in(response.json["receipts"]) == read_in(receipts)


def read_in(receipts: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: receipt[name] for name in READ} for receipt in receipts]


def new_since(data: Path, slug: str, before: list[Row]) -> list[list[str]]:
    return [[field, key] for _version, key, field, _digest in rows(data, ENTRIES, slug)][
        len(before) :
    ]


@pytest.mark.parametrize("version", versions_with("pages.json"), ids=name_of)
def test_what_is_sent_is_what_the_page_held(version: Version) -> None:
    """The ids come from the very page, so that none of these bodies was made up."""
    for page in version.json("pages.json").values():
        held = dict(
            HIDDEN.findall(gzip.decompress(version.path(page["page"]).read_bytes()).decode())
        )
        ids = dict(sent_ids(version.path(page["body"])))
        assert ids
        assert {field: held[field] for field in ids} == ids
        assert {bare(key) for key in ids.values()} >= {key for _field, key in page["kept"]}


def sent_ids(body: Path) -> list[tuple[str, str]]:
    """Field and id of everything a body holds, in JSON or as a form."""
    text = body.read_text(encoding="utf-8")
    if body.suffix == ".json":
        entries = [json.loads(each) for each in json.loads(text)["entries"]]
        return [(each["field"], each["id"]) for each in entries]
    pairs = parse_qsl(text, keep_blank_values=True)
    return [(name[:-3], value) for name, value in pairs if name.endswith("~id")]
