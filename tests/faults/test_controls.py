"""Controls that must go wrong: devices that trust, and the checks that have to notice."""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from tests.faults.checking import Found, look_over
from tests.faults.device import Device, NoReceipt, Receipt, Said
from tests.faults.figures import figure
from tests.faults.install import a_server
from tests.faults.proxy import Fault, a_proxy, weather
from tests.faults.schedules import DEVICES, Schedules, differences
from tests.faults.server import Server, engine

MANY = 10


class Trusting(Device):
    """Takes every 200 for an acknowledgement, as an outbox without receipts does."""

    def _post(self, sent: Sequence[Said]) -> dict[str, Any]:
        answer = self.post({"page": "", "entries": [each.text for each in sent]})
        if answer.status != 200:
            raise NoReceipt(str(answer.status))
        said = [(each.id, hashlib.sha256(each.text.encode()).hexdigest()) for each in sent]
        about = {"outcome": "stored", "reason": ""}
        receipts = [{"id": key, "kept_as": key, "digest": told, **about} for key, told in said]
        return {"receipts": receipts, "count": len(sent), "version": 0, "html": "", "epoch": ""}


class Renaming(Device):
    """Gives what it sends again new ids, as a device without ids of its own does."""

    def send(self, entries: Sequence[Said] | None = None) -> list[Receipt]:
        try:
            return super().send(entries)
        except NoReceipt:
            for said in list(self.waiting.values()):
                del self.waiting[said.id]
                again = replace(said, id=str(uuid4()))
                self.waiting[again.id] = self.said[again.id] = again
            raise


def hall(chance: random.Random) -> Iterator[Fault]:
    """Bad weather in a hall whose Wi-Fi wants everybody to log in now and then."""
    for fault in weather(chance):
        yield from (fault, Fault("portal"), Fault("swallow"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with a_server(tmp_path_factory.mktemp("controls")) as found:
        yield found


def after_bad_weather(server: Server, device: type[Device]) -> Found:
    """What becomes of ten notes that such a device sends one by one through the proxy."""
    server.forget_limits()
    with a_proxy(server.port) as proxy:
        writer = device(server.port, random.Random(7))
        place = Device.start(writer)
        writer.port, writer.patience = proxy.port, 0.5
        proxy.faults = hall(random.Random(7))
        for number in range(MANY):
            writer.hang_up()
            writer.say(f"note/goal_setting/{uuid4().hex}", text=f"Note {number}.")
            writer.drain()
        return look_over(server, place.slug, [writer])


def test_an_outbox_without_receipts_loses_words(server: Server) -> None:
    found = after_bad_weather(server, Trusting)
    figure(
        "control: an outbox without receipts",
        engine=engine(),
        tries=MANY,
        lost_as_it_must=found.lost,
    )
    assert found.lost > 0


def test_new_ids_for_what_is_sent_again_double_words(server: Server) -> None:
    found = after_bad_weather(server, Renaming)
    figure(
        "control: new ids when sending again",
        engine=engine(),
        tries=MANY,
        doubled_as_it_must=found.doubled,
    )
    assert found.doubled > 0
    assert found.lost == 0


def test_the_same_weather_harms_no_honest_device(server: Server) -> None:
    found = after_bad_weather(server, Device)
    assert found.is_sound
    assert found.rows == MANY


def test_a_schedule_with_anything_amiss_is_noticed(server: Server) -> None:
    with a_proxy(server.port) as proxy:
        these = Schedules(server, proxy, random.Random(7), books=1, many=4)
        for script in these.scripts:
            script.run()
        these.settle()
        [book] = these.books
        assert differences(server, book) == []
        one, two = book.devices[:2]
        field = next(name for name, ids in one.sees.items() if ids)
        one.sees[field] = ()
        two.html = json.dumps(None)
        kept = next(iter(two.acknowledged))
        two.said[kept] = replace(two.said[kept], sees=(str(uuid4()),))
        two.say("text/partner-text-1", text="Never sent.")
        told = " ".join(differences(server, book))
        for amiss in ("device 0 sees", "device 1 sees", "has other words", "was never settled"):
            assert amiss in told
        assert len(book.devices) == DEVICES
