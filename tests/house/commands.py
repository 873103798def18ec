"""Starts the program as a person would, in a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path

from tests.deadline import DEADLINE

BARNRAISE = [sys.executable, "-m", "barnraise"]
# As the installed command: what lies in the folder one is in is not looked at.
INSTALLED = [sys.executable, "-P", "-m", "barnraise"]
FIRST, LAST = 10_000, 32_000
PORTS = cycle([*range(FIRST + os.getpid() * 211 % (LAST - FIRST), LAST), *range(FIRST, LAST)])
OURS = {
    "DATABASE_URL",
    "BARNRAISE_URL",
    "BARNRAISE_DEBUG",
    "BARNRAISE_DATA",
    "BARNRAISE_HSTS",
    "BARNRAISE_PROXIES",
    "BARNRAISE_MAX_MB",
    "HOST",
    "PORT",
}


def surroundings(data: Path, **more: str) -> dict[str, str]:
    """This process's environment with nothing of ours but what is named."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, "BARNRAISE_DATA": str(data), **more}


def barnraise(data: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        [*BARNRAISE, *words],
        env=surroundings(data, **more),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )


def free_port() -> int:
    """A port nobody listens on now, and which this process gives out once.

    It is below those that systems give to connections, of which tests open thousands: a port of
    theirs could be taken by one before the server that it was meant for has started.
    """
    for port in PORTS:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


@contextmanager
def serving(
    data: Path, port: int, *, cwd: Path | None = None, **more: str
) -> Iterator["subprocess.Popen[str]"]:
    """A server that has said its address; stopped with Ctrl-C's signal when the block ends."""
    with subprocess.Popen(
        [*(INSTALLED if cwd else BARNRAISE), "run", "--port", str(port)],
        cwd=cwd,
        env=surroundings(data, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            stop(process)


def stop(process: "subprocess.Popen[str]") -> None:
    """Like Ctrl-C in a terminal, which reaches every process of the group."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(DEADLINE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise


def said_until(process: "subprocess.Popen[str]", words: str) -> str:
    """All lines up to the one with `words`."""
    said, end = "", time.monotonic() + DEADLINE
    for line in process.stdout or ():
        said += line
        if words in line:
            return said
        if time.monotonic() > end:
            break
    raise AssertionError(f"it never said {words!r} but:\n{said}")
