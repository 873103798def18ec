"""Removes a whole workbook: all that was said, its links and its members; one line stays."""

from django.db.models import Q

from barnraise.instruments.imported_editions import OWN
from barnraise.instruments.models import CARRIED, Edition
from barnraise.ledger.events import log_event
from barnraise.ledger.models import Removed
from barnraise.ledger.removal import removal
from barnraise.ledger.writer import locked
from barnraise.partnerships.models import Device, Partnership
from barnraise.partnerships.tombstones import remember_removed
from barnraise.workbook.erasure.erase import forget_everywhere
from barnraise.workbook.models import Workbook


def remove(workbook: Workbook) -> Removed:
    """Remove it for good; what is left is its public name, when, and who may be told."""
    with removal("the keeper removed the workbook"), locked(workbook):
        left = remember_removed(workbook.partnership)
        clear(workbook.partnership)
    log_event("workbook_removed", workbook=left.name)
    forget_everywhere()
    return left


def clear(partnership: Partnership) -> None:
    """Take out a partnership, all that was said at its table, and devices with nothing else.

    Only within a `removal`; also in a database beside the usual one.
    """
    using, workbook = partnership._state.db, partnership.workbook
    devices = list(partnership.members.values_list("device", flat=True))
    editions = [workbook.edition_id, *workbook.rounds.values_list("edition", flat=True)]
    workbook.entries.all().delete()
    workbook.set_aside.all().delete()
    partnership.delete()
    idle = Device.objects.using(using).filter(
        members__isnull=True, openings__isnull=True, checklist_drafts__isnull=True
    )
    idle.filter(pk__in=devices).delete()
    theirs = Q(key__startswith=OWN) | Q(key__startswith=CARRIED)
    own = Edition.objects.using(using).filter(theirs, pk__in=editions)
    own.filter(workbooks__isnull=True, rounds__isnull=True).delete()
