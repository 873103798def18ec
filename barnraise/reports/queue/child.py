"""The process in which documents are made: one after the other, within bounds, until its end.

It is given documents and never the database. It says in JSON what became of each, then its bytes.
"""

import json
import os
import pickle
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

import django
from django.utils.translation import override

from barnraise.collector import loaded_for_good
from barnraise.reports.document.paper_form import PaperForm
from barnraise.reports.document.report import Report
from barnraise.reports.queue import frames
from barnraise.reports.verify.count import Verification

Make = Callable[[str, Report | PaperForm], Verification]

if sys.platform == "win32":

    def _bounded(_seconds: int, _megabytes: int) -> None:
        """Windows knows no such bounds; the server's own clock remains."""

    def _peak() -> int:
        return 0

else:
    import resource

    def _bounded(seconds: int, megabytes: int) -> None:
        """From now on at most this much of the processor's time, and this much memory in all."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + seconds
        for kind, most in (
            (resource.RLIMIT_CPU, until),
            (resource.RLIMIT_AS, megabytes << 20),
            (resource.RLIMIT_CORE, 0),  # nobody's words are left behind in a crash's file
        ):
            _soft, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))

    def _peak() -> int:
        """The most memory that was really used so far, in kilobytes.

        Linux begins the count of `getrusage` with what the server took when it started this
        process; the status of the process itself does not.
        """
        with suppress(OSError):
            status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
            if peak := re.search(r"^VmHWM:\s*(\d+) kB$", status, re.M):
                return int(peak[1])
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return used // 1024 if sys.platform == "darwin" else used


def main(seconds: int, megabytes: int) -> int:
    """Make what is asked for until the server closes the line."""
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    if hasattr(os, "nice"):
        os.nice(10)  # whoever saves comes first
        threading.Thread(target=_end_with, args=[os.getppid()], daemon=True).start()
    with loaded_for_good():
        django.setup()
        from barnraise.reports.formats import make  # noqa: PLC0415 - not before Django is ready

    while (job := frames.read(jobs)) is not None:
        _bounded(seconds, megabytes)
        answer, data = _answer_to(job, make)
        try:
            frames.write(answers, json.dumps({**answer, "peak_kb": _peak()}).encode())
            frames.write(answers, data)
        except BrokenPipeError:
            os._exit(0)  # nobody is there any more, and nothing is left to close
    return 0


def _end_with(server: int) -> None:
    """End within a second of the server, also amid a long document."""
    while os.getppid() == server:
        time.sleep(1)
    os._exit(0)


def _answer_to(job: bytes, make: Make) -> tuple[frames.AnswerFacts, bytes]:
    from barnraise.reports.errors import CannotBeMade  # noqa: PLC0415 - as above

    try:
        format_name, document = pickle.loads(job)  # noqa: S301 - from the server that started us
        with override(document.language):
            verification = make(format_name, document)
    except CannotBeMade as refusal:
        return {"sentence": refusal.sentence}, b""
    except MemoryError:
        return {"outcome": "too_big"}, b""
    except Exception as error:
        _tell(error, sys.stderr)
        return {"outcome": "broken"}, b""
    if not verification.complete:
        return {"outcome": "incomplete", "problems": verification.problems[:50]}, b""
    return {"outcome": "made", "counts": verification.counts}, verification.data


def _tell(error: Exception, where: IO[str]) -> None:
    """The kind of an error and the lines of the program it went through, for the host's log."""
    way = "; ".join(
        f"{each.filename.rpartition('/')[2]}:{each.lineno}"
        for each in traceback.extract_tb(error.__traceback__)[-4:]
    )
    print(f"A document could not be made: {type(error).__name__} at {way}", file=where, flush=True)
