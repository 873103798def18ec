"""Saves a second and how long the slow ones take, with one writer and with many."""

import statistics
import threading
import time
from typing import Any

from bench.visitor import Visitor


def measure(port: int, clients: int, seconds: float) -> dict[str, Any]:
    """Each client writes in a workbook of its own, one save after the other."""
    visitors = [Visitor(port) for _client in range(clients)]
    for visitor in visitors:
        visitor.start()
    times: list[float] = []
    refused: list[int] = []
    stop = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_write, args=(each, stop, times, refused)) for each in visitors
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - began
    cuts = statistics.quantiles(times, n=100)
    return {
        "clients": clients,
        "saves": len(times),
        "not_kept": len(refused),
        "saves_per_second": len(times) / spent,
        "p50_ms": cuts[49],
        "p95_ms": cuts[94],
        "p99_ms": cuts[98],
    }


def _write(visitor: Visitor, stop: float, times: list[float], refused: list[int]) -> None:
    number = 0
    while time.perf_counter() < stop:
        began = time.perf_counter()
        kept = visitor.save(number)
        times.append((time.perf_counter() - began) * 1000)
        if not kept:
            refused.append(number)
        number += 1
