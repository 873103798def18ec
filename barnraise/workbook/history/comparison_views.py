"""Any two moments beside each other: what moved, and what changed in the words."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from barnraise.partnerships.work_budget import costly
from barnraise.workbook.history.context import PastPageContext, page_at
from barnraise.workbook.history.diff import diff
from barnraise.workbook.history.diff_words import describe
from barnraise.workbook.history.moment_views import listed
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.picture import legend, picture_of
from barnraise.workbook.state.milestones import Milestone, milestones

NOW = "now"


@dataclass(frozen=True)
class Side:
    """One of the two moments: its page, its picture with the legend, and its name if it has one."""

    page: PastPageContext
    picture: SafeString
    legend: tuple[tuple[str, int], ...]
    is_now: bool
    milestone: Milestone | None


@require_safe
@costly
def comparison(request: HttpRequest, slug: str) -> HttpResponse:
    """What is different between two moments; from the last milestone to now unless asked."""
    page = PageContext.at(request, slug)
    first = request.GET.get("from") or _last(page)
    second = request.GET.get("to") or NOW
    before, after = _side(page, first, "then"), _side(page, second, "after")
    changes = diff(before.page.snapshot, after.page.snapshot)
    context = {
        **listed(page),
        "sides": (before, after),
        "moves": describe(changes, page.language),
        "first": first,
        "second": second,
        "language": page.language,
    }
    return render(request, "workbook/history/comparison.html", context)


def _last(page: PageContext) -> str:
    """The last milestone, or the beginning."""
    named = milestones(page.snapshot)
    return str(named[-1].version) if named else "0"


def _side(page: PageContext, moment: str, ident: str) -> Side:
    there = page_at(page, moment)
    picture = picture_of(there, ident=ident, links=False)
    is_now = moment == NOW
    milestone = None if is_now else there.milestone
    return Side(there, picture, legend(there.snapshot), is_now, milestone)
