"""`barnraise run`: make everything ready, then serve until told to stop."""

import errno
import os
import socket
import sys
import time
from argparse import Namespace

from django.conf import settings
from django.core.checks import ERROR, Tags, run_checks
from django.db import connection

from barnraise.house import instance_lock
from barnraise.house.checks import HOST
from barnraise.house.cli.check.command import as_text
from barnraise.house.cli.output import say
from barnraise.house.cli.run import listener
from barnraise.house.env import Env, UsageError
from barnraise.house.permissions import make_private
from barnraise.house.startup import make_ready

TIMEOUT = 2.0  # seconds in which a worker notices that its server is gone
CHECKED = (HOST, Tags.security, Tags.compatibility)  # what no setting can break is for `check`
# Else the library of C keeps a heap for every few threads, and what they gave back lies about.
ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}


def run(args: Namespace) -> int:
    """Check, prepare, serve; returns when a signal ended it."""
    env: Env = settings.ENV
    make_private(env.data)
    address = soon_free(env.host, env.port)
    findings = run_checks(tags=CHECKED, include_deployment_checks=env.behind_tls)
    for finding in findings:
        say(as_text(finding))
    if any(finding.level >= ERROR for finding in findings):
        return 1
    is_shared = connection.vendor != "sqlite"
    with instance_lock.hold(env.data, shared=is_shared, timeout=TIMEOUT, is_kept=True):
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
    """Become a process that holds no program and only waits for the one that serves.

    What was needed to make everything ready goes, and the folder stays held. Windows knows no such
    thing: there this process waits itself.
    """
    if sys.platform == "win32":
        listener.serve(address, port)
        return
    sys.stdout.flush()
    # Without -P a file in the folder one is in could take the place of a module.
    module = [sys.executable, "-P", "-m", listener.__name__, address, str(port)]
    os.execve(sys.executable, module, {**ONE_HEAP, **os.environ})  # noqa: S606 - this very program
