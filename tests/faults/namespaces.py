"""A network of its own for a server: on its loopback it is alone, and the cable can be pulled."""

import asyncio
import ctypes
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.deadline import DEADLINE
from tests.faults.proxy import Line, Proxy

CLONE_NEWNET = 0x4000_0000
READY = "ready"


class Network:
    """A network namespace of Linux that lives as long as a process that only sleeps in it."""

    def __init__(self) -> None:
        words = f"ip link set lo up && echo {READY} && exec sleep infinity"
        self.process = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", words], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline().strip() == READY, "no namespace could be made"
        self.path = Path(f"/proc/{self.process.pid}/ns/net")
        # A namespace belongs to a thread: what this one opens is in there, what others open is not.
        self._inside = ThreadPoolExecutor(1, initializer=_enter, initargs=[self.path])

    @property
    def under(self) -> list[str]:
        """The words that run a program in there."""
        return ["nsenter", f"--net={self.path}"]

    def socket(self) -> socket.socket:
        """A socket that is in there, for whoever is outside."""
        return self._inside.submit(socket.socket).result(DEADLINE)

    def pull_cable(self) -> None:
        """Nothing comes in or goes out any more; who talks to it only waits."""
        self._run("ip", "link", "set", "lo", "down")

    def put_cable_in(self) -> None:
        self._run("ip", "link", "set", "lo", "up")

    def _run(self, *words: str) -> None:
        subprocess.run([*self.under, *words], check=True, timeout=DEADLINE)

    def end(self) -> None:
        self._inside.shutdown()
        self.process.kill()
        self.process.wait(DEADLINE)
        assert self.process.stdout is not None
        self.process.stdout.close()


def _enter(path: Path) -> None:
    with path.open() as file:
        if ctypes.CDLL(None, use_errno=True).setns(file.fileno(), CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "the namespace could not be entered")


def why_none() -> str:
    """Why no namespaces can be made here, "" where they can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root can make network namespaces"
    for program in ("unshare", "nsenter", "ip"):
        if shutil.which(program) is None:
            return f"there is no {program} on this machine"
    tried = subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "this machine allows no network namespaces"


@contextmanager
def a_network() -> Iterator[Network]:
    """A network of its own, gone when the block ends."""
    network = Network()
    try:
        yield network
    finally:
        network.end()


class Gate(Proxy):
    """Brings connections to a port of ours into a network, to the same port there."""

    def __init__(self, network: Network, port: int) -> None:
        super().__init__(port, port)
        self.network = network

    async def _open(self) -> Line:
        inside = self.network.socket()
        inside.setblocking(False)
        try:
            await self.loop.sock_connect(inside, ("127.0.0.1", self.target))
        except BaseException:
            inside.close()
            raise
        return await asyncio.open_connection(sock=inside)
