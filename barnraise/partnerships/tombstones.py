"""What is left of a table that was removed for good: its public name, when, and who may be told.

Whoever had a place there is told that it was removed. To everybody else its address is like one
that never was: their digest is not among those kept here.
"""

import hashlib

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from barnraise.ledger.models import Removed
from barnraise.partnerships.models import Partnership
from barnraise.refusals import Gone


def remember_removed(partnership: Partnership) -> Removed:
    """Write down that this table is removed, in the transaction that removes it."""
    known = known_devices(partnership)
    table = Removed.objects.using(partnership._state.db)
    return table.create(name=partnership.slug, at=timezone.now(), known_to=known)


def known_devices(partnership: Partnership) -> list[str]:
    """A digest for each device with a place at this table."""
    devices = partnership.members.values_list("device__digest", flat=True)
    return sorted(_known(partnership.slug, digest) for digest in devices)


def refuse_removed(slug: str, digest: str) -> None:
    """Raise Gone when the device with this digest had a place at a table that was removed."""
    found = Removed.objects.filter(name=slug).first()
    if found is None or _known(slug, digest) not in found.known_to:
        return
    day = date_format(found.at, "DATE_FORMAT")
    raise Gone(
        _(
            "The person who kept this workbook removed it for good on %(day)s. "
            "Nothing that was written in it is kept here any more."
        )
        % {"day": day}
    )


def _known(slug: str, digest: str) -> str:
    """Of use only to a device that comes again; two tables cannot be compared by it."""
    return hashlib.sha256(f"{slug}:{digest}".encode()).hexdigest()
