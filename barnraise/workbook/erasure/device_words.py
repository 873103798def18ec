"""What was written from each device, as the keeper is told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min

from barnraise.partnerships.arrivals import arrived_with
from barnraise.partnerships.models import Member
from barnraise.workbook.models import Workbook


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
