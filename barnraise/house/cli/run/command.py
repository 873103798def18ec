"""`barnraise run`: make everything ready, then serve until told to stop."""

import errno
import os
import signal
import socket
import sys
import threading
import time
from argparse import Namespace
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from multiprocessing import parent_process

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import connection
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from barnraise.house import instance_lock
from barnraise.house.backups.erasure_list import list_erasures
from barnraise.house.cli.check.command import as_text
from barnraise.house.cli.output import say
from barnraise.house.env import Env, UsageError
from barnraise.house.peers import work_with_others
from barnraise.house.permissions import make_private
from barnraise.house.server.bridge import Bridge
from barnraise.house.startup import keep_tidy, make_ready
from barnraise.ledger import durability
from barnraise.ledger.erase import done
from barnraise.partnerships import links

# Enough that readers go on while writers wait for the disk; more only fight for the interpreter.
THREADS = 32
# Each idle browser holds a connection; with the default of 1,024 later visitors would hang.
CONNECTIONS, QUEUE = 8192, 4096
TIMEOUT = 2.0  # seconds in which a worker notices that its server is gone
CRASHED = (
    "The serving process ended twice within seconds. If the machine is out of memory, make room; "
    "`barnraise doctor` looks the data over. What was saved is safe."
)
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what a host may ask for


def run(args: Namespace) -> int:
    """Check, prepare, serve; returns when a signal ended it."""
    env: Env = settings.ENV
    make_private(env.data)
    address = soon_free(env.host, env.port)
    findings = run_checks(include_deployment_checks=env.behind_tls)
    for finding in findings:
        say(as_text(finding))
    if any(finding.level >= ERROR for finding in findings):
        return 1
    with instance_lock.hold(env.data, shared=connection.vendor != "sqlite", timeout=TIMEOUT):
        make_ready(say)
        serve(address, env.port)
    return 0


def soon_free(host: str, port: int) -> str:
    """The same as `free`, with patience for the worker of a server that was just killed."""
    end = time.monotonic() + TIMEOUT
    while True:
        try:
            return free(host, port)
        except UsageError:
            if time.monotonic() >= end:
                raise
        time.sleep(0.05)


def free(host: str, port: int) -> str:
    """The numeric address of `host`, if this machine can listen there now."""
    try:
        family, _kind, _proto, _name, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise UsageError(_why_not(error, host, port)) from error
    return str(place[0])


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return f"Port {port} is in use already. Stop what uses it, or choose another: PORT={other}"
    if error.errno == errno.EACCES:
        return f"Port {port} is not open to ordinary users env. Choose one from 1024 on: PORT=8000"
    return f"HOST {host} is not an address of this machine. Leave it out, or say HOST=0.0.0.0"


def serve(address: str, port: int) -> None:
    """One process: on SQLite a second one would only lengthen the slowest saves."""
    server = Granian(
        target="barnraise.house.cli.run.command:application",
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


def application() -> Bridge:
    """What the serving process runs, with every page loaded before the first visitor."""
    for number in (signal.SIGINT, signal.SIGTERM):  # until the server listens for them, just end
        signal.signal(number, signal.SIG_DFL)
    end_with_parent()
    handler = import_module("barnraise.house.wsgi").application
    import_module(settings.ROOT_URLCONF)
    durability.begin()
    done.connect(list_erasures)
    links.ended.connect(list_erasures)
    work_with_others()
    keep_tidy()
    threading.Thread(target=announce, args=[settings.ENV], daemon=True).start()
    return Bridge(handler, THREADS)


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


def announce(env: Env) -> None:
    """Say where it is as soon as a page was served there."""
    host = ANYWHERE.get(env.host, env.host)
    for _try in range(600):
        visitor = HTTPConnection(host, env.port, timeout=5)
        try:
            visitor.request("GET", "/health/")
            visitor.getresponse().read()
        except (OSError, HTTPException):
            time.sleep(0.02)
        else:
            print(f"Barnraise is at {env.address()}", flush=True)
            return
        finally:
            visitor.close()
