"""Any two moments beside each other: what moved, and what changed in the words."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from barnraise.workbook.history.context import PastDesk, desk_at
from barnraise.workbook.history.diff import compare
from barnraise.workbook.history.diff_words import told
from barnraise.workbook.history.milestones import Milestone, milestones
from barnraise.workbook.history.moment_views import listed
from barnraise.workbook.pages.context import Desk
from barnraise.workbook.pages.picture import legend, picture_of

NOW = "now"


@dataclass(frozen=True)
class Side:
    """One of the two moments: its desk, its picture with the legend, and its name if it has one."""

    desk: PastDesk
    picture: SafeString
    legend: tuple[tuple[str, int], ...]
    is_now: bool
    milestone: Milestone | None


@require_safe
def comparison(request: HttpRequest, slug: str) -> HttpResponse:
    """What is different between two moments; from the last milestone to now unless asked."""
    desk = Desk.at(request, slug)
    first = request.GET.get("from") or _last(desk)
    second = request.GET.get("to") or NOW
    before, after = _side(desk, first, "then"), _side(desk, second, "after")
    found = compare(before.desk.reading, after.desk.reading)
    context = {
        **listed(desk),
        "sides": (before, after),
        "moves": told(found, desk.language),
        "first": first,
        "second": second,
        "language": desk.language,
    }
    return render(request, "workbook/history/comparison.html", context)


def _last(desk: Desk) -> str:
    """The last milestone, or the beginning."""
    found = milestones(desk.reading)
    return str(found[-1].version) if found else "0"


def _side(desk: Desk, moment: str, ident: str) -> Side:
    there = desk_at(desk, moment)
    picture = picture_of(there, ident=ident, links=False)
    is_now = moment == NOW
    milestone = None if is_now else there.milestone
    return Side(there, picture, legend(there.reading), is_now, milestone)
