"""A small TCP proxy of the tests' own: it cuts, stalls, doubles, swallows and lies, by a seed."""

import asyncio
import random
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TypeVar

from tests.deadline import DEADLINE
from tests.house.commands import free_port

PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 30\r\n"
    b"Connection: close\r\n\r\n<h1>Welcome to the hall</h1>\r\n"
)
CHUNK = 16_384
P = TypeVar("P", bound="Proxy")
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Fault:
    """What happens to one connection.

    `kind`: "none"; "cut-up" or "cut-down" after `at` bytes that went up or down; "stall" after
    `at` bytes that went up; "swallow" the whole answer; "portal" answers without asking;
    "replay" sends the same bytes again afterwards, "twin" at the same time.
    """

    kind: str = "none"
    at: int = 0


NONE = Fault()
KINDS = ("cut-up", "cut-down", "stall", "swallow", "portal", "replay", "twin")


def weather(chance: random.Random, *, storm: float = 0.7) -> Iterator[Fault]:
    """Faults for ever, one a connection; `storm` is the share of connections that have one."""
    while True:
        if chance.random() > storm:
            yield NONE
            continue
        weights = (4, 4, 1, 3, 1, 2, 2)
        kind = chance.choices(KINDS, weights)[0]
        yield Fault(kind, int(2 ** chance.uniform(0, 15)))


class Proxy:
    """Listens on `port` and passes on to `target`; what it does to a connection can be changed."""

    def __init__(self, target: int, port: int = 0) -> None:
        self.target, self.port = target, port or free_port()
        self.faults: Iterator[Fault] = repeat(NONE)
        self.done: Counter[str] = Counter()
        self.stall = 0.5  # seconds a stalled connection is held
        self.loop = asyncio.new_event_loop()
        self.open: set[asyncio.StreamWriter] = set()

    def then(self, *faults: Fault) -> None:
        """Do these to the next connections, one each, and nothing to those after them."""
        self.faults = chain(faults, repeat(NONE))

    def calm(self) -> None:
        """Pass everything on from now on; lines that are open are dropped."""
        self.faults = repeat(NONE)
        self.drop_all()

    def drop_all(self) -> None:
        """Break every line that is open now."""
        self.loop.call_soon_threadsafe(self._drop_all)

    def _drop_all(self) -> None:
        for writer in [*self.open]:
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = next(self.faults)
        self.done[fault.kind] += 1
        self.open.add(writer)
        lines = [writer]
        try:
            with suppress(OSError, asyncio.CancelledError):  # cancelled when the proxy closes
                await self._connect(fault, reader, lines)
        finally:
            self.open.discard(writer)
            for each in lines:
                each.transport.abort()

    async def _connect(
        self, fault: Fault, reader: asyncio.StreamReader, lines: list[asyncio.StreamWriter]
    ) -> None:
        writer = lines[0]
        if fault.kind == "portal":
            await reader.read(CHUNK)
            writer.write(PORTAL)
            await writer.drain()
            writer.close()
            await writer.wait_closed()
            return
        back, up = await self._reach(lines)
        twins = [up]
        if fault.kind == "twin":
            twins.append((await self._reach(lines))[1])
        sent = bytearray()
        ways = {
            asyncio.ensure_future(self._up(fault, reader, twins, sent)),
            asyncio.ensure_future(self._down(fault, back, writer)),
        }
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            if fault.kind == "twin":
                await asyncio.sleep(0.05)  # let the other one be read as well
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
        if fault.kind == "replay" and sent:
            up.transport.abort()
            await self._replay(bytes(sent), lines)

    async def _reach(self, lines: list[asyncio.StreamWriter]) -> Line:
        """A line to the target, broken when the connection it was opened for is over."""
        back, up = await self._open()
        lines.append(up)
        return back, up

    async def _open(self) -> Line:
        return await asyncio.open_connection("127.0.0.1", self.target)

    async def _up(
        self,
        fault: Fault,
        reader: asyncio.StreamReader,
        twins: list[asyncio.StreamWriter],
        sent: bytearray,
    ) -> None:
        left = fault.at if fault.kind in {"cut-up", "stall"} else -1
        while data := await reader.read(CHUNK):
            passed = data if left < 0 else data[:left]
            sent += passed
            for each in twins:
                each.write(passed)
                await each.drain()
            if left >= 0:
                left -= len(passed)
                if left == 0 and fault.kind == "stall":
                    await asyncio.sleep(self.stall)
                if left == 0:
                    return

    async def _down(
        self, fault: Fault, back: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        left = fault.at if fault.kind == "cut-down" else -1
        while data := await back.read(CHUNK):
            if fault.kind == "swallow":
                return
            passed = data if left < 0 else data[:left]
            writer.write(passed)
            await writer.drain()
            if left >= 0:
                left -= len(passed)
                if left == 0:
                    await self._flush(writer)
                    return

    async def _flush(self, writer: asyncio.StreamWriter) -> None:
        """Let what was passed on arrive before the line breaks."""
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    async def _replay(self, sent: bytes, lines: list[asyncio.StreamWriter]) -> None:
        back, up = await self._reach(lines)
        up.write(sent)
        with suppress(OSError, TimeoutError):
            await asyncio.wait_for(back.read(CHUNK), DEADLINE)


class Balancer(Proxy):
    """Before several servers: each connection goes to the next of those that can be reached."""

    def __init__(self, targets: Sequence[int]) -> None:
        super().__init__(targets[0])
        self.targets = targets
        self.used: Counter[int] = Counter()
        self.next = 0

    async def _open(self) -> Line:
        for _each in self.targets:
            port = self.targets[self.next % len(self.targets)]
            self.next += 1
            with suppress(OSError):
                line = await asyncio.open_connection("127.0.0.1", port)
                self.used[port] += 1
                return line
        raise ConnectionRefusedError


@contextmanager
def a_proxy(target: int) -> Iterator[Proxy]:
    """A proxy before the port `target`, gone when the block ends."""
    with working(Proxy(target)) as proxy:
        yield proxy


@contextmanager
def working(proxy: P) -> Iterator[P]:
    """This proxy at work, gone when the block ends."""
    thread = threading.Thread(target=_run, args=[proxy], daemon=True)
    listening = asyncio.run_coroutine_threadsafe(_listen(proxy), proxy.loop)
    thread.start()
    server = listening.result(DEADLINE)
    try:
        yield proxy
    finally:
        asyncio.run_coroutine_threadsafe(_close(server, proxy), proxy.loop).result(DEADLINE)
        proxy.loop.call_soon_threadsafe(proxy.loop.stop)
        thread.join(DEADLINE)
        proxy.loop.close()


def _run(proxy: Proxy) -> None:
    asyncio.set_event_loop(proxy.loop)
    proxy.loop.run_forever()


async def _listen(proxy: Proxy) -> asyncio.Server:
    return await asyncio.start_server(proxy._serve, "127.0.0.1", proxy.port)


async def _close(server: asyncio.Server, proxy: Proxy) -> None:
    server.close()
    proxy._drop_all()
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
