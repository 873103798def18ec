"""Erases entries for good: their words, the signature under them, or both.

What is left of an entry is its id, its place in the log, what it replaces and when it came, so
that the order of things and what stands stay a function of the log. That something was erased is
an entry of its own in the same field: it says nothing, stands where erased words stood, and moves
the version, by which every open page and every page in memory notices.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Model, Q
from django.dispatch import Signal

from barnraise.ledger.draft import Draft
from barnraise.ledger.held import HeldLog
from barnraise.ledger.models import Entry
from barnraise.ledger.removal import removal
from barnraise.ledger.writer import locked

AT_ONCE = 200  # acts that are written together

done = Signal()  # something was erased, and that is on disk


@dataclass(frozen=True)
class Act:
    """One erasure: of which entries of a field, whether words and names go, whose act, and when.

    `whole` says that these are all entries of the field, so what was set aside for it goes too.
    """

    key: UUID
    field: str
    keys: frozenset[UUID]
    words: bool
    names: bool
    signed: tuple[str, str]
    at: datetime
    whole: bool = False


def erase(log: Any, act: Act, *, by: Model) -> int:
    """Do it, in one transaction; answers how many entries were there. Twice is once."""
    using = log._state.db
    with removal("erasing words for good", using):
        if using != "default":  # a copy that nobody else works on
            with connections[using].cursor() as cursor:
                held = HeldLog(log, log.version, log.bytes_kept, cursor)
                return erase_held(held, [act], by=by)
        with locked(log) as held:
            return erase_held(held, [act], by=by)


def erase_held(held: HeldLog, acts: Sequence[Act], *, by: Model) -> int:
    """The same, for any number of acts, in a transaction that holds the log and may remove."""
    log: Any = held.log
    count = sum(_erase(held, some, by) for some in _some_at_a_time(log, acts))
    type(log).objects.using(log._state.db).filter(pk=log.pk).update(
        version=held.version, bytes_kept=held.bytes_kept
    )
    return count


def _some_at_a_time(log: Any, acts: Sequence[Act]) -> Iterator[list[Act]]:
    """Those acts that were not done yet, as many as fit into one statement."""
    for start in range(0, len(acts), AT_ONCE):
        some = acts[start : start + AT_ONCE]
        keys = [act.key for act in some]
        done = set(log.erasures.filter(key__in=keys).values_list("key", flat=True))
        if fresh := [act for act in some if act.key not in done]:
            yield fresh


def _erase(held: HeldLog, acts: Sequence[Act], by: Model) -> int:
    log: Any = held.log
    of_act = {(act.field, key): act for act in acts for key in act.keys}
    rows = log.entries.filter(key__in=[key for _field, key in of_act])
    there = [entry for entry in rows if (entry.field, entry.key) in of_act]
    stood = set(log.standing.filter(entry__in=there).values_list("entry__key", flat=True))
    _forget(held, acts, [(entry, of_act[entry.field, entry.key]) for entry in there])
    _mark(log, acts)
    found = {of_act[entry.field, entry.key].key for entry in there}
    told = [act for act in acts if act.key in found]
    gone = {key for act in told if act.words for key in act.keys & stood}
    _say_so(held, told, by, gone)
    return len(there)


def _forget(held: HeldLog, acts: Sequence[Act], there: Collection[tuple[Entry, Act]]) -> None:
    """Empty the rows; the bytes they took may be used again."""
    log: Any = held.log
    worded = [entry for entry, act in there if act.words]
    if any(act.words for act in acts):
        freed = sum(entry.draft.size for entry in worded)
        held.bytes_kept = max(0, held.bytes_kept - freed)
        log.entries.filter(pk__in=[entry.pk for entry in worded]).update(value={}, digest="")
        log.set_aside.filter(_set_aside_by(log, [act for act in acts if act.words])).delete()
    named = [entry.pk for entry, act in there if act.names]
    log.entries.filter(pk__in=named).update(name="", organization="")
    aside = _set_aside_by(log, [act for act in acts if act.names])
    log.set_aside.filter(aside).update(name="", organization="")


def _set_aside_by(log: Any, acts: Collection[Act]) -> Q:
    """What was set aside under the ids of these acts, or for their fields where those go whole."""
    whole = {act.field for act in acts if act.whole}
    keys = [key for act in acts for key in act.keys]
    return Q(key__in=keys) | Q(pk__in=_aside(log, whole))


def _aside(log: Any, fields: Collection[str]) -> list[int]:
    """What was set aside for these fields, under whatever id."""
    held = log.set_aside.values_list("pk", "payload") if fields else ()
    return [pk for pk, payload in held if loads(payload)["field"] in fields]


def _mark(log: Any, acts: Sequence[Act]) -> None:
    """Write down who and when, and the ids, by which what was erased is known if it comes again."""
    model = log.erasures.model
    rows = [
        model(
            log=log,
            key=act.key,
            field=act.field,
            words=act.words,
            names=act.names,
            name=act.signed[0],
            organization=act.signed[1],
            at=act.at,
        )
        for act in acts
    ]
    made = zip(log.erasures.bulk_create(rows), acts, strict=True)
    mark = log.erased.model
    log.erased.bulk_create(
        [mark(log=log, erasure=row, key=key) for row, act in made for key in sorted(act.keys)]
    )


def _say_so(held: HeldLog, acts: Sequence[Act], by: Model, gone: set[UUID]) -> None:
    """Add the entries that say nothing. Where other words still stand, one replaces itself too."""
    log: Any = held.log
    there = log.standing.filter(field__in=[act.field for act in acts if act.words])
    kept = there.exclude(entry__key__in=gone)
    left = set(kept.values_list("field", flat=True))
    replaced, rows, standing = [], [], []
    for act in acts:
        mine = act.keys & gone if act.words else set()
        stands = bool(mine) and act.field not in left
        keys = sorted(mine if stands else mine | {act.key})
        replaced += [log.replacements.model(log=log, field=act.field, key=key) for key in keys]
        rows.append(_entry(held, act, by, keys))
        if stands:
            standing.append(log.standing.model(log=log, field=act.field, entry=rows[-1]))
    log.entries.bulk_create(rows)
    log.replacements.bulk_create(replaced, ignore_conflicts=True)
    there.filter(entry__key__in=gone).delete()
    log.standing.bulk_create(standing)


def _entry(held: HeldLog, act: Act, by: Model, replaced: Sequence[UUID]) -> Entry:
    """The entry of an act, not written yet."""
    log: Any = held.log
    draft = Draft(act.key, act.field, {}, frozenset(replaced))
    row: Entry = log.entries.model(
        log=log,
        version=held.grow(draft.size),
        key=act.key,
        field=act.field,
        value={},
        replaces=[str(key) for key in replaced],
        digest=draft.digest,
        by=by,
        name=act.signed[0],
        organization=act.signed[1],
        at=act.at,
    )
    return row
