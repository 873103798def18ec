"""The honest device and the look into the database themselves: they work, and they see a loss."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.faults.checking import is_intact, look_over
from tests.faults.device import Device, NoReceipt, Receipt, Said
from tests.faults.install import a_server

TEXT = "text/partner-text-1"


def test_what_a_device_says_outlives_a_kill_and_a_false_receipt_is_noticed(tmp_path: Path) -> None:
    with a_server(tmp_path) as server:
        ana, ben = Device(server.port), Device(server.port)
        place = ana.start()
        ben.open(place)
        for each in (ana, ben):
            each.say(TEXT, text=f"Said by {id(each)}.")
            each.say(TEXT, text=f"Said later by {id(each)}.")
            each.drain()
        server.kill()
        server.start()
        ben.say("answer/goal_setting", choice="yes")
        ben.drain()
        assert len(ben.look()[TEXT]) == 2
        found = look_over(server, place.slug, [ana, ben])
        assert found.is_sound
        assert (found.acknowledged, found.rows) == (5, 5)
        assert is_intact(server)
        ana.acknowledged["x"] = Receipt("x", "stored", "x", "", "")
        ben.said.pop(next(iter(ben.acknowledged)))
        ben.acknowledged.pop(next(iter(ben.acknowledged)))
        seen = look_over(server, place.slug, [ana, ben])
        assert (seen.lost, seen.doubled) == (1, 1)


def answer(said: Said, **changes: object) -> dict[str, Any]:
    """A right answer for one entry, but for `changes`."""
    digest = hashlib.sha256(said.text.encode()).hexdigest()
    right = {"id": said.id, "digest": digest, "outcome": "stored", "kept_as": said.id, "reason": ""}
    receipts = [right | {name: each for name, each in changes.items() if name in right}]
    told = {"receipts": receipts, "count": 1, "epoch": "one", "version": 1, "html": ""}
    return told | {name: each for name, each in changes.items() if name in told}


WRONG: list[dict[str, object]] = [
    {"count": 2},
    {"receipts": []},
    {"receipts": None},
    {"id": "another"},
    {"digest": "0" * 64},
    {"outcome": "splendid"},
]


@pytest.mark.parametrize("changes", WRONG, ids=str)
def test_an_answer_that_names_anything_else_is_no_receipt(
    changes: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    device = Device(1)
    said = device.say(TEXT, text="Our words.")
    monkeypatch.setattr(Device, "_post", lambda self, sent: answer(said, **changes))
    with pytest.raises(NoReceipt):
        device.send()
    assert (list(device.waiting), device.acknowledged) == ([said.id], {})
    monkeypatch.setattr(Device, "_post", lambda self, sent: answer(said))
    device.send()
    assert (list(device.waiting), list(device.acknowledged)) == ([], [said.id])
