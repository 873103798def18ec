"""`make test`: the checks, every test on SQLite, what can differ on PostgreSQL, real browsers.

Unit tests on SQLite take as long as all the rest, and run beside it, because each often waits.
With words of its own (`make test ARGS="tests/ledger -k order"`) only pytest, on SQLite.
"""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools import browser, check, figures
from tools.database import postgresql
from tools.step import ROOT

SPREAD = ["-n", "2", "--dist", "worksteal"]
UNIT = ["tests", "--ignore=tests/browser", *SPREAD]
BROWSER = ["tests/browser", *SPREAD]
SMOKE = ["tests/browser", "-m", "smoke"]
PASSED = re.compile(r"\b[1-9]\d* passed\b")
Closing = tuple[str, bool, str]
printing = threading.Lock()


@dataclass(frozen=True)
class Run:
    """One run of pytest; one that is not `live` is shown whole, once it is over."""

    name: str
    words: Sequence[str]
    live: bool
    database_url: str = ""

    def closing(self) -> Closing:
        """Run it; it went well only if something passed and nothing failed."""
        show([f"\n== {self.name} {'==' if self.live else 'began; shown once it is over =='}\n"])
        with subprocess.Popen(
            [sys.executable, "-m", "pytest", *self.words],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": self.database_url},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            last = self._shown(process.stdout or ())
        ok = process.returncode == 0 and bool(PASSED.search(last))
        return self.name, ok, last.strip("= \n")

    def _shown(self, output: Iterable[str]) -> str:
        """Show every line and answer the last: pytest's own closing line."""
        lines = [] if self.live else [f"\n== {self.name} ==\n"]
        last = ""
        for line in output:
            lines.append(line)
            last = line if line.strip() else last
            if self.live:
                show([line])
        if not self.live:
            show(lines)
        return last


def show(lines: Iterable[str]) -> None:
    """Print lines that nothing else comes between."""
    with printing:
        print(*lines, sep="", end="", flush=True)


def main(words: Sequence[str]) -> int:
    """Run what was asked for; 1 when anything failed or nothing ran."""
    if words:
        os.environ.setdefault("CHROME", browser.found())
        return subprocess.run(
            [sys.executable, "-m", "pytest", *words], cwd=ROOT, check=False
        ).returncode
    chromium = browser.for_tests()
    if not chromium:
        print(browser.SENTENCE, file=sys.stderr)
        return 1
    os.environ["CHROME"] = chromium
    # Hundreds of processes are started: each is compiled once, and not once for every start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print("== checks ==", flush=True)
    began = time.monotonic()
    checked = check.main() == 0
    closings = [
        (
            "checks",
            checked,
            f"{'passed' if checked else 'failed'} in {time.monotonic() - began:.1f}s",
        )
    ]
    closings += _tests()
    return _close(closings)


def _tests() -> list[Closing]:
    """The four runs, two beside two; a failure in one keeps no other from running."""
    with postgresql() as url, ThreadPoolExecutor(2) as pool:
        lanes = [
            [Run("unit tests, SQLite", UNIT, live=True)],
            [
                Run("browser tests, SQLite", BROWSER, live=False),
                Run("unit tests, PostgreSQL", UNIT, live=False, database_url=url),
                Run("browser smoke, PostgreSQL", SMOKE, live=False, database_url=url),
            ],
        ]
        return [closing for lane in pool.map(_one_by_one, lanes) for closing in lane]


def _one_by_one(runs: Sequence[Run]) -> list[Closing]:
    return [run.closing() for run in runs]


def _close(closings: Sequence[Closing]) -> int:
    figures.tell("short")
    print()
    for name, ok, closing in closings:
        print(f"{'ok  ' if ok else 'FAIL'}  {name:<26} {closing}")
    return 0 if all(ok for _name, ok, _closing in closings) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
