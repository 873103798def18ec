"""What the server's processes take of the memory: shared pages count by their share."""

import subprocess
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench import seed, server
from bench.device import Device

PAGES = 1_000
WORKBOOKS = 40
PATHS = ("", "stages/1/", "stages/2/", "stages/3/", "stages/4/", "stages/5/")


def measure() -> dict[str, Any]:
    """Fresh, and after a thousand pages of many workbooks."""
    with server.running() as (port, pid, folder):
        fresh = proportional(pid)
        devices = [
            Device(port, **each) for each in seed.seats(server.surroundings(folder), WORKBOOKS, 40)
        ]
        pages = cycle((device, path) for path in PATHS for device in devices)
        for device, path in islice(pages, PAGES):
            device.get(f"/w/{device.slug}/{path}")
        return {"pages": PAGES, "fresh_mb": fresh, "after_mb": proportional(pid)}


def proportional(pid: int) -> list[float]:
    """The proportional set size of a process and of those it started, in MB."""
    kids = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [_of(each) for each in [str(pid), *kids.stdout.split()]]


def _of(pid: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
