"""The process that listens and waits for the one that serves; it loads nothing of the program."""

import os
import signal
import sys
import threading
from importlib import import_module
from multiprocessing import parent_process

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from barnraise.collector import loaded_for_good
from barnraise.house.cli.output import say

# Each idle browser holds a connection; with the default of 1,024 later visitors would hang.
CONNECTIONS, QUEUE = 8192, 4096
CRASHED = (
    "The serving process ended twice within seconds. If the machine is out of memory, make room; "
    "`barnraise doctor` looks the data over. What was saved is safe."
)


def serve(address: str, port: int) -> None:
    """One process: on SQLite a second one would only lengthen the slowest saves."""
    server = Granian(
        target="barnraise.house.cli.run.listener:application",
        factory=True,
        address=address,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,  # one connection of the other kind can ask for all threads at once
        workers=1,
        backpressure=CONNECTIONS,
        backlog=QUEUE,
        websockets=False,
        workers_kill_timeout=5,  # a visitor who never reads an answer to its end
        respawn_failed_workers=True,  # such as one that a full memory ended
        log_access=False,  # an access log would hold private links
        log_level=LogLevels.critical,
    )
    try:
        server.serve()
    except SystemExit as ended:
        if ended.code:
            say(CRASHED)
        raise


def application() -> object:
    """What the serving process runs, with every page loaded before the first visitor."""
    for number in (signal.SIGINT, signal.SIGTERM):  # until the server listens for them, just end
        signal.signal(number, signal.SIG_DFL)
    end_with_parent()
    with loaded_for_good():
        handler = import_module("barnraise.house.wsgi").application  # first: it makes Django ready
        begun: object = import_module("barnraise.house.cli.run.worker").begin(handler)
    return begun


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, however that ended.

    Else it would go on to hold the port and the data folder, and no server could be started.
    """
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)  # what was acknowledged is on disk; whoever still waits asks again

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
