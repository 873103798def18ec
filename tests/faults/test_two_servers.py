"""Two servers on one PostgreSQL are one place: nothing is lost, and each learns of the other."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.deadline import DEADLINE, until
from tests.faults.checking import COUNTED
from tests.faults.device import Device
from tests.faults.figures import Tries
from tests.faults.namespaces import Network
from tests.faults.pair import Pair, a_pair
from tests.faults.server import Server, engine
from tests.faults.storm import Storm

pytestmark = pytest.mark.skipif(engine() != "postgresql", reason="on SQLite one server serves")

TEXT = "text/partner-text-1"
SECRET = "Ydalir keeps the ledger under the stairs"
REMOVALS = "select key from workbook_erasure order by id desc limit 1"
DOCUMENTS = "select count(*) from reports_document"
WRONG_LINK = f"/open/k{'2' * 28}/"
MISSES = 30  # in ten minutes, of one address


@pytest.fixture(scope="module")
def pair(folder: Path) -> Iterator[Pair]:
    with a_pair(folder / "pair") as pair:
        yield pair


@pytest.fixture
def keeper(pair: Pair) -> Device:
    """A device at the first server, keeper of a workbook in which something stands."""
    pair.front.forget_limits()
    device = Device(pair.servers[0].port, patience=DEADLINE)
    device.start()
    device.say(TEXT, text=SECRET)
    device.drain()
    return device


def at(server: Server, device: Device) -> Device:
    """The same browser, whose requests come to another server."""
    cookies = dict(device.cookies)
    return Device(server.port, cookies=cookies, slug=device.slug, patience=DEADLINE)


def version(pair: Pair, device: Device) -> int:
    return int(pair.front.rows(COUNTED, device.slug)[0][0])


def report(device: Device, format_name: str = "csv-history") -> str:
    return f"/w/{device.slug}/reports/{format_name}/"


def fetched(device: Device, path: str) -> bytes:
    """A document, once it is ready."""

    def look() -> bytes:
        answer = device.ask("GET", path)
        assert answer.status in {200, 302}, answer
        return answer.body if answer.status == 200 else b""

    return until(look, f"{path} was never ready", pause=0.1)


def asked(server: Server, device: Device, path: str, **headers: str) -> HTTPConnection:
    """A request on its way, whose answer nobody has read yet."""
    cookies = "; ".join(f"{name}={value}" for name, value in device.cookies.items())
    line = HTTPConnection("127.0.0.1", server.port, timeout=DEADLINE)
    line.request("GET", path, headers={"Cookie": cookies, **headers})
    return line


def cut_off(network: Network) -> None:
    """For a moment it is reached by nobody, and reaches nobody."""
    network.pull_cable()
    time.sleep(0.5)
    network.put_cable_in()


def test_no_save_is_lost_while_servers_are_restarted_cut_off_and_killed(pair: Pair) -> None:
    tries = Tries("two servers", engine=engine(), short=1, long=40)
    for number, chance in tries:
        storm = Storm(pair.front, chance, many=4)
        pair.balancer.used.clear()
        with storm.raging():
            storm.until(40)
            for turn in (0, 1):
                pair.servers[turn].stop()
                storm.until(20)
                pair.start(turn)
            storm.until(20)
            if pair.networks:
                cut_off(pair.networks[number % 2])
            victim = (number + 1) % 2
            pair.servers[victim].kill()
            storm.until(40)
            pair.start(victim)
            storm.until(40)
        found = storm.found()
        epochs = {each.epoch for device in storm.devices for each in device.acknowledged.values()}
        tries.count(
            in_namespaces=len(pair.networks),
            restarts=2,
            cut_off=min(1, len(pair.networks)),
            kills=1,
            acknowledged=found.acknowledged,
            rows=found.rows,
            lost=found.lost,
            doubled=found.doubled,
            not_lawful=found.not_lawful,
        )
        assert found.is_sound, found
        assert len(epochs) == 1
        assert all(pair.balancer.used[server.port] for server in pair.servers)
    assert "Traceback" not in pair.said()


def test_a_document_asked_for_at_one_server_is_ready_at_the_other(
    pair: Pair, keeper: Device
) -> None:
    before = version(pair, keeper)
    document = fetched(keeper, report(keeper))
    keeper.say(TEXT, text="Said after the document was made.")
    keeper.drain()
    other = at(pair.servers[1], keeper)
    # Of a version that is not the newest a document is only found, and never made.
    assert other.ask("GET", f"{report(keeper)}?version={before}").body == document
    assert other.ask("GET", f"{report(keeper)}?version={before - 1}").status == 302


def test_a_document_of_a_server_that_is_gone_is_made_by_the_other(
    pair: Pair, keeper: Device
) -> None:
    first, second = pair.servers
    before = first.rows(DOCUMENTS)
    with closing(asked(first, keeper, report(keeper, "pdf"))):
        until(lambda: first.rows(DOCUMENTS) != before, "nobody makes it")
        first.kill()
    try:
        assert fetched(at(second, keeper), report(keeper, "pdf")).startswith(b"%PDF")
    finally:
        pair.start(0)


def test_what_is_removed_at_one_server_is_forgotten_at_the_other(
    pair: Pair, keeper: Device
) -> None:
    before = version(pair, keeper)
    other = at(pair.servers[1], keeper)
    pages = [f"/w/{keeper.slug}/stages/2/", f"/w/{keeper.slug}/history/{TEXT}/", report(keeper)]
    assert SECRET.encode() in fetched(other, report(keeper))
    path = f"/w/{keeper.slug}/erasing/{TEXT}/"
    [token, *_more] = re.findall(
        r'csrfmiddlewaretoken" value="([^"]+)', keeper.ask("GET", path).body.decode()
    )
    form = {"csrfmiddlewaretoken": token, "scope": "every", "words": "on", "names": "on"}
    assert keeper.ask("POST", path, form=form).status == 302
    [[key]] = pair.front.rows(REMOVALS)
    for page in pages:
        assert SECRET.encode() not in fetched(other, page)
    assert other.ask("GET", f"{report(keeper)}?version={before}").status == 302
    listed = pair.servers[1].data / "backups" / "erased.jsonl"
    until(lambda: listed.exists() and str(key) in listed.read_text(), "it was never heard of")


def test_who_writes_at_one_server_is_seen_at_the_other(pair: Pair, keeper: Device) -> None:
    writer = Device(pair.servers[1].port, patience=DEADLINE)
    links = keeper.ask("GET", f"/w/{keeper.slug}/links/").body.decode()
    [token] = set(re.findall(r"/open/(w[a-z0-9]+)/", links))
    path = f"/open/{token}/"
    writer.ask("POST", path, form={"csrfmiddlewaretoken": writer._token(path)})
    changes = f"/w/{keeper.slug}/changes/?since={version(pair, keeper)}&page=1"
    sign = {"X-Barnraise-Writing": TEXT}
    with closing(asked(pair.servers[1], writer, changes, **sign)) as line:
        assert line.getresponse().status == 204
    with closing(asked(pair.servers[0], keeper, changes)) as line:
        told = json.loads(line.getresponse().read())
    assert list(told["writing"]["sentences"]) == [TEXT]


def test_misses_are_counted_by_both_together(pair: Pair) -> None:
    pair.front.forget_limits()
    visitors = [Device(server.port, patience=DEADLINE) for server in pair.servers]
    for number in range(MISSES):
        assert visitors[number % 2].ask("GET", WRONG_LINK).status == 404
    assert [each.ask("GET", WRONG_LINK).status for each in visitors] == [429, 429]
    pair.front.forget_limits()
