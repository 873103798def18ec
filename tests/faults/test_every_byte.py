"""The line breaks at each byte of a request, and at each byte of its answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults.checking import look_over
from tests.faults.device import TOKEN, Device, NoReceipt
from tests.faults.figures import Tries, is_long
from tests.faults.install import a_server
from tests.faults.proxy import Fault, Proxy, a_proxy
from tests.faults.server import Server, engine

WORDS = (
    "As far as we know, every partner comes; " * 20 + "all."
)  # its bytes are more than the headers'


@contextmanager
def a_device_behind_a_proxy(folder: Path) -> Iterator[tuple[Server, Proxy, Device]]:
    with a_server(folder) as server, a_proxy(server.port) as proxy:
        device = Device(server.port)
        device.start()
        device.hang_up()
        device.port, device.page = proxy.port, ""  # no page: its answer is receipts alone
        yield server, proxy, device


def a_batch(device: Device, number: int) -> None:
    for each in ("one", "two"):
        device.say(f"note/goal_setting/{number:031x}{len(each)}", text=f"Note {number} {each}.")


def sizes(device: Device) -> tuple[int, int]:
    """Bytes of one such batch and of its answer, measured by sending one."""
    sent, came = 0, 0
    usual, heard = device.post, []

    def post(body: object) -> object:
        heard.append((len(json.dumps(body)), usual(body)))
        return heard[-1][1]

    device.post = post  # type: ignore[method-assign, assignment]
    a_batch(device, 0xFFFF)
    device.drain()
    device.post = usual  # type: ignore[method-assign]
    sent, came = heard[0][0], len(heard[0][1].body)
    return sent + 420, came + 1_300  # more than the headers: the last cuts cut nothing


def test_wherever_a_request_or_an_answer_is_cut_the_batch_is_kept_once(tmp_path: Path) -> None:
    with a_device_behind_a_proxy(tmp_path) as (server, proxy, device):
        cut_everywhere(server, proxy, device)


def test_a_form_without_scripts_that_is_cut_keeps_no_half_of_its_words(tmp_path: Path) -> None:
    """Half a form reads like a whole one with fewer words; only its length tells them apart."""
    with a_device_behind_a_proxy(tmp_path) as (server, proxy, device):
        form = a_form(device)
        cut = 0
        for at in range(600, 600 + 2 * len(WORDS), 97):
            device.hang_up()
            proxy.then(Fault("cut-up", at))
            with suppress(NoReceipt):
                device.ask("POST", f"/w/{device.slug}/entries/", form=form)
                break
            cut += 1
        assert cut > 5
        kept = str(server.rows("select value from workbook_entry"))
        assert kept.count("As far as we know") == WORDS.count("As far as we know")
        assert WORDS in kept


def a_form(device: Device) -> dict[str, str]:
    """A note as the page's form sends it without scripts, its words last."""
    html = device.ask("GET", f"/w/{device.slug}/stages/1/").body.decode()
    return {
        "csrfmiddlewaretoken": TOKEN.findall(html)[0],
        "page": "1",
        "text/partner-text-1~id": "",
        "text/partner-text-1.text": WORDS,
    }


def cut_everywhere(server: Server, proxy: Proxy, device: Device) -> None:
    """The batch, cut after 1, 2, 3, … bytes; in the short form at every thirteenth."""
    stride = 1 if is_long() else 13
    for kind, size in zip(["cut-up", "cut-down"], sizes(device), strict=True):
        many = size // stride
        name = {"cut-up": "request cut byte by byte", "cut-down": "answer cut byte by byte"}[kind]
        tries = Tries(name, engine=engine(), short=many, long=many)
        for number, _chance in tries:
            a_batch(device, number + (10_000 if kind == "cut-up" else 20_000))
            device.hang_up()
            proxy.then(Fault(kind, 1 + number * stride))
            cut = attempt(device)
            device.hang_up()
            proxy.then()
            device.drain()
            tries.count(receipts_cut_off=cut)
        found = look_over(server, device.slug, [device])
        tries.after(lost=found.lost, doubled=found.doubled)
        assert not tries.done or tries.counts["receipts_cut_off"]
        assert found.is_sound
        assert found.rows == len(device.said)


def attempt(device: Device) -> int:
    """Send once; 1 when no receipt came, and then everything still waits."""
    try:
        device.send()
    except NoReceipt:
        assert len(device.waiting) == 2
        return 1
    return 0
