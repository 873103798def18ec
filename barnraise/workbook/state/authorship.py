"""Who wrote the words of a small entry, who said it first, who struck it or marked it done. Pure.

A name stands only beside words that this name wrote. Whoever strikes a note says its words again,
for an entry holds all of its field; yet the words stay those of whoever wrote them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from barnraise.workbook.fields.kinds import kind_of
from barnraise.workbook.state.hand import Hand
from barnraise.workbook.state.snapshot import StandingEntry

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """An entry of a field, and the ids of those it replaced."""

    entry: StandingEntry
    replaces: frozenset[UUID]


def words_of(entry: StandingEntry) -> Words:
    """What it says in words, without its flags."""
    said = ((name, text) for name, text in entry.value.items() if isinstance(text, str) and text)
    return tuple(sorted(said))


def hand_of(entry: StandingEntry) -> Hand:
    """Whoever said this, as they signed then, and when."""
    return Hand(entry.name, entry.organization, entry.at)


class Authorship:
    """The entries of one field, in the order in which they were kept, each asked for its hands."""

    def __init__(self, rows: Iterable[FieldRow]) -> None:
        self.rows: Sequence[FieldRow] = sorted(rows, key=lambda row: row.entry.version)
        self.by_id = {row.entry.id: row for row in self.rows}

    def signed(self, entry: StandingEntry) -> StandingEntry:
        """A small entry signed by who wrote its words; its place is where the field began."""
        first, writer = self.rows[0].entry, self.writer(entry)
        begun = hand_of(first)
        return replace(
            entry,
            by=first.by,
            name=writer.name,
            organization=writer.organization,
            at=writer.at,
            born=first.version,
            born_at=first.at,
            first=None if begun.signed == hand_of(writer).signed else begun,
            acts=tuple(self._acts(entry, hand_of(writer))),
        )

    def writer(self, entry: StandingEntry) -> StandingEntry:
        """The entry in which these words were first said.

        Somebody who says their own words again, unchanged, may have signed them anew.
        """
        words = words_of(entry)
        if not words:
            return entry
        until = (row.entry for row in self.rows if row.entry.version <= entry.version)
        same = [each for each in until if words_of(each) == words]
        writer = same[0] if same else entry
        for each in same[1:]:
            if each.by == writer.by and each.value == writer.value:
                writer = each
        return writer

    def only_flags(self, entry: StandingEntry) -> tuple[tuple[str, bool], ...]:
        """The flags this entry turned, when it left the words as another hand wrote them."""
        row = self.by_id[entry.id]
        before = [self.by_id[key].entry for key in row.replaces if key in self.by_id]
        same = [each for each in before if words_of(each) == words_of(entry)]
        if not same or hand_of(self.writer(entry)).signed == hand_of(entry).signed:
            return ()
        return tuple(
            (flag, bool(entry.value.get(flag)))
            for flag in _flags(entry)
            if bool(same[-1].value.get(flag)) != bool(entry.value.get(flag))
        )

    def _acts(self, entry: StandingEntry, writer: Hand) -> Iterator[tuple[str, Hand]]:
        """What other hands than the writer's did to it, flag by flag."""
        for flag in _flags(entry):
            hand = hand_of(self._turned(entry, flag))
            if hand.signed != writer.signed:
                yield flag, hand

    def _turned(self, entry: StandingEntry, flag: str) -> StandingEntry:
        """The entry in which this flag became what it is."""
        wanted, seen = bool(entry.value.get(flag)), {entry.id}
        while entry.id in self.by_id:
            there = (self.by_id[key] for key in self.by_id[entry.id].replaces if key in self.by_id)
            before = [
                row.entry
                for row in there
                if row.entry.id not in seen and bool(row.entry.value.get(flag)) == wanted
            ]
            if not before:
                break
            entry = min(before, key=lambda each: each.version)
            seen.add(entry.id)
        return entry


def _flags(entry: StandingEntry) -> list[str]:
    kind = kind_of(entry.field)
    return [each.name for each in kind.attributes if each.is_flag] if kind else []
