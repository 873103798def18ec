"""Answers that do not arrive, arrive in part, or are none: nothing is lost and nothing doubled."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.faults.checking import entries, look_over
from tests.faults.device import Device, NoReceipt, Said
from tests.faults.figures import Tries
from tests.faults.install import a_server
from tests.faults.proxy import Fault, Proxy, a_proxy
from tests.faults.server import Server, engine

TEXT = "text/partner-text-1"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with a_server(tmp_path_factory.mktemp("lost-answers")) as found:
        yield found


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    with a_proxy(server.port) as found:
        yield found


@pytest.fixture
def device(server: Server, proxy: Proxy) -> Device:
    """A device at a workbook of its own, that will send through the proxy from now on."""
    server.forget_limits()
    found = Device(server.port)
    found.start()
    found.hang_up()
    found.port = proxy.port
    return found


def a_note() -> str:
    return f"note/goal_setting/{uuid4().hex}"


def some_words(device: Device, many: int = 3) -> list[Said]:
    return [device.say(a_note(), text=f"Note {n}.") for n in range(many)]


@pytest.mark.parametrize("kind", ["swallow", "portal", "cut-up", "cut-down", "stall"])
def test_after_a_failed_request_everything_still_waits_and_is_kept_once(
    kind: str, server: Server, proxy: Proxy, device: Device
) -> None:
    some_words(device)
    proxy.then(Fault(kind, 100))
    with pytest.raises(NoReceipt):
        device.send()
    assert len(device.waiting) == 3
    device.drain()
    found = look_over(server, device.slug, [device])
    assert found.is_sound
    assert found.rows == 3


def test_the_first_answers_are_all_lost_and_each_entry_is_there_once(
    server: Server, proxy: Proxy, device: Device
) -> None:
    tries = Tries("every answer lost at first", engine=engine(), short=5, long=100)
    for number, chance in tries:
        lost = chance.randint(1, 8)
        said = [device.say(a_note(), text=f"Note {number}.")]
        device.hang_up()
        proxy.then(*[Fault("swallow")] * lost)
        for _time in range(lost):
            with pytest.raises(NoReceipt):
                device.send()
        [receipt] = device.send()
        assert (receipt.id, receipt.outcome) == (said[0].id, "duplicate")
        found = look_over(server, device.slug, [device])
        tries.count(answers_lost=lost, lost=found.lost, doubled=found.doubled)
        assert found.is_sound
        assert found.rows == len(device.said)


@pytest.mark.parametrize("kind", ["replay", "twin"])
def test_a_request_that_arrives_twice_is_kept_once(
    kind: str, server: Server, proxy: Proxy, device: Device
) -> None:
    for _time in range(10):
        some_words(device)
        proxy.then(Fault(kind))
        device.drain()
        device.hang_up()
    found = look_over(server, device.slug, [device])
    assert found.is_sound
    assert found.rows == len(device.said)


def test_an_id_with_other_words_fails_no_neighbor_and_loses_neither(
    server: Server, device: Device
) -> None:
    """The device's page never does so; a copied browser profile could."""
    some_words(device, 26)
    first = device.say(TEXT, text="First words.")
    device.drain()
    other = Said(first.id, TEXT, (), {"text": "Other words."})
    fresh = some_words(device, 25)
    receipts = device.send([*fresh[:12], other, *fresh[12:]])
    assert {each.outcome for each in receipts} == {"stored"}
    words = [row.value["text"] for row in entries(server, device.slug) if row.field == TEXT]
    assert words == ["First words.", "Other words."]
    assert receipts[12].kept_as != first.id
    again = device.send([other])
    assert (again[0].outcome, again[0].kept_as) == ("duplicate", receipts[12].kept_as)
