"""Files that are no workbook, or one that cannot be: each refused in a sentence of its own."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.utils.translation import override

from barnraise.workbook.files import isolated
from barnraise.workbook.files.error_messages import sentence
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.import_file import made_of
from barnraise.workbook.files.layout import FORMAT_VERSION, MAX_BYTES, checksum
from barnraise.workbook.files.read_file import read
from tests.workbook.files.conftest import state
from tests.workbook.files.forge import Tree, digested

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


def why(data: bytes) -> Why:
    with pytest.raises(FileError) as refused:
        read(data)
    return refused.value.why


def changed(file: bytes, change: Callable[[Tree], object]) -> bytes:
    """The file with a change, sealed by whoever made it."""
    tree = json.loads(file)
    change(tree)
    return json.dumps({**tree, "sha256": checksum(tree)}).encode()


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
        (b" " * (MAX_BYTES + 1) + b"x", Why.TOO_LARGE),
        (b'{"format": "barnraise workbook", "format_version": 3}', Why.NEWER),
        (b'{"format": "barnraise workbook", "format_version": "2"}', Why.ALTERED),
        (b'{"format": "barnraise workbook", "format_version": 1}', Why.ALTERED),
        (b'{"format": "barnraise workbook", "format_version": 2}', Why.ALTERED),
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
        digested(tree["entries"][0])

    return changed(file, change)


@pytest.mark.parametrize(
    "said",
    [
        {"field": "note/nothing/" + "a" * 32},
        {"field": "mood/goal"},
        {"field": "answer/goal"},
        {"field": "answer/goal", "value": {"choice": "maybe"}},
        {"field": "answer/goal", "value": {"choice": True}},
        {"value": {"text": "a" * 10_001}},
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
    monkeypatch.setattr("barnraise.workbook.files.consistency.MAX_BYTES", 4_000)
    assert why(file) is Why.TOO_LARGE


def test_a_file_that_trips_late_leaves_nothing(
    file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All was written but the last row: then nothing was."""
    tree, before = read(file), state()
    tree["partnership"]["slug"] = "y" * 10

    def trip(*_said: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("barnraise.workbook.files.import_file._set_aside", trip)
    with pytest.raises(OSError, match="full"):
        made_of(tree, as_copy=False)
    assert state() == before


@pytest.mark.parametrize("why_not", list(Why))
def test_every_fault_has_a_sentence_in_both_languages(why_not: Why) -> None:
    told = []
    for language in ("en", "es"):
        with override(language):
            told.append(sentence(FileError(why_not, "<b>\n\u202e" + "x" * 200)))
    assert told[0] != told[1]
    assert all("\n" not in each and "\u202e" not in each and "%(" not in each for each in told)


def test_the_child_says_the_same_as_the_reading_itself(file: bytes) -> None:
    assert isolated.checked(file) == read(file)
    for data, expected in ((file[:500], Why.DAMAGED), (b"[" * 200_000, Why.TOO_DEEP)):
        with pytest.raises(FileError) as refused:
            isolated.checked(data)
        assert refused.value.why is expected


def test_the_form_of_this_program_is_the_one_it_writes(file: bytes) -> None:
    assert json.loads(file)["format_version"] == FORMAT_VERSION
