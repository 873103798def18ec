"""A link opened by a browser that is known: a new secret, and what changes when it first comes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.links import announce_end
from barnraise.partnerships.models import Device, Member, Opening, Partnership, Role
from barnraise.partnerships.tombstones import mark_ended

RANK = (Role.READER, Role.WRITER, Role.KEEPER)  # each may do all that the ones before may
MAX_UNCLAIMED = 8  # new secrets of one browser that it has not come with
UNCLAIMED = timedelta(hours=1)


def take_seat(device: Device, partnership: Partnership, role: Role) -> Member:
    """Seat this device at the table, or move it up to this role.

    A link that lets its holder do less takes nothing away, unless the one held was replaced.
    """
    member = partnership.members.filter(device=device).first()
    if member and not _moves(member, partnership, role):
        return member
    given = {"role": role, "generation": partnership.generation(role)}
    return partnership.members.update_or_create(device=device, defaults=given)[0]


def _moves(member: Member, partnership: Partnership, role: Role) -> bool:
    replaced = member.generation != partnership.generation(member.role)
    return replaced or RANK.index(role) > RANK.index(Role(member.role))


def remember_opening(device: Device, digest: str, partnership: Partnership, role: Role) -> Opening:
    """Keep what the link gives until the browser comes with its new secret."""
    waiting = list(device.openings.order_by("-pk").values_list("pk", flat=True))
    device.openings.filter(pk__in=waiting[MAX_UNCLAIMED - 1 :]).delete()
    generation = partnership.generation(role)
    return device.openings.create(
        digest=digest, partnership=partnership, role=role, generation=generation
    )


def claim(digest: str) -> bool:
    """Let a browser that comes with its new secret have what it opened; its old one ends.

    Answers whether there is such a secret. Others that this browser was given meanwhile lead to
    the table they were given for, and to nothing else: whoever held the old secret may have them.
    """
    if not Opening.objects.filter(digest=digest).exists():
        return False
    with write_transaction():
        opening = Opening.objects.select_for_update().filter(digest=digest).first()
        if opening is None:  # the same browser came twice at once
            return True
        device = opening.device or Device(digest=digest)
        if opening.device:
            _end_secret(device)
        device.digest = digest
        device.save()
        table = opening.partnership
        if opening.generation == table.generation(opening.role):
            take_seat(device, table, Role(opening.role))
        opening.delete()
        device.openings.update(device=None)
    return True


def _end_secret(device: Device) -> None:
    """What the old secret opened is not opened by it again, not even after a restore."""
    for member in device.members.select_related("partnership"):
        mark_ended(member.partnership.slug, device.digest)
    transaction.on_commit(announce_end)


def forget_unclaimed() -> None:
    """Drop new secrets that no browser came with."""
    with write_transaction():
        Opening.objects.filter(at__lt=timezone.now() - UNCLAIMED).delete()
