"""Places at a table: the last day each was used, and how one ends for good."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from threading import Lock

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.links import announce_end, digest
from barnraise.partnerships.models import Device, EndedSeat, Member, Partnership, today
from barnraise.partnerships.tombstones import mark_ended

UNUSED = timedelta(days=365)  # after which a place ends by itself
AT_ONCE = 500  # places that are written in one transaction
MAX_NOTICED = 50_000

_noticed: set[int] = set()  # places used today that the database does not know of yet
_lock = Lock()


def notice(member: Member) -> None:
    """Remember that this place is used today. Whoever only reads does not wait for a disk."""
    if member.seen_on != today() and len(_noticed) < MAX_NOTICED:
        with _lock:
            _noticed.add(member.pk)


def write_noticed() -> None:
    """Write down which places were used today."""
    with _lock:
        waiting = sorted(_noticed)
        _noticed.clear()
    for start in range(0, len(waiting), AT_ONCE):
        with write_transaction():
            used = Member.objects.filter(pk__in=waiting[start : start + AT_ONCE])
            used.filter(ended_at=None).update(seen_on=today())


def seats(partnership: Partnership) -> QuerySet[Member]:
    """The places from which one can come in now, the latest used first."""
    write_noticed()
    roles = {role: partnership.generation(role) for role in ("keeper", "writer", "reader")}
    here = partnership.members.filter(ended_at=None)
    current = here.none()
    for role, generation in roles.items():
        current |= here.filter(role=role, generation=generation)
    return current.order_by("-seen_on", "-pk")


def nobody() -> Device:
    """A device that nobody holds: its secret is thrown away as soon as it is made."""
    return Device.objects.create(digest=digest(secrets.token_urlsafe(24)))


def end_seats(members: Iterable[Member]) -> None:
    """End these places at once. What was written from them stays, signed as it was."""
    with write_transaction():
        for member in members:
            mark_ended(member.partnership.slug, member.device.digest)
            member.device, member.ended_at = nobody(), timezone.now()
            member.save(update_fields=["device", "ended_at"])
        transaction.on_commit(announce_end)


def forget_device(digest: str) -> None:
    """End every place of the device with this digest, and the device with what it alone saw."""
    with write_transaction():
        device = Device.objects.select_for_update().filter(digest=digest).first()
        if device is not None:
            end_seats(device.members.select_related("partnership", "device"))
            device.delete()


def end_unused() -> int:
    """End the places that nobody used for a year; answers how many. Their marks go in time too."""
    write_noticed()
    before = today() - UNUSED
    unused = Member.objects.filter(ended_at=None, seen_on__lt=before)
    there = list(unused.select_related("partnership", "device").order_by("pk")[:AT_ONCE])
    if there:
        end_seats(there)
    with write_transaction():  # a place this old in a backup ends as unused in any case
        EndedSeat.objects.filter(at__lt=timezone.now() - UNUSED - timedelta(days=2)).delete()
    return len(there)
