"""Files that were cut, changed or forged anywhere: refused, or the very same; nothing stays.

`BARNRAISE_FAULTS_ROUNDS` makes it longer, `BARNRAISE_FAULTS_SEED` repeats a run.
"""

import json
import os
import random
import secrets
import sys
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import transaction

from barnraise.workbook.files.error_messages import sentence
from barnraise.workbook.files.errors import FileError
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.files.import_file import HereAlready, import_file, made_of
from barnraise.workbook.files.read_file import read
from tests.workbook.files.conftest import state
from tests.workbook.files.forge import Tree, forged

pytestmark = pytest.mark.django_db

ROUNDS = int(os.environ.get("BARNRAISE_FAULTS_ROUNDS", "60"))
SEED = int(os.environ.get("BARNRAISE_FAULTS_SEED") or secrets.randbelow(2**32))


def seeded() -> random.Random:
    sys.stdout.write(f"BARNRAISE_FAULTS_SEED={SEED} BARNRAISE_FAULTS_ROUNDS={ROUNDS}\n")
    return random.Random(SEED)


def cut(whole: bytes, chance: random.Random) -> bytes:
    return whole[: chance.randrange(len(whole) - 2)]


def flip(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole))
    return whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]


def drop(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole) - 1)
    return whole[:at] + whole[at + chance.randrange(1, 600) :]


def double(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole))
    return whole[:at] + whole[max(0, at - chance.randrange(1, 300)) :]


@pytest.mark.parametrize("harm", [cut, flip, drop, double])
def test_a_harmed_file_is_refused_or_says_the_very_same(
    file: bytes, harm: Callable[[bytes, random.Random], bytes]
) -> None:
    chance, before, found = seeded(), state(), Counter[str]()
    for number in range(ROUNDS // 4):
        harmed = harm(file, chance)
        try:
            if number % 5:  # the same reading without a process of its own
                made_of(read(harmed), as_copy=False)
            else:
                import_file(harmed)
        except FileError as fault:
            found["refused" if sentence(fault) else "without a word"] += 1
        except HereAlready:
            assert json.loads(harmed.decode("utf-8-sig")) == json.loads(file)
            found["the same"] += 1
    assert sum(found.values()) == ROUNDS // 4
    assert found["refused"] > ROUNDS // 8
    assert not found["without a word"]
    assert state() == before


def test_a_forged_file_is_refused_or_is_a_workbook_like_any_other(file: bytes) -> None:
    """Whoever can write the seal can write a workbook, but never one that the rest trips over."""
    chance, before, found = seeded(), state(), Counter[str]()
    whole = json.loads(file)
    whole["partnership"]["slug"] = "z" * 10
    for _round in range(ROUNDS * 2):
        tree = forged(whole, chance)
        data = json.dumps(tree).encode("utf-8", "surrogatepass")
        with transaction.atomic():
            try:
                kept = made_of(read(data), as_copy=False)
            except FileError:
                found["refused"] += 1
            else:
                assert _content(json.loads(export_file(kept.workbook))) == _content(tree)
                found["opened"] += 1
            transaction.set_rollback(True)
    assert found["refused"] > found["opened"]
    assert state() == before


def _content(tree: Tree) -> Tree:
    """All but who vouches for it; what calls itself the example is none once it was opened."""
    rest = {name: part for name, part in tree.items() if name not in VOUCHED}
    return {**rest, "partnership": {**tree["partnership"], "example": False}}


VOUCHED = ("from_file", "seal", "sha256", "format_version")
