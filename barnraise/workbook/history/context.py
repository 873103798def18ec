"""A page of the past: the same member before the workbook as it stood at an earlier moment.

Its pages are rendered anew each time: what `regions` and `whole` remember is of now.
"""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from barnraise.instruments.document import Instrument
from barnraise.workbook.history.as_of import Moment, as_of, now
from barnraise.workbook.numbers import whole_number
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.state.load import snapshot_of
from barnraise.workbook.state.milestones import Milestone, milestones
from barnraise.workbook.state.snapshot import Snapshot


@dataclass(frozen=True)
class PastPageContext(PageContext):
    """A member's look back; it can only be read."""

    then: Moment

    @cached_property
    def snapshot(self) -> Snapshot:
        return self.then.snapshot

    @property
    def instrument(self) -> Instrument:
        return self.then.instrument

    def stage_path(self, number: int) -> str:
        return reverse("workbook:moment_stage", args=[self.slug, self.then.version, number])

    @cached_property
    def milestone(self) -> Milestone | None:
        """The milestone that this moment is, with the name it has now."""
        known = milestones(snapshot_of(self.workbook))
        return next((each for each in known if each.version == self.then.version), None)


def page_at(page: PageContext, moment: str) -> PastPageContext:
    """The page of a moment as addresses name it: "now", or a version; 404 for what never was."""
    if moment == "now":
        return PastPageContext(page.member, page.workbook, now(page.workbook, page.snapshot))
    version = whole_number(moment)
    if version is None or version > page.workbook.version:
        raise Http404
    return PastPageContext(page.member, page.workbook, as_of(page.workbook, version))
