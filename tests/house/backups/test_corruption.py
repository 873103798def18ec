"""Files cut off or changed anywhere are refused, or are proven to hold the very same rows.

`make faults` tries many more of them.
"""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from barnraise.house.backups import checksum
from barnraise.house.backups.errors import BackupError
from barnraise.house.backups.staging import staged
from tests.faults.figures import Tries
from tests.faults.server import engine
from tests.house.backups.conftest import Install, quiet


def cut(whole: bytes, chance: random.Random) -> bytes:
    return whole[: chance.randrange(len(whole))]


def flip(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole))
    return whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]


def drop(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole) - 1)
    return whole[:at] + whole[at + chance.randrange(1, 600) :]


Harm = Callable[[bytes, random.Random], bytes]


@pytest.mark.parametrize("harm", [cut, flip, drop])
def test_a_file_that_was_harmed_is_refused(install: Install, harm: Harm) -> None:
    path, before = install.back_up(), install.state()
    whole = path.read_bytes()
    tries = Tries(f"backups harmed: {harm.__name__}", engine=engine(), short=20, long=200)
    for _number, chance in tries:
        path.write_bytes(harm(whole, chance))
        with pytest.raises(BackupError) as refused:
            install.restore(path)
        assert str(refused.value).startswith(str(path))
        tries.count(refused=1)
    assert install.state() == before


@pytest.mark.parametrize("harm", [flip, drop])
def test_a_harmed_file_under_a_fresh_seal_is_refused_or_holds_the_same_rows(
    install: Install, harm: Harm
) -> None:
    """As if the harm had been done before the seal was made: only what is inside can tell."""
    path, before = install.back_up(), install.state()
    body, seal = path.read_bytes()[: -checksum.DIGITS], b"0" * checksum.DIGITS
    found: Counter[str] = Counter()
    name = f"backups harmed before sealing: {harm.__name__}"
    tries = Tries(name, engine=engine(), short=10, long=250)
    for _number, chance in tries:
        path.write_bytes(harm(body, chance) + seal)
        with path.open("r+b") as file:
            checksum.add_checksum(file)
        judged = _judged(path, install.data)
        found[judged] += 1
        tries.count(**{judged: 1})
    assert found["refused"] > 0 or not found
    assert install.state() == before


def _judged(path: Path, data: Path) -> str:
    """Raising compares every row with the digests written before the harm."""
    try:
        with staged(path, data, quiet):
            return "verified"
    except BackupError:
        return "refused"
