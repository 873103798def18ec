"""Hands a stranger's bytes to a process of its own, with bounds on how many, and how long."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

import barnraise
from barnraise.sandbox.child import Answer
from barnraise.sandbox.errors import ERROR, SandboxCode, SandboxError

MAX_SECONDS: Final = 30
CONCURRENCY: Final = 2  # each may take half a gigabyte
MAX_WAITING: Final = 4  # beside those that run; each holds one of the server's threads
TIMEOUT: Final = 20  # seconds to wait for one's turn
MAX_ARGUMENT: Final = 200  # characters
# The child sees no environment and no working folder of ours; it is told where the program is.
_BEGIN = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from barnraise.sandbox.child import begin; raise SystemExit(begin(*sys.argv[2:]))"
)
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH")

logger = logging.getLogger(__name__)
_places = BoundedSemaphore(CONCURRENCY + MAX_WAITING)
_turns = BoundedSemaphore(CONCURRENCY)


def run(module: str, data: bytes, *args: str, max_bytes: int) -> Answer:
    """What `main(*args)` of `module` answers to a stranger's bytes; raises SandboxError."""
    if len(data) > max_bytes:
        raise SandboxError(SandboxCode.TOO_LARGE)
    if not data.strip():
        raise SandboxError(SandboxCode.EMPTY)
    with _turn():
        answer = _ask(module, data, *args)
    if ERROR in answer:
        raise SandboxError(SandboxCode(answer[ERROR]))
    return answer


@contextmanager
def _turn() -> Iterator[None]:
    """One's turn, after a while; at once BUSY where too many wait already."""
    if not _places.acquire(blocking=False):
        raise SandboxError(SandboxCode.BUSY)
    try:
        if not _turns.acquire(timeout=TIMEOUT):
            raise SandboxError(SandboxCode.BUSY)
        try:
            yield
        finally:
            _turns.release()
    finally:
        _places.release()


def _ask(module: str, data: bytes, *args: str) -> Answer:
    """The child's answer."""
    root = str(Path(barnraise.__file__).parent.parent)
    try:
        process = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-I", "-X", "utf8", "-c", _BEGIN, root, module, *map(_safe, args)],
            input=data,
            capture_output=True,
            timeout=MAX_SECONDS,
            check=False,
            env={key: os.environ[key] for key in _KEPT if key in os.environ},
        )
    except subprocess.TimeoutExpired as error:
        raise SandboxError(SandboxCode.TOO_SLOW) from error
    if process.returncode < 0:
        raise SandboxError(SandboxCode.TOO_SLOW)
    if process.returncode or not process.stdout:
        logger.error("What a stranger sent could not be read: %s", _last_line(process.stderr))
        raise SandboxError(SandboxCode.FAILED)
    answer: Answer = json.loads(process.stdout)
    return answer


def _safe(argument: str) -> str:
    """An argument that any system takes: its end, without what cannot be encoded."""
    return argument.replace("\0", "")[-MAX_ARGUMENT:].encode(errors="replace").decode()


def _last_line(errors: bytes) -> str:
    """What went wrong, without a word of what was sent."""
    last = errors.decode(errors="replace").strip().rpartition("\n")[2]
    return last.partition(":")[0][:200]
