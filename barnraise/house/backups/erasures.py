"""What ended for good, as a backup may not know it: found in a database or a list of ids.

The list lies beside the backups, so that an older one restored on a fresh machine brings nothing
back: no words that were removed, no link that was replaced. It holds addresses, ids, digests and
times; nothing that anybody wrote, no name, nothing that opens anything.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Model

from barnraise.house.atomic_file import atomic_file
from barnraise.house.backups.ended_links import (
    LinkCounts,
    count_up,
    link_counts,
    read_counts,
    row_of,
)
from barnraise.house.backups.ended_seats import end_again, ended_seats, is_needed, read_mark
from barnraise.ledger.erase import Act, erase
from barnraise.ledger.models import Removed
from barnraise.ledger.removal import removal
from barnraise.partnerships.models import Member, Partnership, Role
from barnraise.partnerships.tombstones import known_devices
from barnraise.workbook.erasure.erase import unsign
from barnraise.workbook.erasure.remove_workbook import clear
from barnraise.workbook.models import Erasure, Workbook

NAME = "erased.jsonl"


@dataclass
class Erasures:
    """Acts by workbook and id, workbooks that were removed whole, and how often links were made."""

    acts: dict[tuple[str, UUID], Act] = field(default_factory=dict)
    removed: dict[str, tuple[datetime, tuple[str, ...]]] = field(default_factory=dict)
    links: dict[str, LinkCounts] = field(default_factory=dict)
    seats: dict[str, datetime] = field(default_factory=dict)  # marks of places that ended, and when
    unread: list[str] = field(default_factory=list)  # lines of a list that make no sense

    def __bool__(self) -> bool:
        return bool(self.acts or self.removed or self.links or self.seats)

    def add(self, other: "Erasures") -> None:
        """Take in what another source knows; one with the names of who did it is better."""
        for key, act in other.acts.items():
            if key not in self.acts or any(act.signed):
                self.acts[key] = act
        for slug, (at, known) in other.removed.items():
            before = self.removed.get(slug, (at, ()))[1]
            self.removed[slug] = (at, tuple(sorted({*before, *known})))
        for slug, counts in other.links.items():
            self.links[slug] = self.links.get(slug, counts).joined(counts)
        self.seats |= other.seats
        self.unread += other.unread


def in_database(using: str) -> Erasures:
    """What a database knows; one of an older schema knows of none."""
    there = set(connections[using].introspection.table_names())
    needed: tuple[type[Model], ...] = (Erasure, Removed)
    if any(model._meta.db_table not in there for model in needed):
        return Erasures()
    found = Erasures()
    rows = Erasure.objects.using(using).select_related("log__partnership")
    for row in rows.prefetch_related("erased").order_by("pk"):
        keys = frozenset(each.key for each in row.erased.all())
        signed = (row.name, row.organization)
        act = Act(row.key, row.field, keys, row.words, row.names, signed, row.at)
        found.acts[row.log.partnership.slug, row.key] = act
    for gone in Removed.objects.using(using):
        found.removed[gone.name] = (gone.at, tuple(gone.known_to))
    found.links, found.seats = link_counts(using), ended_seats(using)
    return found


def in_list(path: Path) -> Erasures:
    """What the list in this file knows; lines that cannot be read are counted."""
    found = Erasures()
    if not path.exists():
        return found
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            _read(json.loads(line), found)
        except (ValueError, KeyError, TypeError, AttributeError):
            found.unread.append(line)
    return found


def _read(row: dict[str, Any], into: Erasures) -> None:
    if "seat" in row:
        into.seats[read_mark(row["seat"])] = datetime.fromisoformat(row["at"]).astimezone(UTC)
        return
    slug = str(row["workbook"])
    if "links" in row:
        into.links[slug] = read_counts(row["links"])
        return
    at = datetime.fromisoformat(row["at"]).astimezone(UTC)
    if "act" not in row:
        into.removed[slug] = (at, ())
        return
    keys = frozenset(UUID(key) for key in row["entries"])
    what = (bool(row["words"]), bool(row["names"]))
    act = Act(UUID(row["act"]), str(row["field"]), keys, *what, ("", ""), at)
    into.acts[slug, act.key] = act


def _lines(erasures: Erasures) -> Iterator[str]:
    for (slug, key), act in erasures.acts.items():
        row: dict[str, Any] = {"workbook": slug, "act": str(key), "at": act.at.isoformat()}
        row |= {"field": act.field, "words": act.words, "names": act.names}
        yield json.dumps({**row, "entries": sorted(str(each) for each in act.keys)})
    for slug, (at, _known) in erasures.removed.items():
        yield json.dumps({"workbook": slug, "at": at.isoformat()})
    for slug, counts in erasures.links.items():
        if slug not in erasures.removed:  # then nothing of it opens anything
            yield json.dumps({"workbook": slug, "links": row_of(counts)})
    for mark, at in erasures.seats.items():
        if is_needed(at):
            yield json.dumps({"seat": mark, "at": at.isoformat()})


def write_list(folder: Path, erasures: Erasures) -> None:
    """Add to the list in this folder; it only ever grows, by what makes no sense here too."""
    path = folder / NAME
    whole = in_list(path)
    whole.add(erasures)
    if not whole:
        return
    lines = [*whole.unread, *sorted(_lines(whole))]
    with atomic_file(path) as file:
        file.write("".join(f"{line}\n" for line in lines).encode())


def apply(erasures: Erasures, using: str) -> int:
    """End in this database what it still holds of all this; answers how many entries it was."""
    known, count = in_database(using), 0
    for slug, (at, devices) in erasures.removed.items():
        if slug not in known.removed:
            count += _remove(slug, at, devices, using)
    for (slug, key), act in erasures.acts.items():
        workbook = Workbook.objects.using(using).filter(partnership__slug=slug).first()
        if workbook is not None and (slug, key) not in known.acts:
            count += _erase(workbook, act)
    count_up(erasures.links, using)
    end_again(erasures.seats, using)
    if count:
        with connections[using].cursor() as cursor:
            cursor.execute("VACUUM")
    return count


def _erase(workbook: Workbook, act: Act) -> int:
    there = list(workbook.entries.filter(key__in=act.keys, field=act.field))
    people = Member.objects.using(workbook._state.db).filter(partnership=workbook.partnership_id)
    keeper = people.filter(role=Role.KEEPER).first() or people.first()
    if keeper is None:  # then nobody ever wrote in it
        return 0
    if act.names and there:
        unsign(there)
    return erase(workbook, act, by=keeper)


def _remove(slug: str, at: datetime, devices: Iterable[str], using: str) -> int:
    count, known = 0, set(devices)
    with removal("the keeper removed the workbook", using):
        table = Partnership.objects.using(using).filter(slug=slug).first()
        if table is not None:
            count = table.workbook.entries.count()
            known |= set(known_devices(table))
            clear(table)
        Removed.objects.using(using).create(name=slug, at=at, known_to=sorted(known))
    return count
