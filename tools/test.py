"""`make test`: the checks, then every test on SQLite and PostgreSQL, then real browsers.

With words of its own (`make test ARGS="tests/ledger -k order"`) only pytest, on SQLite.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence

from tools import browser, check, figures
from tools.database import postgresql
from tools.step import ROOT

UNIT = ["tests", "--ignore=tests/browser", "-n", "2"]
BROWSER = ["tests/browser", "-n", "2"]
SMOKE = ["tests/browser", "-m", "smoke"]
PASSED = re.compile(r"\b[1-9]\d* passed\b")
Closing = tuple[str, bool, str]


def main(words: Sequence[str]) -> int:
    """Run what was asked for; 1 when anything failed or nothing ran."""
    if words:
        os.environ.setdefault("CHROME", browser.found())
        return subprocess.run(
            [sys.executable, "-m", "pytest", *words], cwd=ROOT, check=False
        ).returncode
    chromium = browser.found() or browser.install()
    if not chromium:
        print(browser.SENTENCE, file=sys.stderr)
        return 1
    os.environ["CHROME"] = chromium
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
    """The four runs; a failure in one keeps no other from running."""
    found = [_pytest("unit tests, SQLite", UNIT)]
    with postgresql() as url:
        found.append(_pytest("unit tests, PostgreSQL", UNIT, DATABASE_URL=url))
        found.append(_pytest("browser tests, SQLite", BROWSER))
        found.append(_pytest("browser smoke, PostgreSQL", SMOKE, DATABASE_URL=url))
    return found


def _pytest(name: str, words: Sequence[str], **env: str) -> Closing:
    """One run, shown as it goes; it went well only if something passed and nothing failed."""
    print(f"\n== {name} ==", flush=True)
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", *words],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "", **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as running:
        closing = _shown(running)
    ok = running.returncode == 0 and bool(PASSED.search(closing))
    return name, ok, closing.strip("= \n")


def _shown(running: "subprocess.Popen[str]") -> str:
    """Pass every line on and answer the last: pytest's own closing line."""
    last = ""
    for line in running.stdout or ():
        print(line, end="", flush=True)
        last = line if line.strip() else last
    return last


def _close(closings: Sequence[Closing]) -> int:
    figures.tell("short")
    print()
    for name, ok, closing in closings:
        print(f"{'ok  ' if ok else 'FAIL'}  {name:<26} {closing}")
    return 0 if all(ok for _name, ok, _closing in closings) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
