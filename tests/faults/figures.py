"""Counts what was tried and writes it to figures.json; a long run goes on where it stopped."""

import fcntl
import json
import os
import random
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tools.figures import FIGURES, Row, read

STATE = "BARNRAISE_FAULTS_STATE"  # the folder of a long run
UNTIL = "BARNRAISE_FAULTS_UNTIL"  # when its time is over, in seconds since 1970
SEED = "BARNRAISE_FAULTS_SEED"


def is_long() -> bool:
    """Whether this is `make faults`."""
    return bool(os.environ.get(STATE))


def seed() -> int:
    """The seed everything random is drawn from."""
    return int(os.environ.get(SEED) or 1)


def figure(name: str, *, engine: str = "", tries: int, seconds: float = 0.0, **counts: Any) -> None:
    """Put a figure in the place of the last one of this name, engine and form."""
    about = {"name": name, "engine": engine, "form": "long" if is_long() else "short"}
    _put({**about, "seed": seed(), "tries": tries, "seconds": round(seconds, 1), **counts})


def tell_not_run(name: str, reason: str, *, engine: str = "") -> None:
    """Count something as not run, where something else is run in its place."""
    figure(name, engine=engine, tries=0, not_run=reason)


def not_run(name: str, reason: str, *, engine: str = "") -> NoReturn:
    """Count something as not run, and skip; `make test` and `make faults` list it at their end."""
    tell_not_run(name, reason, engine=engine)
    pytest.skip(f"NOT RUN: {reason}")


def _put(row: Row) -> None:
    key = ("name", "engine", "form")
    with _alone(FIGURES):
        kept = [each for each in read() if any(each[one] != row[one] for one in key)]
        rows = sorted([*kept, row], key=lambda each: [str(each[one]) for one in key])
        _write(FIGURES, {"figures": rows})


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Several test processes write into one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.name}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _write(path: Path, what: object) -> None:
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    fresh.write_text(json.dumps(what, indent=1, sort_keys=True) + "\n")
    fresh.replace(path)


def _plain(name: str) -> str:
    """A figure's name as the name of a file."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower())


class Tries:
    """The tries of one proof, in order; each has a number and a chance of its own.

    ```
    tries = Tries("kills", engine=engine(), short=10, long=500)
    for number, chance in tries:
        ...
        tries.count(acknowledged=many, lost=0)
    ```
    What is counted in a try is added once the try is over. In the long form the sums are kept in
    the run's folder, so that an interrupted run goes on with the try it was in; when the time is
    over the tries end early. The figure is written after each try, and when one fails. `step` is
    how many tries are made at a time.
    """

    def __init__(
        self, name: str, *, engine: str = "", short: int, long: int, step: int = 1
    ) -> None:
        self.name, self.engine, self.step = name, engine, step
        self.wanted = long if is_long() else short
        self.done, self.seconds = 0, 0.0
        self.counts: dict[str, int] = {}
        self.state = (
            Path(os.environ[STATE]) / f"{_plain(name)}-{engine or 'any'}.json"
            if is_long()
            else None
        )
        if self.state and self.state.exists():
            kept = json.loads(self.state.read_text())
            self.done, self.seconds, self.counts = kept["done"], kept["seconds"], kept["counts"]

    def __iter__(self) -> Iterator[tuple[int, random.Random]]:
        until = float(os.environ.get(UNTIL) or "inf")
        self.tell()
        first = self.done  # at least one try, however short the time: so that each run gets on
        while self.done < self.wanted and (self.done == first or time.time() < until):
            began, self.now = time.monotonic(), dict[str, int]()
            finished = False
            try:
                yield self.done, random.Random(f"{seed()}/{self.name}/{self.done}")
                finished = True
            finally:
                if not finished:
                    self.tell(unfinished_try=self.done, **self._with(self.now))
            self._finish(time.monotonic() - began)

    def count(self, **counts: int) -> None:
        """Add to what this try has counted."""
        for name, many in counts.items():
            self.now[name] = self.now.get(name, 0) + many

    def largest(self, **measured: int) -> None:
        """Of what is measured in each try, keep the largest."""
        for name, each in measured.items():
            largest = f"{name}_at_most"
            self.counts[largest] = max(self.counts.get(largest, 0), each)

    def after(self, **counts: int) -> None:
        """Add what was counted once, after the tries of this run."""
        self.counts = self._with(counts)
        self._keep()

    def _finish(self, seconds: float) -> None:
        self.done, self.seconds = self.done + self.step, self.seconds + seconds
        self.counts = self._with(self.now)
        self._keep()

    def _keep(self) -> None:
        if self.state:
            self.state.parent.mkdir(parents=True, exist_ok=True)
            kept = {"done": self.done, "seconds": self.seconds, "counts": self.counts}
            _write(self.state, kept)
        self.tell()

    def _with(self, more: dict[str, int]) -> dict[str, int]:
        names = [*self.counts, *(name for name in more if name not in self.counts)]
        return {name: self.counts.get(name, 0) + more.get(name, 0) for name in names}

    def tell(self, **more: Any) -> None:
        """Write the figure as it is now."""
        about = {"tries": self.done, "wanted": self.wanted, "seconds": self.seconds}
        figure(self.name, engine=self.engine, **about, **{**self.counts, **more})
