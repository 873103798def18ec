"""Removes workbooks in which nobody ever wrote, once a month has gone by since somebody came."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from barnraise.instruments.imported_editions import OWN
from barnraise.instruments.models import CARRIED
from barnraise.ledger.db_errors import LogGone
from barnraise.ledger.events import log_event
from barnraise.ledger.removal import removal
from barnraise.ledger.writer import locked
from barnraise.workbook.erasure.remove_workbook import clear
from barnraise.workbook.models import Workbook

A_MONTH = timedelta(days=31)
AT_ONCE = 200  # in one round of tidying


def remove_unused() -> int:
    """Remove them; returns how many there were.

    A checklist that somebody brought and corrected is something written: its workbook stays.
    """
    before = timezone.now() - A_MONTH
    brought = Q(edition__key__startswith=OWN) | Q(edition__key__startswith=CARRIED)
    found = Workbook.objects.filter(
        version=0,
        partnership__example_until=None,
        partnership__started_at__lt=before,
        set_aside=None,
        checklist_drafts=None,
    ).exclude(brought)
    found = found.exclude(partnership__members__joined_at__gte=before)
    return sum(_remove(workbook) for workbook in found.order_by("pk")[:AT_ONCE])


def _remove(workbook: Workbook) -> bool:
    slug = workbook.partnership.slug
    try:
        with removal("nobody ever wrote in it"), locked(workbook) as held:
            if held.version:  # somebody wrote just now
                return False
            clear(workbook.partnership)
    except LogGone:  # the keeper was quicker
        return False
    log_event("unused_workbook_removed", workbook=slug)
    return True
