"""The figures of a run in sentences, a part at a time."""

from collections.abc import Iterator
from typing import Any


def imports(found: dict[str, Any]) -> Iterator[str]:
    yield (
        f"a checklist of {found['bytes'] / 1e6:.2f} MB: {found['questions']} questions in"
        f" {found['seconds']:.1f} s, at most {found['peak_mb']:.0f} MB"
    )


def pages(found: dict[str, Any]) -> Iterator[str]:
    for name, each in found.items():
        yield (
            f"stage page ({name}): first visit {each['first_visit_bytes'] / 1000:.1f} kB in"
            f" {each['first_visit_requests']} requests,"
            f" again {each['repeat_visit_bytes'] / 1000:.1f} kB;"
            f" server time {each['times_an_empty_view']:.1f} times an empty view"
            f" ({each['stage_page_ms']:.2f} to {each['empty_view_ms']:.2f} ms)"
        )


DISKS = {
    "native": "SQLite on this disk",
    "slow": "SQLite where a sync takes 5 ms more",
    "postgresql": "PostgreSQL (beside a raw sqlite3 loop)",
}


def saves(found: dict[str, Any]) -> Iterator[str]:
    for name, title in DISKS.items():
        part = found[name]
        if part is None:
            yield f"{title}: not run, there is no C compiler here"
            continue
        yield f"{title}: raw loop {part['raw_commits_per_second']:.0f} commits/s"
        for each in part["saves"]:
            yield (
                f"  {each['clients']:>3} clients: {each['saves_per_second']:.0f} saves/s"
                f" ({each['of_raw']:.2f} of raw), p50 {each['p50_ms']:.1f}"
                f" p95 {each['p95_ms']:.1f} p99 {each['p99_ms']:.1f} ms"
                f" (p99 is {each['p99_of_p50']:.1f} times p50),"
                f" {each['not_kept']} of {each['saves']} not kept"
            )


COSTS = {  # each beside another, and the aim
    "a save that answers receipts only": ("receipts", "empty", "empty views", 3),
    "a save that answers the regions of a stage": ("regions", "empty", "empty views", 6),
    "26 answers in one request": ("many_answers", "receipts", "single saves", 3),
    "a save where four texts stand": ("four_texts", "regions", "plain saves", 2),
}


def costs(found: dict[str, float]) -> Iterator[str]:
    for title, (name, beside, unit, aim) in COSTS.items():
        yield (
            f"{title}: {found[name] / found[beside]:.1f} {unit}, aim at most {aim}"
            f" ({found[name]:.2f} to {found[beside]:.2f} ms)"
        )


def memory(found: dict[str, Any]) -> Iterator[str]:
    for title, name, aim in (("fresh", "fresh_mb", 90), ("after", "after_mb", 120)):
        each = found[name]
        parts = " and ".join(f"{size:.0f}" for size in each)
        pages = f" {found['pages']} pages" if name == "after_mb" else ""
        yield f"memory {title}{pages}: {sum(each):.0f} MB, aim at most {aim} (processes: {parts})"


def several(found: dict[str, Any]) -> Iterator[str]:
    alone = found["servers"][0]
    for each in found["servers"]:
        yield (
            f"{each['number']} server{'s' if each['number'] > 1 else ''} on one PostgreSQL,"
            f" {each['clients']} clients: {each['saves_per_second']:.0f} saves/s"
            f" ({each['saves_per_second'] / alone['saves_per_second']:.2f} times one),"
            f" p50 {each['p50_ms']:.1f} p99 {each['p99_ms']:.1f} ms,"
            f" {each['not_kept']} of {each['saves']} not kept; all of it, database and clients"
            f" too, on one machine of {found['cores']} cores"
        )


def watchers(found: dict[str, Any]) -> Iterator[str]:
    crowd, alone, among = found["watchers"], found["alone"], found["among"]
    yield (
        f"{crowd['many']} pages watch one workbook, {among['clients']} write in it:"
        f" saves p50 {among['p50_ms']:.1f} p95 {among['p95_ms']:.1f} ms"
        f" (without watchers {alone['p50_ms']:.1f} and {alone['p95_ms']:.1f}),"
        f" {among['not_kept']} of {among['saves']} not kept; looks p95 {crowd['p95_ms']:.0f} ms,"
        f" {crowd['failed']} of {crowd['looks']} failed; at most {found['memory_mb']:.0f} MB"
    )


def exports(found: dict[str, Any]) -> Iterator[str]:
    for each in found["formats"]:
        yield (
            f"{each['format']:>12}: {each['ms']:.0f} ms ({each['of_reading']:.1f} times reading the"
            f" workbook; {each['first_ms']:.0f} ms the first time), {each['bytes'] / 1000:.0f} kB,"
            f" at most {each['peak_mb']:.0f} MB, {each['outcome']}"
        )
    each = found["beside_saves"]
    yield (
        f"{each['exports']} exports at once in {each['seconds']:.1f} s: a save's p95"
        f" {each['p95_beside_ms']:.1f} ms beside them, {each['p95_alone_ms']:.1f} ms alone:"
        f" {each['times']:.1f} times"
    )
