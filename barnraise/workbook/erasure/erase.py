"""Removes what was said for good: the words, the name under them, or both; the keeper's act."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from barnraise.caches import forget_all
from barnraise.instruments.models import Edition
from barnraise.ledger import erase as ledger_erase
from barnraise.ledger import vacuum
from barnraise.ledger.events import log_event
from barnraise.ledger.removal import removal
from barnraise.ledger.writer import locked
from barnraise.partnerships.models import Member
from barnraise.refusals import WrongMoment
from barnraise.workbook.history.revisions import revision_with
from barnraise.workbook.models import Entry, SetAside, Workbook
from barnraise.workbook.models.checklist import ChecklistDraft


@dataclass(frozen=True)
class What:
    """What is to go from a field: `entry` names one line of its history, None all of them."""

    field: str
    entry: UUID | None = None
    words: bool = True
    names: bool = False


def erasable(workbook: Workbook, what: What) -> list[Entry]:
    """The entries of which something would go, oldest first."""
    found = list(workbook.entries.filter(field=what.field).order_by("version"))
    if what.entry:
        keys = revision_with(what.entry, found, _standing(workbook, what.field))
        found = [each for each in found if each.key in keys]
    return [each for each in found if _goes(each, what)]


def _goes(entry: Entry, what: What) -> bool:
    """Acts of erasing keep their signature: that somebody removed something is not hidden."""
    is_act = not entry.value and entry.digest
    return not is_act and ((what.words and bool(entry.value)) or (what.names and _signed(entry)))


def _standing(workbook: Workbook, field: str) -> set[UUID]:
    there = workbook.standing.filter(field=field)
    return set(there.values_list("entry__key", flat=True))


def _signed(entry: Entry) -> bool:
    return bool(entry.name or entry.organization)


def erase(workbook: Workbook, what: What, *, by: Member) -> int:
    """Remove it for good; answers how many entries it was.

    Raises WrongMoment when nothing of it is left. What stands elsewhere is as it was.
    """
    with removal("erasing words for good"), locked(workbook) as held:
        gone = erasable(workbook, what)
        if not gone:
            raise WrongMoment(_("There is nothing left here to remove."))
        act = ledger_erase.Act(
            key=uuid4(),
            field=what.field,
            keys=frozenset(each.key for each in gone),
            words=what.words,
            names=what.names,
            signed=by.signature,
            at=timezone.now(),
            whole=what.entry is None,
        )
        ledger_erase.erase_held(held, [act], by=by)
        if what.names:
            unsign(gone)
    slug = workbook.partnership.slug
    log_event("removed", workbook=slug, entries=len(gone), words=what.words, names=what.names)
    forget_everywhere()
    return len(gone)


def unsign(entries: list[Entry]) -> None:
    """Who wrote these and still signs that way signs no more; they may say a name again."""
    for member, name, organization in {(e.by_id, e.name, e.organization) for e in entries}:
        if name or organization:
            same = Q(pk=member, name=name, organization=organization)
            Member.objects.using(entries[0]._state.db).filter(same).update(name="", organization="")


def forget_everywhere() -> None:
    """What this process remembers of pages goes, and the bytes in the database's files."""
    forget_all()
    if not connection.in_atomic_block:
        ledger_erase.done.send(sender=Entry)
        tables = (Entry, SetAside, Member, ChecklistDraft, Edition)
        vacuum.scour(*(table._meta.db_table for table in tables))
