"""Saves beside what the disk allows: as it is, with a slow disk, and on PostgreSQL."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import raw, saves, seed, server, slow_disk
from bench.device import Device
from tools.database import postgresql

MANY = (1, 32, 500)


def measure(seconds: float, clients: Sequence[int] = MANY) -> dict[str, Any]:
    """One table each: this disk, a disk with 5 ms a sync, PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="barnraise-shim-") as folder, postgresql() as url:
        slow = slow_disk.shim(Path(folder))
        return {
            "native": _of(seconds, clients, {}),
            "slow": _of(seconds, clients, slow) if slow else None,
            "postgresql": _of(seconds, clients, {"DATABASE_URL": url}),
        }


def _of(seconds: float, clients: Sequence[int], surroundings: dict[str, str]) -> dict[str, Any]:
    """Saves a second at each number of clients, all at one server, and the raw loop before."""
    bare = raw.commits(min(seconds, 4), surroundings)
    with server.running(**surroundings) as (port, _pid, folder):
        here = {**surroundings, **server.surroundings(folder)}
        seats = seed.seats(here, min(max(clients), 100), max(clients))
        rows = []
        for many in clients:
            devices = [Device(port, **each) for each in seats[:many]]
            rows.append(saves.measure(devices, seconds))
    for each in rows:
        each["of_raw"] = each["saves_per_second"] / bare
        each["p99_of_p50"] = each["p99_ms"] / each["p50_ms"]
    return {"raw_commits_per_second": bare, "saves": rows}
