"""One process that makes documents, kept warm between them, and what becomes of each."""

import json
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Final

import barnraise
from barnraise.reports.queue import frames

SECONDS: Final = 90  # of the processor's time for one document
TIMEOUT: Final = 240  # seconds on the clock, should it only wait
MEGABYTES: Final = 2048  # of address space, of which a document really uses a part
TIMEOUT_END: Final = 5  # seconds for one that has nothing left to do
FULL_GROWN: Final = 256 << 10  # kilobytes; one that has grown beyond is not kept
# Told where the program is: the folder of work may be any other.
_BEGIN = (
    "import sys; sys.path.insert(0, sys.argv[1]); from barnraise.reports.queue.child import main; "
    "raise SystemExit(main(*map(int, sys.argv[2:])))"
)
_ROOT = str(Path(barnraise.__file__).parent.parent)


class DocumentOutcome(StrEnum):
    """What became of a document."""

    MADE = "made"
    INCOMPLETE = "incomplete"  # something was missing when it was read back
    REFUSED = "refused"  # with a sentence of its own
    TOO_SLOW = "too_slow"
    TOO_BIG = "too_big"
    NO_ROOM = "no_room"  # the disk is full
    BROKEN = "broken"


@dataclass(frozen=True)
class Answer:
    """What the process said: the outcome, what was counted and missed, and the document."""

    outcome: DocumentOutcome
    data: bytes = b""
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    sentence: str = ""
    peak_kb: int = 0  # the most memory its process has really used


class Worker:
    """Starts its process when it is first asked, and again when that has ended or grown large."""

    def __init__(self, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> None:
        self.bounds = (seconds, megabytes)
        self.process: subprocess.Popen[bytes] | None = None
        self.late = False
        self.is_stopped = False
        self.lock = Lock()

    def make(self, job: bytes) -> Answer:
        """What the process makes of a job; it never outlives its bounds."""
        with self.lock:
            if self.is_stopped:
                return Answer(DocumentOutcome.BROKEN)
            process = self._running()
        self.late = False
        clock = Timer(TIMEOUT, self._end_late, [process])
        clock.daemon = True
        clock.start()
        try:
            return self._answer_of(process, job)
        except (OSError, frames.Cut):
            return Answer(self._why_it_ended(process))
        finally:
            clock.cancel()

    def stop(self) -> None:
        """End the process at once, whatever it is making, and start none any more."""
        with self.lock:
            self.is_stopped = True
            if self.process is not None:
                self.process.kill()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self.process is None or self.process.poll() is not None:
            self.close()
            command = [sys.executable, "-X", "utf8", "-c", _BEGIN, _ROOT]
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                [*command, *map(str, self.bounds)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # it ends with the server's line, not with its terminal
            )
        return self.process

    def _answer_of(self, process: "subprocess.Popen[bytes]", job: bytes) -> Answer:
        inlet, outlet = _pipes(process)
        frames.write(inlet, job)
        head, data = frames.read(outlet), frames.read(outlet)
        if head is None or data is None:
            raise frames.Cut
        facts: frames.AnswerFacts = json.loads(head)
        if facts["peak_kb"] > FULL_GROWN:
            self.close()
        return _answer(facts, data)

    def _why_it_ended(self, process: "subprocess.Popen[bytes]") -> DocumentOutcome:
        code = self.close(process)
        if self.late or (sys.platform != "win32" and code == -signal.SIGXCPU):
            return DocumentOutcome.TOO_SLOW
        # A process that gets no memory aborts; one that takes too much of all there is is killed.
        return DocumentOutcome.TOO_BIG if code in {-6, -9, -11} else DocumentOutcome.BROKEN

    def _end_late(self, process: "subprocess.Popen[bytes]") -> None:
        self.late = True
        process.kill()

    def close(self, process: "subprocess.Popen[bytes] | None" = None) -> int | None:
        """Let the process end; its exit code."""
        process = process or self.process
        self.process = None
        if process is None:
            return None
        for pipe in _pipes(process):
            with suppress(OSError):  # what was still to be sent has nobody to go to
                pipe.close()
        try:
            return process.wait(TIMEOUT_END)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait(TIMEOUT_END)


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _answer(facts: frames.AnswerFacts, data: bytes) -> Answer:
    counts = {kind: (there, total) for kind, (there, total) in facts.get("counts", {}).items()}
    return Answer(
        DocumentOutcome(facts.get("outcome", DocumentOutcome.REFUSED)),
        data,
        counts,
        tuple(facts.get("problems", ())),
        facts.get("sentence", ""),
        facts["peak_kb"],
    )
