"""Places that ended, by digests, so that a restore lets no device in that was put out or left."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import connections
from django.utils import timezone

from barnraise.partnerships.links import digest
from barnraise.partnerships.models import Device, EndedSeat, Member
from barnraise.partnerships.seats import UNUSED
from barnraise.partnerships.tombstones import mark_of

DIGITS = frozenset("0123456789abcdef")


def ended_seats(using: str) -> dict[str, datetime]:
    """The marks in this database, each with when it ended; none in one of an older schema."""
    if EndedSeat._meta.db_table not in connections[using].introspection.table_names():
        return {}
    return dict(EndedSeat.objects.using(using).values_list("mark", "at"))


def read_mark(mark: object) -> str:
    """A mark out of a list; ValueError when it is none."""
    text = str(mark)
    if len(text) != 64 or not DIGITS.issuperset(text):
        raise ValueError("a digest has 64 digits")
    return text


def is_needed(at: datetime) -> bool:
    """Whether a place that ended then could come back; an older one ends as unused in any case."""
    return timezone.now() - at < 2 * UNUSED


def end_again(marks: Mapping[str, datetime], using: str) -> None:
    """End the places in this database that ended since, and let it know that they did."""
    if not marks:
        return
    table = Member.objects.using(using).filter(ended_at=None)
    for member in table.select_related("partnership", "device").iterator():
        at = marks.get(mark_of(member.partnership.slug, member.device.digest))
        if at is not None:
            unheld = digest(secrets.token_urlsafe(24))
            member.device = Device.objects.using(using).create(digest=unheld)
            member.ended_at = at
            member.save(using=using, update_fields=["device", "ended_at"])
    known = EndedSeat.objects.using(using)
    rows = [EndedSeat(mark=mark, at=at) for mark, at in sorted(marks.items())]
    known.bulk_create(rows, batch_size=500, ignore_conflicts=True)
