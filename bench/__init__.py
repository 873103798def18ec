"""Figures of one run on one machine: read the ratios, not the absolute values."""

import argparse
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
PARTS = ("importing", "pages", "writing", "watching", "exports")


def main(words: list[str]) -> int:
    """Measure part by part, print each in sentences, keep the figures as JSON."""
    said = _parser().parse_args(words)
    found = {}
    for part in said.only or PARTS:
        found[part] = _measure(part, said)
        print("\n".join(_telling(part)(found[part])), flush=True)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.json"
    path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(f"\nkept in {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8, help="how long each writing lasts")
    parser.add_argument("--rounds", type=int, default=300, help="how often each page is asked for")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts and no others")
    return parser


def _measure(part: str, said: argparse.Namespace) -> dict[str, Any]:
    from bench import exports, importing, pages, watching, writing

    measures: dict[str, Callable[[], dict[str, Any]]] = {
        "importing": importing.measure,
        "pages": lambda: pages.measured(said.rounds),
        "writing": lambda: writing.measure(said.seconds),
        "watching": lambda: watching.measure(max(said.seconds, 15)),
        "exports": lambda: exports.measure(min(said.seconds, 4)),
    }
    return measures[part]()


def _telling(part: str) -> Callable[[dict[str, Any]], Any]:
    from bench import telling

    found: Callable[[dict[str, Any]], Any] = getattr(telling, part)
    return found
