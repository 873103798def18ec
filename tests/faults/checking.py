"""What a database really holds, against what devices were told and what the law says stands."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.faults.device import Device
from tests.faults.server import Server

ROWS = """
    select entry.key, entry.field, entry.replaces, entry.value, entry.version
    from workbook_entry entry
    join workbook_workbook book on book.id = entry.log_id
    join partnerships_partnership partnership on partnership.id = book.partnership_id
    where partnership.slug = %s order by entry.version
"""
STANDING = ROWS.replace(
    "where", "join workbook_standing standing on standing.entry_id = entry.id where"
)
COUNTED = """
    select book.version from workbook_workbook book
    join partnerships_partnership partnership on partnership.id = book.partnership_id
    where partnership.slug = %s
"""
State = dict[str, set[str]]


@dataclass(frozen=True)
class Row:
    """One entry as the database holds it."""

    id: str
    field: str
    replaces: frozenset[str]
    value: dict[str, Any]
    version: int


def entries(server: Server, slug: str, query: str = ROWS) -> list[Row]:
    """The log of a workbook, oldest first."""
    return [_row(*found) for found in server.rows(query, slug)]


def _row(key: Any, field: str, replaces: Any, value: Any, version: int) -> Row:
    seen = json.loads(replaces) if isinstance(replaces, str) else replaces
    words = json.loads(value) if isinstance(value, str) else value
    return Row(str(UUID(str(key))), field, frozenset(seen), words, version)


def stands(rows: Iterable[Any]) -> State:
    """The law, word for word: in each field, the entries that nothing there replaces."""
    known = list(rows)
    replaced = {(row.field, key) for row in known for key in row.replaces}
    state: State = {}
    for row in known:
        if (row.field, row.id) not in replaced:
            state.setdefault(row.field, set()).add(row.id)
    return state


@dataclass(frozen=True)
class Found:
    """What a look into the database showed; all but `acknowledged` and `rows` should be 0."""

    acknowledged: int
    rows: int
    lost: int  # acknowledged as kept, and not there
    doubled: int  # the same words more than once, or a row that no device knows of
    not_lawful: int  # what stands differs from the law, or the count from the rows

    @property
    def is_sound(self) -> bool:
        return not (self.lost or self.doubled or self.not_lawful)


def look_over(server: Server, slug: str, devices: Iterable[Device]) -> Found:
    """Compare one workbook with the ledgers of all devices that wrote in it.

    Devices give every text a word of its own, so equal words in a field are a doubling.
    """
    told = list(devices)
    rows = entries(server, slug)
    there = {row.id for row in rows}
    kept = {
        receipt.kept_as
        for device in told
        for receipt in device.acknowledged.values()
        if receipt.kept_as
    }
    known = kept.union(*(device.said for device in told))
    words = [(row.field, json.dumps(row.value, sort_keys=True)) for row in rows if _worded(row)]
    lawful = stands(rows) == _standing(server, slug) and _count(server, slug) == len(rows)
    return Found(
        acknowledged=len(kept),
        rows=len(rows),
        lost=len(kept - there),
        doubled=len(there - known) + len(rows) - len(there) + len(words) - len(set(words)),
        not_lawful=int(not lawful),
    )


def _worded(row: Row) -> bool:
    return any(isinstance(each, str) and " " in each for each in row.value.values())


def _standing(server: Server, slug: str) -> State:
    state: State = {}
    for row in entries(server, slug, STANDING):
        state.setdefault(row.field, set()).add(row.id)
    return state


def _count(server: Server, slug: str) -> int:
    return int(server.rows(COUNTED, slug)[0][0])


def is_intact(server: Server) -> bool:
    """Whether the database's own check finds nothing; PostgreSQL has none to ask."""
    if server.database_url:
        return bool(server.rows("select 1"))
    return server.rows("pragma integrity_check") == [("ok",)]
