"""Reads figures.json for people: lists it at the end of a run, and puts long runs into the docs."""

import json
import os
import platform
import sqlite3
from pathlib import Path
from typing import Any

from tools.step import ROOT

FIGURES = ROOT / "figures.json"
PUBLISHED = ROOT / "docs/reference/figures.json"
UNFINISHED = "unfinished_try"  # it failed, or was interrupted
ABOUT = {"name", "engine", "form", "seed", "tries", "wanted", "seconds", "not_run", UNFINISHED}
Row = dict[str, Any]


def read(path: Path | None = None) -> list[Row]:
    """The figures in a file, or none."""
    path = path or FIGURES
    return list(json.loads(path.read_text(encoding="utf-8"))["figures"]) if path.exists() else []


def counts(row: Row) -> str:
    """What was counted, in words."""
    said = [
        f"{each:,} {name.replace('_', ' ')}" if isinstance(each, int) else f"{name}: {each}"
        for name, each in row.items()
        if name not in ABOUT
    ]
    return ", ".join(said)


def tell(form: str) -> None:
    """Print the figures of one form, and loudly what was not run."""
    rows = [row for row in read() if row["form"] == form]
    print("\nFigures:" if rows else "\nNo figures.")
    for row in rows:
        place = f"{row['name']} {row['engine']}".strip()
        if "not_run" in row:
            print(f"  NOT RUN  {place}: {row['not_run']}")
        else:
            of = f" of {row['wanted']}" if row.get("wanted", row["tries"]) != row["tries"] else ""
            end = f"; STOPPED in try {row[UNFINISHED]}" if UNFINISHED in row else ""
            print(f"  {place}: {row['tries']}{of} tries in {row['seconds']} s; {counts(row)}{end}")


def publish() -> None:
    """Put every long figure into the file that the docs are made from, and name the machine."""
    key = ("name", "engine")
    fresh = [row | {"machine": _machine()} for row in read() if row["form"] == "long"]
    done = {tuple(row[one] for one in key) for row in fresh}
    kept = [row for row in read(PUBLISHED) if tuple(row[one] for one in key) not in done]
    rows = sorted(kept + fresh, key=lambda row: [str(row[one]) for one in key])
    text = json.dumps({"figures": rows}, indent=1, sort_keys=True)
    PUBLISHED.write_text(text + "\n", encoding="utf-8")
    print(f"{len(fresh)} figures put into {PUBLISHED.relative_to(ROOT)}; now say `make docs`.")


def _machine() -> str:
    """Enough of the machine to judge a figure by, and nothing that names it."""
    parts = [
        f"{os.cpu_count()} cores",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
    ]
    return ", ".join(parts)
