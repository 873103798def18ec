"""Saying something and naming the moment."""

from barnraise.ledger.receipt import Outcome
from barnraise.workbook.history.milestones import MilestoneName, name_milestone
from barnraise.workbook.models import Workbook
from barnraise.workbook.state.load import snapshot_of
from barnraise.workbook.state.milestones import Milestone, milestones
from tests.cast import Table, a_draft, an_item


def named(table: Table, name: str = "First look", note: str = "") -> Milestone:
    """A milestone of what stands now."""
    receipt = name_milestone(table.workbook, MilestoneName(name, note), by=table.keeper)
    assert receipt.outcome is Outcome.STORED, receipt.reason
    return all_of(table)[-1]


def all_of(table: Table) -> tuple[Milestone, ...]:
    return milestones(snapshot_of(Workbook.objects.get(pk=table.workbook.pk)))


def say(table: Table, text: str = "A note") -> None:
    table.workbook.keep([a_draft(an_item("note"), text=text)], by=table.writer)
