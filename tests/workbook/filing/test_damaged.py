"""Files that were cut, changed, forged or made to hurt: refused in a sentence, and nothing stays.

`BARNRAISE_FAULTS_ROUNDS` makes it longer, `BARNRAISE_FAULTS_SEED` repeats a run.
"""

import json
import os
import random
import secrets
import sys
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils.translation import override

from barnraise.workbook.filing import guarding
from barnraise.workbook.filing.checking import draft_of
from barnraise.workbook.filing.faults import Fault, Why
from barnraise.workbook.filing.layout import FORMAT_VERSION, MOST_BYTES, laid_out, seal
from barnraise.workbook.filing.opening import HereAlready, made_of, open_file
from barnraise.workbook.filing.reading import read
from barnraise.workbook.filing.sentences import sentence
from barnraise.workbook.filing.writing import written
from tests.workbook.filing.conftest import state

pytestmark = pytest.mark.django_db

ROUNDS = int(os.environ.get("BARNRAISE_FAULTS_ROUNDS", "60"))
SEED = int(os.environ.get("BARNRAISE_FAULTS_SEED") or secrets.randbelow(2**32))
Tree = dict[str, Any]


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
                open_file(harmed)
        except Fault as fault:
            found["refused" if sentence(fault) else "without a word"] += 1
        except HereAlready:
            assert json.loads(harmed.decode("utf-8-sig")) == json.loads(file)
            found["the same"] += 1
    assert sum(found.values()) == ROUNDS // 4
    assert found["refused"] > ROUNDS // 8
    assert not found["without a word"]
    assert state() == before


JUNK = (None, True, -1, 0, 7, 10**14, "", "x", "\x00", "a" * 400, [], {}, ["x"], "2027-01-01")


def forged(tree: Tree, chance: random.Random) -> Tree:
    """The tree with one thing changed anywhere, sealed anew by whoever did it."""
    made = deepcopy(tree)
    holder: Any = made
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = chance.choice(keys)
        inside = holder[key]
        if not isinstance(inside, dict | list) or not inside or chance.random() < 0.15:
            break
        holder = inside
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(key, deepcopy(holder[key]))
        case 2 if isinstance(holder, dict):
            holder[f"{key}x"] = holder.pop(key)
        case _:
            holder[key] = chance.choice(JUNK)
    entries = made.get("entries")
    for entry in entries if isinstance(entries, list) else ():
        _digested(entry)
    return {**made, "sha256": seal(made)}


def _digested(entry: Any) -> None:
    try:
        entry["digest"] = draft_of(entry).digest
    except (KeyError, TypeError, ValueError, AttributeError):
        return


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
            except Fault:
                found["refused"] += 1
            else:
                assert written(kept.workbook) == laid_out(_as_kept(tree))
                found["opened"] += 1
            transaction.set_rollback(True)
    assert found["refused"] > found["opened"]
    assert state() == before


def _as_kept(tree: Tree) -> Tree:
    """A file that calls itself the example is none once it was opened."""
    made = {**tree, "partnership": {**tree["partnership"], "example": False}}
    return {**made, "sha256": seal(made)}


def why(data: bytes) -> Why:
    with pytest.raises(Fault) as refused:
        read(data)
    return refused.value.why


def changed(file: bytes, change: Callable[[Tree], object]) -> bytes:
    """The file with a change, sealed by whoever made it."""
    tree = json.loads(file)
    change(tree)
    return json.dumps({**tree, "sha256": seal(tree)}).encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Why.NOTHING),
        (b"  \n ", Why.NOTHING),
        (b"PK\x03\x04 a spreadsheet", Why.NOT_OURS),
        (b"\xff\xfe{\x00}\x00", Why.NOT_UTF8),
        ('{"format": "barnraise workbook", "ñ": 1}'.encode("latin-1"), Why.NOT_UTF8),
        (b"{}", Why.NOT_OURS),
        (b"[]", Why.NOT_OURS),
        (b"null", Why.NOT_OURS),
        (b'{"format": "question-set/1"}', Why.NOT_OURS),
        (b'{"format": "barnraise workbook"', Why.DAMAGED),
        (b'{"format": "barnraise workbook", "format": "barnraise workbook"}', Why.UNFIT),
        (b'{"format": "barnraise workbook", "log": NaN}', Why.UNFIT),
        (b'{"format": "barnraise workbook", "log": -Infinity}', Why.UNFIT),
        (b'{"format": "barnraise workbook", "log": 1.5}', Why.UNFIT),
        (b'{"format": "barnraise workbook", "log": 1e400}', Why.UNFIT),
        (b'{"format": "barnraise workbook", "log": ' + b"9" * 5_000 + b"}", Why.UNFIT),
        (b'{"format": "barnraise workbook", "log": "\\ud800"}', Why.UNFIT),
        (b"[" * 200_000, Why.TOO_DEEP),
        (b'{"format":' * 100_000, Why.TOO_DEEP),
        (b" " * (MOST_BYTES + 1) + b"x", Why.TOO_LARGE),
        (b'{"format": "barnraise workbook", "format_version": 2}', Why.NEWER),
        (b'{"format": "barnraise workbook", "format_version": "2"}', Why.ALTERED),
        (b'{"format": "barnraise workbook", "format_version": 1}', Why.ALTERED),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_kind_of_file_gets_its_own_sentence(data: bytes, expected: Why) -> None:
    assert why(data) is expected


def gone(tree: Tree) -> Tree:
    """A removal of the first entry, whose words the file still has."""
    return {**ERASED, "entries": [tree["entries"][0]["id"]]}


