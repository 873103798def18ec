"""A server that may open few files: it refuses, it does not fall, and it recovers."""

import shutil
import socket
from contextlib import ExitStack
from pathlib import Path

from tests.deadline import DEADLINE
from tests.faults.aloud import sound_after_restart, until_health
from tests.faults.figures import Tries, not_run
from tests.faults.install import a_server
from tests.faults.server import engine
from tests.faults.storm import Storm

NAME = "few open files"
FEW, VISITORS = 64, 80


def test_when_files_run_out_nothing_is_lost_and_it_goes_on_once_there_are_some(
    folder: Path,
) -> None:
    if shutil.which("prlimit") is None:
        not_run(NAME, "there is no prlimit on this machine", engine=engine())
    tries = Tries(NAME, engine=engine(), short=1, long=10)
    limited = ["prlimit", f"--nofile={FEW}:{FEW}"]
    with a_server(folder / "few-files", under=limited) as server:
        for _number, chance in tries:
            storm = Storm(server, chance, many=8)
            with storm.raging():
                storm.until(40)
                with ExitStack() as stack:
                    for _visitor in range(VISITORS):
                        place = ("127.0.0.1", server.port)
                        stack.enter_context(socket.create_connection(place, timeout=DEADLINE))
                until_health(server, 200)
                storm.until(40)
            tries.count(**sound_after_restart(storm))
