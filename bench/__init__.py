"""Figures of one run on one machine: read the ratios, not the absolute values."""

import argparse
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
PARTS = ("imports", "pages", "costs", "saves", "several", "memory", "watchers", "exports")


def main(words: list[str]) -> int:
    """Measure part by part, print each in sentences, keep the figures as JSON."""
    args = _parser().parse_args(words)
    found = {}
    for part in args.only or PARTS:
        found[part] = _measure(part, args)
        print("\n".join(_table(part)(found[part])), flush=True)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.json"
    path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(f"\nkept in {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8, help="how long saves are measured")
    parser.add_argument("--rounds", type=int, default=300, help="how often each page is asked for")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts and no others")
    return parser


def _measure(part: str, args: argparse.Namespace) -> dict[str, Any]:
    from bench import exports, imports, memory, pages, save_costs, save_rates, several, watchers

    measures: dict[str, Callable[[], dict[str, Any]]] = {
        "imports": imports.measure,
        "pages": lambda: pages.measured(args.rounds),
        "costs": lambda: save_costs.measure(args.rounds),
        "memory": memory.measure,
        "saves": lambda: save_rates.measure(args.seconds),
        "several": lambda: several.measure(args.seconds),
        "watchers": lambda: watchers.measure(max(args.seconds, 15)),
        "exports": lambda: exports.measure(min(args.seconds, 4)),
    }
    return measures[part]()


def _table(part: str) -> Callable[[dict[str, Any]], Any]:
    from bench import tables

    found: Callable[[dict[str, Any]], Any] = getattr(tables, part)
    return found
