"""Files cut off or changed anywhere are refused, or are proven to hold the very same rows.

`BARNRAISE_FAULTS_ROUNDS` makes it longer, `BARNRAISE_FAULTS_SEED` repeats a run.
"""

import os
import random
import secrets
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from barnraise.house.backups import sealing
from barnraise.house.backups.faults import Unfit
from barnraise.house.backups.raising import raised
from tests.house.backups.conftest import Install, quiet

ROUNDS = int(os.environ.get("BARNRAISE_FAULTS_ROUNDS", "60"))
SEED = int(os.environ.get("BARNRAISE_FAULTS_SEED") or secrets.randbelow(2**32))


def cut(whole: bytes, chance: random.Random) -> bytes:
    return whole[: chance.randrange(len(whole))]


def flip(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole))
    return whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]


def drop(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole) - 1)
    return whole[:at] + whole[at + chance.randrange(1, 600) :]


def seeded() -> random.Random:
    """Chance that can be repeated; pytest shows what is written when a test fails."""
    sys.stdout.write(f"BARNRAISE_FAULTS_SEED={SEED} BARNRAISE_FAULTS_ROUNDS={ROUNDS}\n")
    return random.Random(SEED)


Harm = Callable[[bytes, random.Random], bytes]


@pytest.mark.parametrize("harm", [cut, flip, drop])
def test_a_file_that_was_harmed_is_refused(install: Install, harm: Harm) -> None:
    path, chance, before = install.back_up(), seeded(), install.state()
    whole = path.read_bytes()
    for _round in range(ROUNDS // 3):
        path.write_bytes(harm(whole, chance))
        with pytest.raises(Unfit) as refused:
            install.restore(path)
        assert str(refused.value).startswith(str(path))
    assert install.state() == before


@pytest.mark.parametrize("harm", [flip, drop])
def test_a_harmed_file_under_a_fresh_seal_is_refused_or_holds_the_same_rows(
    install: Install, harm: Harm
) -> None:
    """As if the harm had been done before the seal was made: only what is inside can tell."""
    path, chance, before = install.back_up(), seeded(), install.state()
    body, seal = path.read_bytes()[: -sealing.DIGITS], b"0" * sealing.DIGITS
    found: Counter[str] = Counter()
    for _round in range(ROUNDS // 2):
        path.write_bytes(harm(body, chance) + seal)
        sealing.seal(path)
        found[_judged(path, install.data)] += 1
    sys.stdout.write(f"{dict(found)}\n")
    assert found.total() == ROUNDS // 2
    assert found["refused"] > 0
    assert install.state() == before


def _judged(path: Path, data: Path) -> str:
    """Raising compares every row with the digests written before the harm."""
    try:
        with raised(path, data, quiet):
            return "verified"
    except Unfit:
        return "refused"
