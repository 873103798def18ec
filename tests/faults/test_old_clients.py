"""Pages of released versions that are still open somewhere: what they send is still kept."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.faults.checking import STANDING, entries
from tests.faults.device import TOKEN, Answer, Device
from tests.faults.figures import figure
from tests.faults.install import a_server
from tests.faults.server import Server, engine

CLIENTS = sorted(path.parent for path in Path(__file__).with_name("clients").glob("*/needs.json"))
RELEASES = [path.name for path in CLIENTS]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with a_server(tmp_path_factory.mktemp("old-clients")) as found:
        yield found


@pytest.fixture
def device(server: Server) -> Device:
    found = Device(server.port)
    found.start()
    return found


def post_form(device: Device, body: str) -> Answer:
    """Post a page's form as its script does, with the token of a page just loaded."""
    page = device.ask("GET", f"/w/{device.slug}/stages/1/").body.decode()
    token = urlencode({"csrfmiddlewaretoken": TOKEN.findall(page)[0]})
    path = f"/w/{device.slug}/entries/"
    return device.ask("POST", path, body=f"{body}&{token}".encode(), kind="form")


def standing(server: Server, slug: str) -> dict[str, dict[str, Any]]:
    """What stands in each field, without what says nothing."""
    return {
        row.field: {name: each for name, each in row.value.items() if each}
        for row in entries(server, slug, STANDING)
    }


def test_there_is_a_client_to_send_as() -> None:
    assert RELEASES


@pytest.mark.parametrize("client", CLIENTS, ids=RELEASES)
def test_what_its_script_sends_is_kept_and_the_answer_has_all_it_reads(
    client: Path, server: Server, device: Device
) -> None:
    needs = json.loads((client / "needs.json").read_text())
    body = (client / "sync.json").read_bytes()
    told = json.loads(device.post(body).body)
    sent = json.loads(body)["entries"]
    assert set(needs["sync.json"]["answer"]) <= set(told)
    assert told["count"] == len(told["receipts"]) == len(sent)
    for text, receipt in zip(sent, told["receipts"], strict=True):
        assert set(needs["sync.json"]["receipt"]) <= set(receipt)
        assert receipt["digest"] == hashlib.sha256(text.encode()).hexdigest()
        assert (receipt["outcome"], receipt["kept_as"]) == ("stored", json.loads(text)["id"])
    assert standing(server, device.slug) == needs["stands"]
    again = json.loads(device.post(body).body)["receipts"]
    assert {each["outcome"] for each in again} == {"duplicate"}
    figure("clients of released versions", engine=engine(), tries=len(RELEASES), lost=0)


@pytest.mark.parametrize("client", CLIENTS, ids=RELEASES)
def test_what_its_page_posts_is_kept_and_the_answer_has_all_it_reads(
    client: Path, server: Server, device: Device
) -> None:
    needs = json.loads((client / "needs.json").read_text())
    answer = post_form(device, (client / "form.txt").read_text().strip())
    told = json.loads(answer.body)
    assert set(needs["form.txt"]["answer"]) <= set(told)
    for receipt in told["receipts"]:
        assert set(needs["form.txt"]["receipt"]) <= set(receipt)
        assert receipt["outcome"] == "stored"
    assert standing(server, device.slug) == needs["stands"]
