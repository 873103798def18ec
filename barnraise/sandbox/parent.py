"""Reads a stranger's document in a process of its own, with bounds on memory and time."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

import barnraise
from barnraise.instruments.importers.draft import Draft, from_plain
from barnraise.instruments.importers.errors import (
    MAX_BYTES,
    NotAChecklist,
    Reason,
    damaged,
    too_large,
)

SECONDS: Final = 30
CONCURRENCY: Final = 2  # each may take half a gigabyte
TIMEOUT: Final = 20  # seconds to wait for one's turn
# The child sees no environment and no working folder of ours; it is told where the program is.
_BEGIN = (
    "import sys; sys.path.insert(0, sys.argv[1]); from importlib import import_module; "
    "raise SystemExit(import_module(sys.argv[2]).main(*sys.argv[3:]))"
)
CHECKLISTS, FORMS = (
    "barnraise.instruments.importers.child",
    "barnraise.instruments.exchange.xlsform.child",
)
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH")

logger = logging.getLogger(__name__)
_turns = BoundedSemaphore(CONCURRENCY)


def read(data: bytes, name: str = "", language: str | None = None) -> Draft:
    """What is found in a document; raises NotAChecklist with a sentence, and nothing else.

    `name` is the file's; `language` a code such as es, guessed when it is not given.
    """
    return from_plain(aside(CHECKLISTS, data, name, language or "")["found"])


def aside(module: str, data: bytes, *said: str, most: int = MAX_BYTES) -> dict[str, Any]:
    """What `module` makes of a stranger's bytes, in a process of its own; raises NotAChecklist."""
    if len(data) > most:
        raise too_large(f"The document is larger than {most // 1_000_000} MB.")
    if not data.strip():
        raise NotAChecklist(Reason.NOT_A_CHECKLIST, "The document is empty.")
    if not _turns.acquire(timeout=TIMEOUT):
        raise NotAChecklist(
            Reason.BUSY, "Other documents are being read just now. Try again in a minute."
        )
    try:
        answer = _ask(module, data, *said)
    finally:
        _turns.release()
    if "refused" in answer:
        raise NotAChecklist(Reason(answer["refused"]), answer["sentence"])
    return answer


def _ask(module: str, data: bytes, *said: str) -> dict[str, Any]:
    """The child's answer."""
    root = str(Path(barnraise.__file__).parent.parent)
    told = [each.replace("\0", "")[-200:].encode(errors="replace").decode() for each in said]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-I", "-X", "utf8", "-c", _BEGIN, root, module, *told],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={key: os.environ[key] for key in _KEPT if key in os.environ},
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow() from error
    if done.returncode < 0:
        raise _too_slow()  # the system ended it, for its time or its memory
    if done.returncode or not done.stdout:
        logger.error("A document could not be read: %s", _last_line(done.stderr))
        raise damaged("The document could not be read. Copy its text and paste that.")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _too_slow() -> NotAChecklist:
    return NotAChecklist(
        Reason.TOO_SLOW, "The document took too long to read. Copy its text and paste that."
    )


def _last_line(errors: bytes) -> str:
    """What went wrong, without a word of the document."""
    last = errors.decode(errors="replace").strip().rpartition("\n")[2]
    return last.partition(":")[0][:200]
