"""Whether the parts of a workbook file agree with each other: digests, order, what is said. Pure.

What passes here can be kept as it is, and comes out of its new workbook as the same file.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from barnraise.instruments.document import Instrument
from barnraise.instruments.parser import NotAQuestionSet, parse
from barnraise.ledger.draft import Draft
from barnraise.partnerships.names import one_line
from barnraise.workbook.fields.address import Unknown, parse_among, wrong
from barnraise.workbook.files import erasures
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.layout import Tree

MAX_BYTES = 20_000_000  # of words, as `ledger.models.Log` has it


def agree(tree: Tree) -> None:
    """Raise the first Fault in how the parts of this tree fit together."""
    instruments = _editions(tree)
    asked = _rounds(tree, instruments)
    _names(tree)
    _log(tree)
    row = _Rows(asked, set(instruments), erasures.wordless(tree), erasures.acts(tree))
    for part in ("entries", "set_aside"):
        for number, each in enumerate(tree[part], 1):
            row.check(each, f"{part}/{number}")
    _writers(tree["entries"])
    erasures.agree(tree)


def draft_of(row: Tree) -> Draft:
    """An entry, or what was set aside, as it was sent."""
    replaces = frozenset(map(UUID, row["replaces"]))
    return Draft(UUID(row["id"]), row["field"], row["value"], replaces, row["edition"])


def moment(text: str) -> datetime:
    """A time as files write it."""
    return datetime.fromisoformat(text)


def _editions(tree: Tree) -> dict[str, Instrument]:
    """The question sets, by digest."""
    found: dict[str, Instrument] = {}
    for number, each in enumerate(tree["editions"], 1):
        where = f"editions/{number}"
        if hashlib.sha256(each["document"].encode()).hexdigest() != each["sha256"]:
            raise FileError(Why.ALTERED, where)
        try:
            found[each["sha256"]] = parse(each["document"])
        except NotAQuestionSet as error:
            raise FileError(Why.UNFIT, where) from error
    order = [(one.key, one.version) for one in found.values()]
    if order != sorted(set(order)) or len(order) != len(tree["editions"]):
        raise FileError(Why.UNFIT, "editions")
    return found


def _rounds(tree: Tree, instruments: dict[str, Instrument]) -> list[Instrument]:
    """The question sets that were asked, the last one first."""
    rounds = tree["rounds"]
    if [each["number"] for each in rounds] != list(range(1, len(rounds) + 1)) or not rounds:
        raise FileError(Why.UNFIT, "rounds")
    if {each["edition"] for each in rounds} != set(instruments):
        raise FileError(Why.UNFIT, "editions")
    return [instruments[each["edition"]] for each in reversed(rounds)]


def _names(tree: Tree) -> None:
    """Names and times are as this program keeps them, or were never ours."""
    if tree["partnership"]["name"] != one_line(tree["partnership"]["name"], 120):
        raise FileError(Why.UNFIT, "partnership/name")
    for where, each in _signed(tree):
        if any(each.get(part, "") != one_line(each.get(part, ""), 120) for part in SIGNED):
            raise FileError(Why.UNFIT, where)
    for where, text in _moments(tree):
        try:
            moment(text)
        except ValueError as error:
            raise FileError(Why.UNFIT, where) from error


SIGNED = ("name", "organization")
LISTS = ("rounds", "entries", "set_aside", "erased")


def _items(tree: Tree) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in LISTS:
        for number, each in enumerate(tree[part], 1):
            yield f"{part}/{number}", each


def _signed(tree: Tree) -> Iterator[tuple[str, dict[str, str]]]:
    for where, each in _items(tree):
        yield where, each
        for part in ("by", "opened_by"):
            if isinstance(each.get(part), dict):
                yield f"{where}/{part}", each[part]


def _moments(tree: Tree) -> Iterator[tuple[str, str]]:
    yield "partnership/started_at", tree["partnership"]["started_at"]
    if origin := tree.get("from_file"):
        yield "from_file/at", origin["at"]
    for where, each in _items(tree):
        yield from ((f"{where}/{part}", each[part]) for part in ("at", "opened_at") if part in each)


def _log(tree: Tree) -> None:
    """Entries are counted, in their places, each id once, and no more than a workbook holds."""
    entries, log = tree["entries"], tree["log"]
    if [each["version"] for each in entries] != list(range(1, len(entries) + 1)):
        raise FileError(Why.UNFIT, "entries")
    if {log["entries"], log["version"]} != {len(entries)}:
        raise FileError(Why.UNFIT, "log")
    if (origin := tree.get("from_file")) and origin["entries"] > len(entries):
        raise FileError(Why.UNFIT, "from_file/entries")
    if len({each["id"] for each in entries}) != len(entries):
        raise FileError(Why.UNFIT, "entries")
    if sum(draft_of(each).size for each in entries) > MAX_BYTES:
        raise FileError(Why.TOO_LARGE)


class _Rows:
    """Whether each thing said is one that can be said here, and is as it was."""

    def __init__(
        self,
        asked: Sequence[Instrument],
        editions: set[str],
        wordless: Collection[str],
        acts: Collection[str],
    ) -> None:
        self.asked, self.editions = asked, editions | {""}
        self.wordless, self.acts = wordless, acts

    def check(self, row: Tree, where: str) -> None:
        draft = draft_of(row)
        self._digest(draft, row, where)
        if row["replaces"] != sorted(set(row["replaces"])) or not self._is_sound(draft, row):
            raise FileError(Why.UNFIT, f"{where}/replaces")
        if draft.edition not in self.editions:
            raise FileError(Why.UNFIT, f"{where}/edition")
        self._words(draft, where)

    def _digest(self, draft: Draft, row: Tree, where: str) -> None:
        """Only what was removed for good has none, and then it says nothing."""
        if row["id"] in self.wordless:
            if row["digest"] or row["value"]:
                raise FileError(Why.UNFIT, f"{where}/value")
        elif draft.digest != row["digest"]:
            raise FileError(Why.ALTERED, where)

    def _is_sound(self, draft: Draft, row: Tree) -> bool:
        """Only the entry of a removal may replace itself, and it says nothing."""
        if row["id"] in self.acts:
            return (
                not row["value"] and replace(draft, replaces=draft.replaces - {draft.id}).is_sound
            )
        return draft.is_sound

    def _words(self, draft: Draft, where: str) -> None:
        try:
            kind = parse_among(draft.field, self.asked).kind
        except Unknown as error:
            raise FileError(Why.UNFIT, f"{where}/field") from error
        if wrong(kind, draft.value):
            raise FileError(Why.UNFIT, f"{where}/value")


def _writers(entries: Iterable[Tree]) -> None:
    """Who wrote first in a field is its writer 1, the next one 2, and so on."""
    last: dict[str, int] = {}
    for number, each in enumerate(entries, 1):
        most = last.get(each["field"], 0)
        if each["by"] > most + 1:
            raise FileError(Why.UNFIT, f"entries/{number}/by")
        last[each["field"]] = max(most, each["by"])
