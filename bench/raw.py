"""What the disk itself allows: commits a second of a bare `sqlite3` loop, equally durable."""

import sqlite3
import time
from pathlib import Path


def commits(folder: Path, seconds: float) -> float:
    """Commits a second in WAL mode with synchronous=FULL, one row of 300 bytes each."""
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
