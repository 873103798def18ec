"""The real server as a process, on a free port and a data folder of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path


def free_port() -> int:
    """A loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def surroundings(folder: Path) -> dict[str, str]:
    """What a process needs to work on the same data as the server of this folder."""
    return {"DJANGO_SETTINGS_MODULE": "bench.settings", "BARNRAISE_DATA": str(folder)}


@contextmanager
def running(**environ: str) -> Iterator[tuple[int, int, Path]]:
    """Yields port, process id and data folder of a server that answers; stopped at the end."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="barnraise-bench-") as folder:
        here = {**os.environ, **surroundings(Path(folder)), "PORT": str(port), **environ}
        command = [sys.executable, "-m", "barnraise", "run"]
        process = subprocess.Popen(command, env=here, stdout=subprocess.DEVNULL)
        try:
            _wait(port, process)
            yield port, process.pid, Path(folder)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _try in range(2400):
        if process.poll() is not None:
            raise SystemExit("The server ended before it answered.")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/bench-empty/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("The server did not answer within two minutes.")
