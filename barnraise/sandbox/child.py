"""The inside of the process for strangers' bytes: bounded, and alone with them."""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Final

from barnraise.collector import loaded_for_good
from barnraise.sandbox.errors import ERROR, SandboxCode

try:
    import resource
except ImportError:  # as on Windows, where only the parent's clock limits it
    resource = None  # type: ignore[assignment]

MAX_MEMORY: Final = 512 * 1024 * 1024
MAX_SECONDS: Final = 20

Answer = dict[str, str]


def begin(module: str, *args: str) -> int:
    """What the process runs: load a module and call its `main`."""
    with loaded_for_good():
        main: Callable[..., int] = import_module(module).main
    return main(*args)


def respond(read: Callable[[bytes], Answer]) -> int:
    """Read standard input within bounds and write the answer as JSON; a `main` returns this."""
    bound()
    try:
        answer = read(sys.stdin.buffer.read())
    except MemoryError:
        answer = {ERROR: SandboxCode.OUT_OF_MEMORY.value}
    except RecursionError:
        answer = {ERROR: SandboxCode.TOO_DEEP.value}
    sys.stdout.write(json.dumps(answer))
    return 0


def bound() -> None:
    """Limit memory and time, where the system can."""
    limits = (("RLIMIT_AS", MAX_MEMORY), ("RLIMIT_CPU", MAX_SECONDS), ("RLIMIT_CORE", 0))
    for name, limit in limits:
        if resource is None:
            return
        try:
            resource.setrlimit(getattr(resource, name), (limit, limit))
        except (ValueError, OSError, AttributeError):
            continue  # some systems refuse; the parent's clock remains
