"""A desk in the past: the same member before the workbook as it stood at an earlier moment.

Its pages are rendered anew each time: what `regions` and `whole` remember is of now.
"""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from barnraise.instruments.document import Instrument
from barnraise.workbook.history.as_of import Then, as_of, now
from barnraise.workbook.history.milestones import Milestone, milestones
from barnraise.workbook.pages.context import Desk
from barnraise.workbook.state.load import reading_of
from barnraise.workbook.state.snapshot import Reading


@dataclass(frozen=True)
class PastDesk(Desk):
    """A member's look back; it can only be read."""

    then: Then

    @cached_property
    def reading(self) -> Reading:
        return self.then.reading

    @property
    def instrument(self) -> Instrument:
        return self.then.instrument

    def stage_path(self, number: int) -> str:
        return reverse("workbook:moment_stage", args=[self.slug, self.then.version, number])

    @cached_property
    def milestone(self) -> Milestone | None:
        """The milestone that this moment is, with the name it has now."""
        known = milestones(reading_of(self.workbook))
        return next((each for each in known if each.version == self.then.version), None)


def desk_at(desk: Desk, moment: str) -> PastDesk:
    """The desk at a moment as addresses name it: "now", or a version; 404 for what never was."""
    if moment == "now":
        return PastDesk(desk.member, desk.workbook, now(desk.workbook, desk.reading))
    if not (moment.isascii() and moment.isdecimal() and len(moment) < 10):
        raise Http404
    if int(moment) > desk.workbook.version:
        raise Http404
    return PastDesk(desk.member, desk.workbook, as_of(desk.workbook, int(moment)))
