"""The server is killed while eight people write: what was acknowledged is there, and once."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from tests.deadline import DEADLINE, until
from tests.faults.checking import is_intact
from tests.faults.figures import Tries
from tests.faults.install import a_server
from tests.faults.server import Server, engine
from tests.faults.storm import Storm

KINDS = ("group", "worker", "main")


def workers(server: Server) -> list[int]:
    """The processes that the server's own process has started."""
    assert server.process is not None
    main = server.process.pid
    said = Path(f"/proc/{main}/task/{main}/children").read_text()
    return [int(word) for word in said.split()]


def end(server: Server, kind: str) -> None:
    """Kill all of it, or the worker, or the process that started the worker."""
    assert server.process is not None
    if kind == "group":
        server.kill()
        return
    those = workers(server)
    for pid in those if kind == "worker" else [server.process.pid]:
        os.kill(pid, signal.SIGKILL)
    if kind == "main":
        server.process.wait(DEADLINE)
    until(lambda: not any(is_alive(pid) for pid in those), "a worker outlived its server")


def is_alive(pid: int) -> bool:
    """Whether a process still runs; one that only waits to be buried does not."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    return False


def bring_back(server: Server) -> None:
    """A worker is replaced by itself, but not twice within seconds; the rest is started again."""

    def is_back() -> bool:
        if server.process is None or server.process.poll() is not None:
            server.process = None
            server.start()
        return server.answers()

    until(is_back, server.said, pause=0.03)


def test_what_was_acknowledged_before_a_kill_is_there_and_once(folder: Path) -> None:
    tries = Tries("kills", engine=engine(), short=3, long=500)
    with a_server(folder / "kills") as server:
        for number, chance in tries:
            storm = Storm(server, chance, many=8)
            with storm.raging():
                storm.until(chance.randrange(150, 500))
                time.sleep(chance.uniform(0.0, 0.2))
                end(server, KINDS[number % 3])
                bring_back(server)
                storm.until(20)
            found = storm.found()
            tries.count(
                acknowledged=found.acknowledged,
                rows=found.rows,
                lost=found.lost,
                doubled=found.doubled,
                not_lawful=found.not_lawful,
                **{f"{KINDS[number % 3]}_killed": 1},
            )
            assert found.is_sound, found
        assert is_intact(server)
        server.stop()
        doctor = server.command("doctor")
        assert doctor.returncode == 0, doctor.stdout
        assert "Traceback" not in server.said()
