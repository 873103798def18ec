"""Figures of one run on one machine: read the ratios, not the absolute values."""

import argparse
import json
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


def main(words: list[str]) -> int:
    """Measure, print a table, keep the figures as JSON."""
    said = _parser().parse_args(words)
    found = _measured(said.seconds, said.rounds)
    print(_table(found))
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.json"
    path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(f"\nkept in {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8, help="how long each writing lasts")
    parser.add_argument("--rounds", type=int, default=300, help="how often each page is asked for")
    return parser


def _measured(seconds: float, rounds: int) -> dict[str, Any]:
    from bench import exports, importing, pages, raw, saves, server

    imported = importing.measure()  # first: the peak of all children is this one's
    with server.running() as (port, _pid, _folder):
        found: dict[str, Any] = {"importing": imported, "pages": pages.measure(port, rounds)}
        with tempfile.TemporaryDirectory() as folder:
            found["raw_commits_per_second"] = raw.commits(Path(folder), min(seconds, 4))
        found["exports_beside_saves"] = exports.beside_saves(port, min(seconds, 4))
        found["saves"] = [saves.measure(port, clients, seconds) for clients in (1, 32)]
    for each in found["saves"]:
        each["of_raw"] = each["saves_per_second"] / found["raw_commits_per_second"]
    found["exports"] = exports.formats()  # last: this process becomes Django's
    return found


def _table(found: dict[str, Any]) -> str:
    lines = []
    for name, each in found["pages"].items():
        lines.append(
            f"stage page ({name}): first visit {each['first_visit_bytes'] / 1000:.1f} kB in"
            f" {each['first_visit_requests']} requests,"
            f" again {each['repeat_visit_bytes'] / 1000:.1f} kB;"
            f" server time {each['times_an_empty_view']:.1f} times an empty view"
            f" ({each['stage_page_ms']:.2f} to {each['empty_view_ms']:.2f} ms)"
        )
    read = found["importing"]
    lines.append(
        f"a checklist of {read['bytes'] / 1e6:.2f} MB: {read['questions']} questions in"
        f" {read['seconds']:.1f} s, at most {read['peak_mb']:.0f} MB"
    )
    lines.append(f"raw sqlite3 loop: {found['raw_commits_per_second']:.0f} commits/s")
    for each in found["saves"]:
        lines.append(
            f"{each['clients']:>3} clients: {each['saves_per_second']:.0f} saves/s"
            f" ({each['of_raw']:.2f} of raw), p50 {each['p50_ms']:.1f} p95 {each['p95_ms']:.1f}"
            f" p99 {each['p99_ms']:.1f} ms, {each['not_kept']} of {each['saves']} not kept"
        )
    return "\n".join([*lines, *_exports(found)])


def _exports(found: dict[str, Any]) -> Iterator[str]:
    for each in found["exports"]:
        yield (
            f"{each['format']:>12}: {each['ms']:.0f} ms ({each['of_reading']:.1f} times reading the"
            f" workbook; {each['first_ms']:.0f} ms the first time), {each['bytes'] / 1000:.0f} kB,"
            f" at most {each['peak_mb']:.0f} MB, {each['outcome']}"
        )
    each = found["exports_beside_saves"]
    yield (
        f"{each['exports']} exports at once in {each['seconds']:.1f} s: a save's p95"
        f" {each['p95_beside_ms']:.1f} ms beside them, {each['p95_alone_ms']:.1f} ms alone:"
        f" {each['times']:.1f} times"
    )
