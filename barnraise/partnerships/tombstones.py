"""What is left of a table that was removed for good, and of a place at a table that ended.

Whoever had a place there is told. To everybody else the address is like one that never was: their
digest is not among those kept here.
"""

import hashlib

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from barnraise.ledger.models import Removed
from barnraise.partnerships.models import EndedSeat, Partnership
from barnraise.refusals import Forbidden, Gone


def remember_removed(partnership: Partnership) -> Removed:
    """Write down that this table is removed, in the transaction that removes it."""
    known = known_devices(partnership)
    table = Removed.objects.using(partnership._state.db)
    return table.create(name=partnership.slug, at=timezone.now(), known_to=known)


def known_devices(partnership: Partnership) -> list[str]:
    """A digest for each device with a place at this table."""
    devices = partnership.members.values_list("device__digest", flat=True)
    return sorted(mark_of(partnership.slug, digest) for digest in devices)


def refuse_removed(slug: str, digest: str) -> None:
    """Raise Gone when the device with this digest had a place at a table that was removed."""
    found = Removed.objects.filter(name=slug).first()
    if found is None or mark_of(slug, digest) not in found.known_to:
        return
    day = date_format(found.at, "DATE_FORMAT")
    raise Gone(
        _(
            "The person who kept this workbook removed it for good on %(day)s. "
            "Nothing that was written in it is kept here any more."
        )
        % {"day": day}
    )


def mark_ended(slug: str, digest: str) -> None:
    """Write down that the secret with this digest opens this table no more."""
    EndedSeat.objects.get_or_create(mark=mark_of(slug, digest))


def refuse_ended(slug: str, digest: str) -> None:
    """Raise Forbidden when the device with this digest had a place at this table that ended."""
    if EndedSeat.objects.filter(mark=mark_of(slug, digest)).exists():
        raise Forbidden(
            _(
                "The place of this browser in this workbook has ended. "
                "Open your link again, or ask the person who keeps the workbook for one."
            )
        )


def mark_of(slug: str, digest: str) -> str:
    """Of use only to a device that comes again; two tables cannot be compared by it."""
    return hashlib.sha256(f"{slug}:{digest}".encode()).hexdigest()
