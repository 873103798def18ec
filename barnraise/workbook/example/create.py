"""The example: a fresh copy of a made-up partnership for each visitor, removed after a week."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from barnraise.instruments.models import Edition
from barnraise.instruments.publish import find
from barnraise.ledger.removal import removal
from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.models import Member, Partnership
from barnraise.partnerships.proxy_members import proxy_member
from barnraise.refusals import WrongMoment
from barnraise.workbook.erasure.remove_workbook import clear
from barnraise.workbook.example.script import ScriptLine, drafts_of, organizations, read_script
from barnraise.workbook.models import Workbook
from barnraise.workbook.models.checklist import forget_old
from barnraise.workbook.rounds.start import Started, start

A_WEEK = timedelta(days=7)
EDITION = ("partnership-readiness", 1)


def raise_example(language: str) -> Started:
    """A workbook in which everything Juniper Bend said together has been said."""
    edition = find(*EDITION)
    if edition is None:
        raise WrongMoment(_("The example is not set up on this server. Please tell its host."))
    name = read_script()["name"]
    with write_transaction():
        until = timezone.now() + A_WEEK
        started = start(name.get(language) or name["en"], edition, example_until=until)
        _keep(started.workbook, list(drafts_of(language)), edition)
    return started


def _keep(workbook: Workbook, lines: list[ScriptLine], edition: Edition) -> None:
    for key, organization in organizations().items():
        drafts = [line.draft(edition.sha256) for line in lines if line.by == key]
        if drafts:
            member: Member = proxy_member(workbook.partnership, organization)
            workbook.keep(drafts, by=member)


def remove_expired() -> int:
    """Remove the examples whose week is over; returns how many there were."""
    over = list(Partnership.objects.filter(example_until__lt=timezone.now())[:200])
    for partnership in over:
        remove(partnership)
    forget_old()
    return len(over)


def remove(partnership: Partnership) -> None:
    """Remove an example; nothing of it stays."""
    with removal("example is over"):
        clear(partnership)
