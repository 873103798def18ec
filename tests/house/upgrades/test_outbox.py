"""What a device kept while it had no connection is sent after the update, or after a restore."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.house.commands import barnraise
from tests.house.upgrades.browser import Browser
from tests.house.upgrades.frozen import (
    Version,
    in_order,
    name_of,
    served,
    standing_values,
    versions_with,
)

READ = ("id", "field", "outcome", "kept_as", "digest", "instead")
Record = dict[str, Any]
Receipts = list[dict[str, str]]


def sent_by(version: Version, port: int, records: list[Record]) -> Receipts:
    """Send these records as the device's script would."""
    outbox = version.json("outbox.json")
    browser = Browser(port, version.said["slug"], dict(outbox["cookies"]))
    receipts = browser.sync([record["text"] for record in records], outbox["about"])
    return [{name: receipt[name] for name in READ} for receipt in receipts]


def records_of(version: Version) -> tuple[list[Record], list[Record]]:
    """What waits on the device, and what it was told is kept; the oldest first."""
    records = sorted(version.json("outbox.json")["records"], key=lambda record: record["at"])
    waiting = [record for record in records if record["state"] == "waiting"]
    return waiting, [record for record in records if record["state"] != "waiting"]


def assert_sent_as_then(version: Version, data: Path) -> None:
    """What waits, the same again, and what was acknowledged: the receipts of that version."""
    outbox, (waiting, acknowledged) = version.json("outbox.json"), records_of(version)
    with served(data) as port:
        assert sent_by(version, port, waiting) == outbox["receipts"]
        assert sent_by(version, port, waiting) == outbox["again"]
        assert sent_by(version, port, acknowledged) == outbox["acknowledged"]
    standing = standing_values(data, version.said["slug"])
    stood = {field: in_order(values) for field, values in outbox["stands"].items()}
    assert {field: standing[field] for field in stood} == stood


@pytest.mark.parametrize("version", versions_with("outbox.json"), ids=name_of)
def test_an_outbox_is_sent_after_the_update(version: Version, tmp_path: Path) -> None:
    assert_sent_as_then(version, version.unpack(tmp_path / "data"))


@pytest.mark.parametrize("version", versions_with("outbox.json"), ids=name_of)
def test_an_outbox_is_sent_to_a_server_restored_from_the_backup(
    version: Version, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    assert barnraise(data, "restore", "--yes", str(version.path("all.backup"))).returncode == 0
    assert_sent_as_then(version, data)


@pytest.mark.parametrize("version", versions_with("outbox.json"), ids=name_of)
def test_the_outbox_has_every_case_that_matters(version: Version) -> None:
    waiting, acknowledged = records_of(version)
    outbox = version.json("outbox.json")
    receipts = outbox["receipts"]
    for record, receipt in zip(waiting, receipts, strict=True):
        assert receipt["digest"] == hashlib.sha256(record["text"].encode()).hexdigest()
    kept = [receipt for receipt in receipts if receipt["kept_as"]]
    assert {each["outcome"] for each in receipts} == {"stored", "duplicate", "refused"}
    assert any(each["kept_as"] != each["id"] for each in kept), "newer words under an id once used"
    assert {each["outcome"] for each in outbox["acknowledged"]} == {"erased", "duplicate"}
    older = [record["id"] for record in acknowledged]
    assert any(key in record["text"] for record in waiting for key in older), "one goes on"


@pytest.mark.parametrize("version", versions_with("gone"), ids=name_of)
def test_a_device_of_a_removed_workbook_is_told_so(version: Version, tmp_path: Path) -> None:
    gone, (waiting, _acknowledged) = version.said["gone"], records_of(version)
    with served(version.unpack(tmp_path / "data")) as port:
        browser = Browser(port, gone["slug"], dict(gone["cookies"]))
        assert browser.get("").status == 410
        receipts = browser.sync([record["text"] for record in waiting])
        assert {receipt["outcome"] for receipt in receipts} == {"erased"}
        assert Browser(port, gone["slug"]).get("").status == 404, "a stranger is told nothing"
