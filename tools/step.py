"""Runs one program, keeps its output and its time, and reports it in a line."""

import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Work = Callable[[], "tuple[bool, str]"]


@dataclass(frozen=True)
class Step:
    """Something with a name that goes well or not; `work` answers whether, and what was said."""

    name: str
    work: Work

    def run(self) -> bool:
        """Do it and print one line; what was said only when it failed."""
        began = time.monotonic()
        ok, said = self.work()
        took = time.monotonic() - began
        print(f"{'ok  ' if ok else 'FAIL'}  {self.name:<22} {took:6.1f} s", flush=True)
        if not ok:
            print(said.rstrip() + "\n", flush=True)
        return ok


def program(*words: str, env: Mapping[str, str] | None = None) -> Work:
    """Work done by .venv's Python, as in `program("-m", "ruff", "check")`."""
    return _command([sys.executable, *words], env)


def tool(name: str, *words: str) -> Work:
    """Work done by a program that lies beside .venv's Python and is none of its modules."""
    return _command([str(Path(sysconfig.get_path("scripts")) / name), *words])


def _command(words: Sequence[str], env: Mapping[str, str] | None = None) -> Work:
    def work() -> tuple[bool, str]:
        done = subprocess.run(
            words,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        return done.returncode == 0, done.stdout

    return work


def run_all(steps: Sequence[Step], *, at_once: int) -> bool:
    """Run every step, `at_once` at a time; True when all went well."""
    with ThreadPoolExecutor(at_once) as pool:
        return all(list(pool.map(Step.run, steps)))
