"""Erases entries for good: their words, the signature under them, or both.

What is left of an entry is its id, its place in the log, what it replaces and when it came, so
that the order of things and what stands stay a function of the log. That something was erased is
an entry of its own in the same field: it says nothing, stands where erased words stood, and moves
the version, by which every open page and every page in memory notices.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any
from uuid import UUID

from django.db.models import Model, Q
from django.dispatch import Signal

from barnraise.ledger.draft import Draft
from barnraise.ledger.held import HeldLog
from barnraise.ledger.models import Entry
from barnraise.ledger.removal import removal
from barnraise.ledger.writer import locked

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
            return erase_held(HeldLog(log, log.version, log.bytes_kept), act, by=by)
        with locked(log) as held:
            return erase_held(held, act, by=by)


def erase_held(held: HeldLog, act: Act, *, by: Model) -> int:
    """The same in a transaction that holds the log already and may remove."""
    log: Any = held.log
    if log.erasures.filter(key=act.key).exists():
        return 0
    there = list(log.entries.filter(key__in=act.keys, field=act.field))
    stood = set(log.standing.filter(entry__in=there).values_list("entry__key", flat=True))
    _forget(held, act, there)
    _mark(log, act)
    if there:
        gone = stood if act.words else set()
        left = log.standing.filter(field=act.field).exclude(entry__key__in=gone).exists()
        _say_so(held, act, by, gone, stands=bool(gone) and not left)
    type(log).objects.using(log._state.db).filter(pk=log.pk).update(
        version=held.version, bytes_kept=held.bytes_kept
    )
    return len(there)


def _forget(held: HeldLog, act: Act, there: Collection[Entry]) -> None:
    """Empty the rows; the bytes they took may be used again."""
    log: Any = held.log
    rows = log.entries.filter(pk__in=[entry.pk for entry in there])
    if act.words:
        freed = sum(len(entry.draft.canonical) for entry in there if entry.digest)
        held.bytes_kept = max(0, held.bytes_kept - freed)
        rows.update(value={}, digest="")
        log.set_aside.filter(key__in=act.keys).delete()
        if act.whole:
            log.set_aside.filter(pk__in=_aside(log, act.field)).delete()
    if act.names:
        rows.update(name="", organization="")
        aside = Q(key__in=act.keys)
        if act.whole:
            aside |= Q(pk__in=_aside(log, act.field))
        log.set_aside.filter(aside).update(name="", organization="")


def _aside(log: Any, field: str) -> list[int]:
    """What was set aside for this field, under whatever id."""
    held = log.set_aside.values_list("pk", "payload")
    return [pk for pk, payload in held if loads(payload)["field"] == field]


def _mark(log: Any, act: Act) -> None:
    """Write down who and when, and the ids, by which what was erased is known if it comes again."""
    name, organization = act.signed
    erasure = log.erasures.create(
        key=act.key,
        field=act.field,
        words=act.words,
        names=act.names,
        name=name,
        organization=organization,
        at=act.at,
    )
    model = log.erased.model
    marks = [model(log=log, erasure=erasure, key=key) for key in sorted(act.keys)]
    log.erased.bulk_create(marks)


def _say_so(held: HeldLog, act: Act, by: Model, gone: set[UUID], *, stands: bool) -> None:
    """Add the entry that says nothing. Where other words still stand, it replaces itself too."""
    log: Any = held.log
    replaced = gone if stands else gone | {act.key}
    draft = Draft(act.key, act.field, {}, frozenset(replaced))
    name, organization = act.signed
    entry = log.entries.create(
        version=held.grow(len(draft.canonical)),
        key=act.key,
        field=act.field,
        value={},
        replaces=sorted(str(key) for key in replaced),
        digest=draft.digest,
        by=by,
        name=name,
        organization=organization,
        at=act.at,
    )
    model = log.replacements.model
    log.replacements.bulk_create(
        [model(log=log, field=act.field, key=key) for key in sorted(replaced)],
        ignore_conflicts=True,
    )
    log.standing.filter(field=act.field, entry__key__in=gone).delete()
    if stands:
        log.standing.create(field=act.field, entry=entry)
