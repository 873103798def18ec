"""What one save costs beside an empty view, all asked in turn by one client at one server."""

import re
import statistics
import time
from collections.abc import Callable
from typing import Any

from bench import seed, server
from bench.device import FIELD, Device

ANSWER = re.compile(rb'name="answer/([a-z0-9_-]+)\.choice"')
STAGES = range(1, 6)
WRITERS = 4
SENTENCES = (
    "The school counted how many families moved last year, and why they moved out of town.",
    "No bus reaches the clinic after nine, so whoever works the late shift cannot come.",
    "The library lends its rooms on two evenings a week and asks whom to write to about it.",
    "We have a list of landlords who take part, and another of those who have questions.",
)


def measure(rounds: int) -> dict[str, Any]:
    """Median milliseconds of each; every round asks all of them, so that noise hits all alike."""
    with server.running() as (port, _pid, folder):
        seats = seed.seats(server.surroundings(folder), 5, 5 * WRITERS)
        devices = [Device(port, **each) for each in seats]
        asks = _asks(devices[:4], devices[4::5])
        times: dict[str, list[float]] = {name: [] for name in asks}
        for number in range(rounds + WRITERS):
            for name, ask in asks.items():
                began = time.perf_counter()
                ask(number)
                if number >= WRITERS:  # else the four texts do not stand yet
                    times[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(each) for name, each in times.items()}


def _asks(alone: list[Device], writers: list[Device]) -> dict[str, Callable[[int], object]]:
    idle, quiet, plain, many = alone
    fields = [f"reason/{key}" for key in _questions(many)]
    return {
        "empty": lambda _n: idle.get("/bench-empty/"),
        "receipts": lambda n: _kept(quiet, {FIELD: _words(n)}, page=""),
        "regions": lambda n: _kept(plain, {FIELD: _words(n)}),
        "many_answers": lambda n: _kept(many, dict.fromkeys(fields, _words(n)), page=""),
        "four_texts": lambda n: _kept(writers[n % WRITERS], {FIELD: _words(n)}),
    }


def _questions(device: Device) -> list[str]:
    pages = [device.get(f"/w/{device.slug}/stages/{number}/") for number in STAGES]
    return list(dict.fromkeys(key.decode() for page in pages for key in ANSWER.findall(page)))


def _words(number: int) -> dict[str, str]:
    """A text that four writers make differently from each other, and from what they said before."""
    ours, next_one = (SENTENCES[(number + n) % WRITERS] for n in (0, 1))
    return {"text": f"{ours} That is the {number}th time we say so.\n\n{next_one}"}


def _kept(device: Device, values: dict[str, dict[str, str]], page: str = "1") -> None:
    if not device.send(values, page):
        raise SystemExit("A save was not kept.")
