"""Saves a second where one, two and four servers share one PostgreSQL."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from bench import saves, seed, server
from bench.device import Device
from tools.database import postgresql

MANY = (1, 2, 4)
CLIENTS, WORKBOOKS = 32, 32


def measure(seconds: float, many: Sequence[int] = MANY) -> dict[str, Any]:
    """One row for each number of servers; the same clients, spread evenly over all of them.

    Each number has a database of its own, as a fuller one would be slower.
    """
    return {"cores": os.cpu_count(), "servers": [_of(number, seconds) for number in many]}


def _of(number: int, seconds: float) -> dict[str, Any]:
    with postgresql() as url, ExitStack() as stack:
        one = {"DATABASE_URL": url}
        here = [stack.enter_context(server.running(**one)) for _each in range(number)]
        seats = seed.seats({**one, **server.surroundings(here[0][2])}, WORKBOOKS, CLIENTS)
        devices = [Device(here[n % number][0], **seat) for n, seat in enumerate(seats)]
        return {"number": number, **saves.measure(devices, seconds)}