CHANGES: dict[str, tuple[Callable[[Tree], object], Why]] = {
    "a word": (lambda t: t["entries"][0]["value"].update(text="x"), Why.ALTERED),
    "an unknown part": (lambda t: t.update(votes=[]), Why.UNKNOWN),
    "an unknown name in an entry": (lambda t: t["entries"][2].update(mood="x"), Why.UNKNOWN),
    "a part missing": (lambda t: t.pop("rounds"), Why.UNFIT),
    "no rounds": (lambda t: t.update(rounds=[]), Why.UNFIT),
    "rounds out of order": (lambda t: t["rounds"].reverse(), Why.UNFIT),
    "an edition too many": (lambda t: t["rounds"].pop(), Why.UNFIT),
    "an edition with other words": (
        lambda t: t["editions"][0].update(document=t["editions"][1]["document"]),
        Why.ALTERED,
    ),
    "an entry twice": (lambda t: t["entries"].append(dict(t["entries"][0])), Why.UNFIT),
    "an entry fewer": (lambda t: t["entries"].pop(), Why.UNFIT),
    "entries in another order": (lambda t: t["entries"].reverse(), Why.UNFIT),
    "another count": (lambda t: t["log"].update(version=99), Why.UNFIT),
    "a day that is none": (lambda t: t["entries"][0].update(at=NO_DAY), Why.UNFIT),
    "a name in two lines": (lambda t: t["entries"][0].update(name="A\nB"), Why.UNFIT),
    "a name that turns text around": (
        lambda t: t["partnership"].update(name="a\u202eb"),
        Why.UNFIT,
    ),
    "a slug that leads elsewhere": (
        lambda t: t["partnership"].update(slug="../../etc1"),
        Why.UNFIT,
    ),
    "a part of a newer program": (lambda t: t.update(milestones=[]), Why.UNKNOWN),
    "removed words of a newer program": (lambda t: t["erased"].append(ERASED), Why.NEWER),
    "words that are gone and still there": (lambda t: t["erased"].append(gone(t)), Why.UNFIT),
    "a digest left out": (lambda t: t["entries"][0].update(digest="", value={}), Why.ALTERED),
    "a writer out of turn": (lambda t: t["entries"][0].update(by=9), Why.UNFIT),
}
NO_DAY = "2027-02-31T10:00:00.000000Z"
ERASED = {
    "act": str(uuid4()),
    "field": "answer/goal",
    "entries": [str(uuid4())],
    "words": True,
    "names": False,
    "by": {"name": "Ana", "organization": ""},
    "at": "2027-02-28T10:00:00.000000Z",
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_does_not_fit_together_is_refused_even_when_it_is_sealed(
    file: bytes, name: str
) -> None:
    change, expected = CHANGES[name]
    assert why(changed(file, change)) is expected


def resaid(file: bytes, **said: Any) -> bytes:
    """The file with an entry that says something else, its digest and the seal made for it."""

    def change(tree: Tree) -> None:
        tree["entries"][0].update(said)
        _digested(tree["entries"][0])

    return changed(file, change)


@pytest.mark.parametrize(
    "said",
    [
        {"field": "note/nothing/" + "a" * 32},
        {"field": "mood/goal"},
        {"field": "answer/goal"},
        {"field": "answer/goal", "value": {"choice": "maybe"}},
        {"field": "answer/goal", "value": {"choice": True}},
        {"value": {"text": "a" * 4_001}},
        {"value": {"text": "a\x00b"}},
        {"value": {"text": "a", "by": "me"}},
        {"field": "evidence/goal/" + "a" * 32, "value": {"title": "a", "link": "javascript:x"}},
        {"edition": "f" * 64},
        {"replaces": ["42591643-cdca-4379-8b79-5c1115aff9b7"] * 2},
    ],
    ids=str,
)
def test_what_cannot_be_said_in_a_workbook_cannot_be_brought_into_one(
    file: bytes, said: Tree
) -> None:
    assert why(resaid(file, **said)) is Why.UNFIT


def test_a_field_of_an_earlier_version_of_the_questions_is_still_a_field(file: bytes) -> None:
    """`goal` is asked in the first version alone, and spoken of by many entries."""
    fields = [each["field"] for each in read(file)["entries"]]
    assert "answer/goal" in fields
    assert "answer/aim" in fields


def test_a_workbook_is_never_larger_than_a_workbook_may_be(
    file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("barnraise.workbook.filing.checking.MOST_BYTES", 4_000)
    assert why(file) is Why.TOO_LARGE


def test_a_file_that_trips_late_leaves_nothing(
    file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All was written but the last row: then nothing was."""
    tree, before = read(file), state()
    tree["partnership"]["slug"] = "y" * 10

    def trip(*_said: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("barnraise.workbook.filing.opening._set_aside", trip)
    with pytest.raises(OSError, match="full"):
        made_of(tree, as_copy=False)
    assert state() == before


@pytest.mark.parametrize("why_not", list(Why))
def test_every_fault_has_a_sentence_in_both_languages(why_not: Why) -> None:
    told = []
    for language in ("en", "es"):
        with override(language):
            told.append(sentence(Fault(why_not, "<b>\n\u202e" + "x" * 200)))
    assert told[0] != told[1]
    assert all("\n" not in each and "\u202e" not in each and "%(" not in each for each in told)


def test_the_child_says_the_same_as_the_reading_itself(file: bytes) -> None:
    assert guarding.checked(file) == read(file)
    for data, expected in ((file[:500], Why.DAMAGED), (b"[" * 200_000, Why.TOO_DEEP)):
        with pytest.raises(Fault) as refused:
            guarding.checked(data)
        assert refused.value.why is expected


def test_the_form_of_this_program_is_the_one_it_writes(file: bytes) -> None:
    assert json.loads(file)["format_version"] == FORMAT_VERSION
