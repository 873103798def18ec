"""What was written from each device, and its removal for good in one act; the keeper's.

What it takes of the workbook's room can be used again. Others' words stay as they are.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import uuid4

from django.db.models import Count, Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from barnraise.ledger import erase as ledger_erase
from barnraise.ledger.removal import removal
from barnraise.ledger.writer import locked
from barnraise.partnerships.arrivals import arrived_with
from barnraise.partnerships.models import Member
from barnraise.refusals import WrongMoment
from barnraise.workbook.erasure.erase import forget_everywhere, unsign
from barnraise.workbook.models import Entry, Workbook


@dataclass(frozen=True)
class DeviceWords:
    """How much was written from one device, and when first and last."""

    seat: Member
    many: int
    first: datetime
    last: datetime


def written(workbook: Workbook) -> list[DeviceWords]:
    """Every device from which something was written that is still here; the most first."""
    there = workbook.entries.exclude(value={}).order_by().values("by")
    counted = there.annotate(many=Count("pk"), first=Min("at"), last=Max("at"))
    rows = {row["by"]: row for row in counted}
    seats = Member.objects.select_related("partnership").in_bulk(rows)
    found = [
        DeviceWords(seats[pk], row["many"], row["first"], row["last"]) for pk, row in rows.items()
    ]
    return sorted(found, key=lambda each: (-each.many, each.seat.pk))


def came_along(words: DeviceWords, everyone: Collection[DeviceWords]) -> list[DeviceWords]:
    """The others that first wrote from the same place on the same day."""
    along = set(arrived_with(words.seat)) - {words.seat.pk}
    return [each for each in everyone if each.seat.pk in along]


def remove_written(workbook: Workbook, seats: Collection[Member], *, by: Member) -> int:
    """Remove all that was written from these devices, with the names under it; how many entries.

    Raises WrongMoment when nothing of it is left.
    """
    with removal("erasing what a device wrote"), locked(workbook) as held:
        theirs = workbook.entries.filter(by__in=seats).exclude(value={})
        gone = list(theirs.order_by("field", "version"))
        if not gone:
            raise WrongMoment(_("There is nothing left here to remove."))
        ledger_erase.erase_held(held, list(_acts(workbook, seats, gone, by)), by=by)
        workbook.set_aside.filter(by__in=seats).delete()
        unsign(gone)
    forget_everywhere()
    return len(gone)


def _acts(
    workbook: Workbook, seats: Collection[Member], gone: list[Entry], by: Member
) -> Iterator[ledger_erase.Act]:
    """One act a field; `whole` where nobody else ever wrote in it."""
    others = workbook.entries.exclude(by__in=seats).order_by().values_list("field", flat=True)
    shared, at = set(others.distinct()), timezone.now()
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
