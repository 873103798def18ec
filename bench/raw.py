"""What the disk itself allows: commits a second of a bare `sqlite3` loop, equally durable."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def commits(seconds: float, surroundings: dict[str, str]) -> float:
    """Commits a second, measured in a process of its own in these surroundings."""
    with tempfile.TemporaryDirectory(prefix="barnraise-raw-") as folder:
        asked = [sys.executable, "-m", "bench.raw", folder, str(seconds)]
        env = {**os.environ, **surroundings}
        return float(subprocess.run(asked, env=env, stdout=subprocess.PIPE, check=True).stdout)


def _loop(folder: Path, seconds: float) -> float:
    """In WAL mode with synchronous=FULL, one row of 300 bytes each."""
    base = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, said TEXT)")
    began, many = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        base.execute("BEGIN IMMEDIATE")
        base.execute("INSERT INTO line (said) VALUES (?)", ("x" * 300,))
        base.execute("COMMIT")
        many += 1
    spent = time.perf_counter() - began
    base.close()
    return many / spent


if __name__ == "__main__":
    print(_loop(Path(sys.argv[1]), float(sys.argv[2])))
