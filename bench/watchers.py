"""Many devices look at one workbook while some write in it: are saves still quick, is memory small?

Each watcher asks as an open page does: for what is new since its version, then again after the
time the server wishes. Run as a process of its own, since a server's neighbors must not wait for
the measuring.
"""

import asyncio
import json
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import saves, seed, server
from bench.device import Device

LENGTH = re.compile(rb"content-length: (\d+)", re.I)
VERSION = re.compile(rb'"version": (\d+)')
WAIT = re.compile(rb"x-look-again: (\d+)", re.I)
IN_USE = 2.0  # seconds; what a page does when the server wishes nothing
ARRIVING = 20.0  # seconds in which all of them open the page
SETTLED = ARRIVING + 10.0  # when their rhythm follows from their number


@dataclass
class Counted:
    """What all watchers saw together."""

    looks: int = 0
    news: int = 0
    failed: int = 0
    times: list[float] = field(default_factory=list)


class _Watcher:
    """One open page and its kept-alive line."""

    def __init__(self, port: int, seat: dict[str, str]) -> None:
        self.port, self.seat, self.version = port, seat, 0
        self.line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def watch(self, settled: float, stop: float, counted: Counted) -> None:
        await asyncio.sleep(random.random() * ARRIVING)
        while time.perf_counter() < stop:
            began = time.perf_counter()
            wish = await self._look(counted)
            counted.looks += 1
            if began > settled:
                counted.times.append((time.perf_counter() - began) * 1000)
            wait = wish * (0.8 + random.random() * 0.4)
            await asyncio.sleep(max(0.0, min(wait, stop - time.perf_counter())))
        if self.line:
            self.line[1].close()

    async def _look(self, counted: Counted) -> float:
        """Ask once; the seconds after which to ask again."""
        head, body = await self._answer()
        if found := VERSION.search(body):
            self.version = int(found[1])
            counted.news += 1
        elif b" 204 " not in head[:20]:
            counted.failed += 1
        wish = WAIT.search(head)
        return float(wish[1]) / 1000 if wish else IN_USE

    async def _answer(self) -> tuple[bytes, bytes]:
        """Head and body; a line that the server closed meanwhile is opened again."""
        for _try in range(3):
            try:
                self.line = self.line or await asyncio.open_connection("127.0.0.1", self.port)
                reader, writer = self.line
                writer.write(self._asked())
                head = await reader.readuntil(b"\r\n\r\n")
                length = LENGTH.search(head)
                return head, await reader.readexactly(int(length[1])) if length else b""
            except (ConnectionError, asyncio.IncompleteReadError):
                self.line = None
        return b"", b""

    def _asked(self) -> bytes:
        path = f"/w/{self.seat['slug']}/changes/?since={self.version}&page=1"
        cookie = f"{self.seat['name']}={self.seat['secret']}"
        host = f"127.0.0.1:{self.port}"
        return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n".encode()


async def _crowd(port: int, seats: list[dict[str, str]], seconds: float) -> Counted:
    counted = Counted()
    now = time.perf_counter()
    settled, stop = now + SETTLED, now + seconds
    await asyncio.gather(*(_Watcher(port, each).watch(settled, stop, counted) for each in seats))
    return counted


def measure(seconds: float, watchers: int = 2_000, writers: int = 20) -> dict[str, Any]:
    """Saves with and without the crowd; each writer pauses as people do."""
    with server.running() as (port, pid, folder):
        seats = seed.seats(server.surroundings(folder), 1, watchers + writers)
        devices = [Device(port, **each) for each in seats[watchers:]]
        alone = saves.measure(devices, seconds, pause=1.0)
        crowd = subprocess.Popen(
            [sys.executable, "-m", "bench.watchers", str(port), str(seconds + SETTLED + 2)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert crowd.stdin
        crowd.stdin.write(json.dumps(seats[:watchers]))
        crowd.stdin.close()
        time.sleep(SETTLED)
        among = saves.measure(devices, seconds, pause=1.0)
        assert crowd.stdout
        seen = json.loads(crowd.stdout.read())
        crowd.wait()
        return {"alone": alone, "among": among, "watchers": seen, "memory_mb": _memory(pid)}


def _memory(pid: int) -> float:
    """The most that the server's processes together held, in MB."""
    kids = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    found = 0.0
    for each in [str(pid), *kids.stdout.split()]:
        lines = Path(f"/proc/{each}/status").read_text(encoding="ascii").splitlines()
        found += sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    return found


def _main() -> None:
    port, seconds = int(sys.argv[1]), float(sys.argv[2])
    seats = json.load(sys.stdin)
    counted = asyncio.run(_crowd(port, seats, seconds))
    found = {"many": len(seats), "looks": counted.looks, "news": counted.news}
    print(json.dumps({**found, "failed": counted.failed, **saves.percentiles(counted.times)}))


if __name__ == "__main__":
    _main()
