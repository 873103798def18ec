"""The very first start, with all its steps of making tables, is killed at any moment."""

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from tests.faults.figures import Tries
from tests.faults.server import Server, a_database, engine
from tests.house.commands import BARNRAISE, surroundings


def test_a_start_that_was_killed_is_done_again_and_works(tmp_path: Path) -> None:
    tries = Tries("killed first starts", engine=engine(), short=1, long=100)
    for number, chance in tries:
        with a_database() as url:
            server = Server(tmp_path / str(number), url)
            try:
                for _kill in range(2):
                    start_and_kill(server, chance.uniform(0.3, 4.0))
                server.start()
                tries.count(started_after_two_kills=1)
                server.stop()
                doctor = server.command("doctor")
                assert doctor.returncode == 0, doctor.stdout
            finally:
                server.kill()
            shutil.rmtree(server.data)


def start_and_kill(server: Server, seconds: float) -> None:
    """Let a start go on for so long, whether it has come to serving or not."""
    with server.log.open("ab") as log:
        server.process = subprocess.Popen(
            [*BARNRAISE, "run", "--port", str(server.port)],
            env=surroundings(server.data, **server.environ),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    with suppress(subprocess.TimeoutExpired):
        server.process.wait(seconds)
    server.kill()
