"""Saves a second and how long the slow ones take, with one writer and with many."""

import random
import statistics
import threading
import time
from collections.abc import Sequence
from typing import Any

from bench.device import Device


def measure(devices: Sequence[Device], seconds: float, pause: float = 0.0) -> dict[str, Any]:
    """Each device saves, pauses about `pause` seconds and saves again until the time is over.

    Times are milliseconds from asking to answer. `not_kept` counts what was answered otherwise.
    """
    times: list[float] = []
    refused: list[int] = []
    began = time.perf_counter()
    threads = [
        threading.Thread(target=_write, args=(each, began + seconds, pause, times, refused))
        for each in devices
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - began
    return {
        "clients": len(devices),
        "saves": len(times),
        "not_kept": len(refused),
        "saves_per_second": len(times) / spent,
        **percentiles(times),
    }


def percentiles(times: Sequence[float]) -> dict[str, float]:
    """The median and the slow ends of many times."""
    cuts = statistics.quantiles(times, n=100)
    return {"p50_ms": cuts[49], "p95_ms": cuts[94], "p99_ms": cuts[98]}


def _write(
    device: Device, stop: float, pause: float, times: list[float], refused: list[int]
) -> None:
    number = 0
    while time.perf_counter() < stop:
        began = time.perf_counter()
        kept = device.save(number)
        times.append((time.perf_counter() - began) * 1000)
        if not kept:
            refused.append(number)
        number += 1
        if pause:
            time.sleep(pause * (0.5 + random.random()))
