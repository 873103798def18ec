"""Whether an answer ever leaves the server before what it acknowledges is on disk."""

import json
import re
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from tests.faults.figures import Tries, figure
from tests.faults.install import a_server
from tests.faults.server import engine
from tests.faults.storm import Storm
from tests.faults.tracing import Call, calls, need_strace, watching

KEPT = re.compile(r"(\{\"id\": [^{}]*\"outcome\": \"(?:stored|duplicate)\"[^{}]*\})")
NAME = "sync before answer"
on_sqlite = pytest.mark.skipif(engine() != "sqlite", reason="about SQLite's log")


@dataclass
class Seen:
    """What a trace shows: acknowledged entries, and those whose answer came before the sync."""

    entries: int = 0
    answers: int = 0
    syncs: int = 0
    early: int = 0


def judged(trace: Path) -> Seen:
    """Look for each acknowledged entry: its page was written to the log, and the log synced after.

    Only then may the answer that names it be written to the socket.
    """
    found, written, syncs = Seen(), list[Call](), list[Call]()
    for call in sorted(calls(trace), key=lambda each: each.ended):
        if call.name == "pwrite64" and "-wal>" in call.said[:300] and call.result > 0:
            written.append(call)
        elif call.name in {"fdatasync", "fsync"} and "-wal>" in call.said and call.result == 0:
            syncs.append(call)
        elif call.name in {"writev", "write", "sendto", "sendmsg"} and "receipts" in call.said:
            ids = _acknowledged(call.said)
            found.answers += bool(ids)
            found.entries += len(ids)
            found.early += sum(not _is_on_disk(key, call, written, syncs) for key in ids)
    found.syncs = len(syncs)
    return found


def _acknowledged(said: str) -> list[str]:
    receipts = [json.loads(each) for each in KEPT.findall(said.replace('\\"', '"'))]
    return [UUID(receipt["kept_as"]).hex for receipt in receipts]


def _is_on_disk(key: str, answer: Call, written: list[Call], syncs: list[Call]) -> bool:
    before = [sync for sync in syncs if sync.ended < answer.began]
    if not before:
        return False
    last = max(before, key=lambda sync: sync.began).began
    return any(key in call.said for call in reversed(written) if call.ended < last)


def traced(folder: Path, chance: Random, **environ: str) -> tuple[Seen, int]:
    """What eight writers see acknowledged, and what the trace of their server shows."""
    trace = folder / "trace"
    with a_server(folder, under=watching(trace), **environ) as server:
        storm = Storm(server, chance, many=8)
        with storm.raging():
            storm.until(300)
        server.stop()
    return judged(trace), storm.acknowledged


@on_sqlite
def test_no_answer_leaves_before_the_disk_has_what_it_acknowledges(tmp_path: Path) -> None:
    need_strace(NAME)
    tries = Tries(NAME, engine=engine(), short=1, long=20)
    for number, chance in tries:
        seen, acknowledged = traced(tmp_path / str(number), chance)
        counts = {"answers": seen.answers, "syncs": seen.syncs, "early": seen.early}
        tries.count(acknowledged=acknowledged, seen_in_traces=seen.entries, **counts)
        assert seen.entries == acknowledged
        assert seen.early == 0


@on_sqlite
def test_the_oracle_sees_answers_that_leave_too_early(tmp_path: Path) -> None:
    name = "control: synchronous=NORMAL"
    need_strace(name)
    began = time.monotonic()
    lax = {"DJANGO_SETTINGS_MODULE": "tests.faults.lax_settings"}
    seen, acknowledged = traced(tmp_path, Random(1), **lax)
    counts = {"acknowledged": acknowledged, "early_as_it_must": seen.early}
    figure(name, engine=engine(), tries=1, seconds=time.monotonic() - began, **counts)
    assert seen.early > acknowledged // 2


@pytest.mark.skipif(engine() != "postgresql", reason="about PostgreSQL's settings")
def test_postgresql_answers_after_its_own_sync(tmp_path: Path) -> None:
    with a_server(tmp_path) as server:
        said = [server.rows(f"show {name}")[0][0] for name in ("fsync", "synchronous_commit")]
        figure(NAME, engine=engine(), tries=1, fsync=said[0], synchronous_commit=said[1])
        assert said == ["on", "on"]
