"""Watches a server's system calls with strace, and lets chosen ones fail."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.deadline import until
from tests.faults.figures import not_run
from tests.faults.server import Server

LET_GO = 20  # seconds in which a strace that can end does
WATCHED = "trace=pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg"
LONGEST = 4200  # bytes shown of one call: a whole page of the database
BEGUN = re.compile(r"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)")
WHOLE = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")


def need_strace(name: str) -> None:
    """Count the figure as not run where there is no strace, or where it may not watch."""
    if shutil.which("strace") is None:
        not_run(name, "there is no strace on this machine", engine="sqlite")
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True)
    if tried.returncode:
        not_run(name, "strace may not watch processes here", engine="sqlite")


def watching(file: Path) -> list[str]:
    """What a server is started under so that its calls are written to `file`, with whole pages."""
    return [
        "strace",
        "--seccomp-bpf",
        "-f",
        "-y",
        "-s",
        str(LONGEST),
        "-o",
        str(file),
        "-e",
        WATCHED,
    ]


@dataclass(frozen=True)
class Call:
    """One system call: when it began and ended, as numbers of lines in the trace."""

    thread: int
    name: str
    said: str
    began: int
    ended: int
    result: int


def calls(file: Path) -> Iterator[Call]:
    """Every finished call of a trace."""
    open_calls: dict[tuple[int, str], tuple[int, str]] = {}
    with file.open(errors="replace") as lines:
        for number, line in enumerate(lines):
            if found := BEGUN.match(line):
                open_calls[int(found[1]), found[2]] = (number, found[3])
            elif found := RESUMED.match(line):
                began, said = open_calls.pop((int(found[1]), found[2]), (number, ""))
                yield Call(int(found[1]), found[2], said + found[3], began, number, int(found[4]))
            elif found := WHOLE.match(line):
                yield Call(int(found[1]), found[2], found[3], number, number, int(found[4]))


@contextmanager
def failing(server: Server, which: str, *, paths: Sequence[Path] = ()) -> Iterator[None]:
    """Let calls of the running server fail until the block ends: `fdatasync:error=EIO`.

    With `paths` only calls on these files.
    """
    [pid] = worker(server)
    where = [word for path in paths for word in ("-P", str(path))]
    log = server.data / "strace.log"
    said = ["strace", "-f", "-o", "/dev/null", "-e", f"inject={which}", *where, "-p", str(pid)]
    with log.open("w") as errors, subprocess.Popen(said, stderr=errors) as process:
        try:
            _wait_until_attached(process, pid)
            yield
        finally:
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(LET_GO)
            process.kill()  # what it traced may have died under it; then it waits for ever


def _wait_until_attached(process: "subprocess.Popen[bytes]", pid: int) -> None:
    def is_attached() -> bool:
        assert process.poll() is None, "strace ended at once"
        return all(_tracer(thread) != 0 for thread in Path(f"/proc/{pid}/task").iterdir())

    until(is_attached, "strace never attached")


def _tracer(thread: Path) -> int:
    try:
        [line] = [x for x in (thread / "status").read_text().splitlines() if "TracerPid" in x]
    except (FileNotFoundError, ProcessLookupError):
        return -1  # a thread that has just ended
    return int(line.split()[1])


def worker(server: Server) -> list[int]:
    """The serving process, which the server's own process has started."""
    assert server.process is not None
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    return [int(word) for word in children.read_text().split()]


def is_root() -> bool:
    """Whether this process may mount things."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
