"""Removes for good all that was written from some devices, in batches; the keeper's act.

What it took of the workbook's room can be used again. Others' words stay as they are.
"""

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from uuid import uuid4

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from barnraise.ledger import erase as ledger_erase
from barnraise.ledger.db_errors import Unavailable
from barnraise.ledger.events import log_event
from barnraise.ledger.removal import removal
from barnraise.ledger.writer import group_commit, locked_here
from barnraise.partnerships.models import Member
from barnraise.refusals import WrongMoment
from barnraise.workbook.erasure.erase import forget_everywhere, unsign
from barnraise.workbook.models import Entry, Workbook

BATCH = 100  # entries in one transaction: nobody's save waits for more than that
PAUSE = 0.01  # seconds between two, for those who wait for their turn
TIMEOUT = 20  # seconds; then the rest is left for the next time


@dataclass(frozen=True)
class DeviceRemoval:
    """How many entries went, and how many are left for the next time."""

    many: int
    left: int


def remove_written(workbook: Workbook, seats: Collection[Member], *, by: Member) -> DeviceRemoval:
    """Remove what was written from these devices until now, with the names under it.

    Each batch is whole by itself, and others save in between. Whatever stops it, what is gone is
    gone and the rest goes when it is asked for again. Raises WrongMoment when nothing is left.
    """
    version = Workbook.objects.values_list("version", flat=True).get(pk=workbook.pk)
    theirs = _theirs(workbook, seats).filter(version__lte=version)  # they may be writing on
    if not theirs.exists():
        raise WrongMoment(_("There is nothing left here to remove."))
    many, left = _remove_all(theirs, partial(_remove_batch, workbook, seats, theirs, by))
    log_event("removed", workbook=workbook.partnership.slug, entries=many, left=left)
    return DeviceRemoval(many, left)


def _remove_all(theirs: QuerySet[Entry], batch: Callable[[], int]) -> tuple[int, int]:
    """One batch after the other until the time is up; how many went, how many are left."""
    many, end = 0, time.monotonic() + TIMEOUT
    try:
        while theirs.exists() and (not many or time.monotonic() < end):
            many += group_commit(batch)
            time.sleep(PAUSE)
    except Unavailable:
        if not many:
            raise
    finally:
        if many:
            forget_everywhere()
    return many, theirs.count()


def _theirs(workbook: Workbook, seats: Collection[Member]) -> QuerySet[Entry]:
    return workbook.entries.filter(by__in=seats).exclude(value={})


def _remove_batch(
    workbook: Workbook, seats: Collection[Member], theirs: QuerySet[Entry], by: Member
) -> int:
    """One batch, in a transaction that has begun; how many entries it was."""
    with removal("erasing what a device wrote"), locked_here(workbook) as held:
        gone = list(theirs.order_by("field", "version")[:BATCH])
        if gone:
            ledger_erase.erase_held(held, list(_acts(workbook, seats, gone, by)), by=by)
            workbook.set_aside.filter(by__in=seats).delete()
            unsign(gone)
    return len(gone)


def _acts(
    workbook: Workbook, seats: Collection[Member], gone: list[Entry], by: Member
) -> Iterator[ledger_erase.Act]:
    """One act a field; `whole` where nobody else ever wrote in it."""
    there = workbook.entries.filter(field__in={entry.field for entry in gone})
    others = there.exclude(by__in=seats).exclude(key__in=workbook.erasures.values("key"))
    shared, at = set(others.order_by().values_list("field", flat=True).distinct()), timezone.now()
    for field, entries in groupby(gone, key=lambda entry: entry.field):
        yield ledger_erase.Act(
            key=uuid4(),
            field=field,
            keys=frozenset(entry.key for entry in entries),
            words=True,
            names=True,
            signed=by.signature,
            at=at,
            whole=field not in shared,
        )
