"""What a stage page costs: bytes over the wire, requests, server time beside an empty view."""

import re
import statistics
import time
from typing import Any

from bench import server
from bench.visitor import Visitor

ASSET = re.compile(rb'(?:href|src)="(/assets/[^"]+)"')


def measured(rounds: int) -> dict[str, Any]:
    """The same, at a server of its own."""
    with server.running() as (port, _pid, _folder):
        return measure(port, rounds)


def measure(port: int, rounds: int = 200) -> dict[str, Any]:
    """First and repeat visit to a stage of the example and of a fresh workbook."""
    visitor = Visitor(port)
    found: dict[str, Any] = {}
    for name, door in (("fresh", "/workbooks/"), ("example", "/examples/")):
        path = visitor.start(door) + "stages/1/"
        page = visitor.ask("GET", path)[1]
        assets = sorted(set(ASSET.findall(visitor.plain(path))))
        weights = [len(visitor.ask("GET", each.decode())[1]) for each in assets]
        empty, stage = _alternately(visitor, "/bench-empty/", path, rounds)
        found[name] = {
            "page_bytes": len(page),
            "first_visit_bytes": len(page) + sum(weights),
            "first_visit_requests": 1 + len(assets),
            "repeat_visit_bytes": len(page),
            "empty_view_ms": empty,
            "stage_page_ms": stage,
            "times_an_empty_view": stage / empty,
        }
    return found


def _alternately(visitor: Visitor, one: str, other: str, rounds: int) -> tuple[float, float]:
    """Median milliseconds of two addresses asked in turn, so that a noisy moment hits both."""
    times: dict[str, list[float]] = {one: [], other: []}
    for path in (one, other) * rounds:
        began = time.perf_counter()
        visitor.ask("GET", path)
        times[path].append((time.perf_counter() - began) * 1000)
    return statistics.median(times[one]), statistics.median(times[other])
