"""`make faults`: the long form of tests/faults; it goes on where it stopped.

Each file there is run on each engine, with its share of the time that is left.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from tools import browser, figures
from tools.database import postgresql
from tools.step import ROOT

FAULTS = ROOT / "tests/faults"
# Faults tried beside what they harm, and laws, which are tried on few examples in `make test`.
BESIDE = [
    ROOT / "tests/house/backups/test_corruption.py",
    *sorted((ROOT / "tests").rglob("test_*laws.py")),
    ROOT / "tests/workbook/text/test_merge.py",
    ROOT / "tests/ledger/test_erase.py",
]
PLACE = ROOT / "build/faults"
INTERRUPTED = 2
NOTHING_CHOSEN = 5  # what pytest answers when a file has no test for this engine


def main(words: Sequence[str]) -> int:
    """Run what was asked for; 1 when anything failed, 130 when it was interrupted."""
    said = _words().parse_args(words)
    if said.publish:
        figures.publish()
        return 0
    folder = PLACE / str(said.seed)
    if said.anew:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("CHROME", browser.found())
    try:
        failed = _run_all(said, folder)
    except KeyboardInterrupt:
        print("\nInterrupted. The same words go on where this stopped.", file=sys.stderr)
        return 130
    figures.tell("long")
    for name in failed:
        print(f"FAIL  {name}")
    return 1 if failed else 0


def _words() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("make faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="what everything random comes from")
    parser.add_argument("--minutes", type=float, default=60, help="how long it may take, about")
    parser.add_argument("--only", default="", help="words; a file whose name holds one is run")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], help="one engine alone")
    parser.add_argument("--anew", action="store_true", help="forget what this seed did before")
    parser.add_argument("--publish", action="store_true", help="put the figures into the docs")
    return parser


def chosen(only: str) -> list[Path]:
    """The files whose names hold one of these words, or all."""
    wanted = only.replace(",", " ").split()
    there = [*sorted(FAULTS.glob("test_*.py")), *BESIDE]
    return [each for each in there if not wanted or any(word in each.stem for word in wanted)]


def _run_all(said: argparse.Namespace, folder: Path) -> list[str]:
    """Every file on every engine; the names of those that failed."""
    engines = [said.engine] if said.engine else ["sqlite", "postgresql"]
    runs = [(file, engine) for file in chosen(said.only) for engine in engines]
    end, failed = time.time() + said.minutes * 60, []
    with ExitStack() as stack:
        url = stack.enter_context(postgresql()) if "postgresql" in engines else ""
        for number, (file, engine) in enumerate(runs):
            share = max(0.0, end - time.time()) / (len(runs) - number)
            name = f"{file.stem} on {engine}"
            print(f"\n== {name}, for {share / 60:.1f} minutes ==", flush=True)
            environ = {"DATABASE_URL": url if engine == "postgresql" else ""}
            if not _run(file, said.seed, folder, time.time() + share, environ):
                failed.append(name)
    return failed


def _run(file: Path, seed: int, folder: Path, until: float, environ: dict[str, str]) -> bool:
    """One file; a try that has begun is finished though its time is over."""
    long = {
        "BARNRAISE_FAULTS_SEED": str(seed),
        "BARNRAISE_FAULTS_STATE": str(folder),
        "BARNRAISE_FAULTS_UNTIL": str(until),
    }
    words = [sys.executable, "-m", "pytest", "-n", "0", "-q", "--timeout", "0", str(file)]
    with subprocess.Popen(words, cwd=ROOT, env={**os.environ, **long, **environ}) as running:
        code = _waited(running)
    return code in {0, NOTHING_CHOSEN}


def _waited(running: "subprocess.Popen[bytes]") -> int:
    """Its end; Ctrl-C reaches it too, and it is given the time to stop the servers it started."""
    interrupted = False
    while running.poll() is None:
        try:
            running.wait()
        except KeyboardInterrupt:
            interrupted = True
    if interrupted or running.returncode == INTERRUPTED:
        raise KeyboardInterrupt
    return running.returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
