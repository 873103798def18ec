"""Giving a moment a name, or another one: what the keeper does so that one can look back at it.

A milestone is an entry like any other, so the log that was kept until it is its frozen state. A
wrong name is corrected by one more entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from barnraise.instruments.models import Edition
from barnraise.ledger.draft import Draft
from barnraise.ledger.receipt import Receipt
from barnraise.ledger.writer import group_commit, locked
from barnraise.partnerships.models import Member
from barnraise.partnerships.names import one_line
from barnraise.refusals import WrongMoment
from barnraise.workbook.fields.address import clean
from barnraise.workbook.fields.rules import MILESTONES
from barnraise.workbook.models import Workbook


def named_under(workbook: Workbook) -> dict[str, int]:
    """For each milestone's field, the version of the questions that was asked then."""
    editions: dict[str, int] = {}
    versions = dict(workbook.rounds.values_list("edition__sha256", "edition__version"))
    rows = workbook.entries.filter(field__startswith=MILESTONES).order_by("version")
    for address, edition in rows.values_list("field", "edition"):
        editions.setdefault(address, versions.get(edition, 0))
    return editions


@dataclass(frozen=True)
class MilestoneName:
    """What a milestone is to be called; `item` and `sees` say which, when it has a name already."""

    name: str
    note: str = ""
    item: str = ""
    key: UUID = field(default_factory=uuid4)
    sees: Sequence[UUID] = ()

    @property
    def address(self) -> str:
        return f"{MILESTONES}{self.item or self.key.hex}"

    def draft(self, edition: str) -> Draft:
        value = {
            "name": one_line(self.name, len(self.name)),
            "note": clean(self.note).strip(),
        }
        return Draft(self.key, self.address, value, frozenset(self.sees), edition)


def name_milestone(workbook: Workbook, name: MilestoneName, *, by: Member) -> Receipt:
    """Name this moment, or give a milestone another name; sent twice it is named once.

    Raises WrongMoment when nothing was said since the last milestone.
    """
    return group_commit(lambda: _named(workbook, name, by))


def _named(workbook: Workbook, name: MilestoneName, by: Member) -> Receipt:
    with locked(workbook) as held:
        edition = Edition.objects.only("sha256").get(workbooks=workbook.pk)  # as it is now, held
        draft = name.draft(edition.sha256)
        if not workbook.entries.filter(field=draft.field).exists():
            _must_have_changed(workbook, edition)
        return workbook.keep_held(held, [draft], by=by)[0]


def place_named(workbook: Workbook, name: MilestoneName) -> int:
    """The version of the moment that a milestone names."""
    first = workbook.entries.filter(field=name.address).order_by("version")[:1]
    return first.get().version


def _must_have_changed(workbook: Workbook, edition: Edition) -> None:
    last = workbook.entries.filter(field__startswith=MILESTONES).order_by("version").last()
    if last is None or last.edition != edition.sha256:
        return
    later = workbook.entries.filter(version__gt=last.version)
    if not later.exclude(field__startswith=MILESTONES).exists():
        raise WrongMoment(
            _(
                "Nothing was said since the last milestone, so this is the same moment. "
                "You can give that milestone another name."
            )
        )
