"""The workbook's pages: the overview, one stage, and everything on one sheet to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from barnraise.workbook.pages.context import Desk
from barnraise.workbook.pages.page_cache import page
from barnraise.workbook.pages.picture import legend, picture_of
from barnraise.workbook.rounds.advance import of_earlier_versions

WORDS = {
    "views": _("How each of us sees it"),
    "notes": _("Notes"),
    "evidence": _("Evidence"),
    "steps": _("Next steps"),
}


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """What is standing, in a picture and in words, and what to talk about next."""
    desk = Desk.at(request, slug)
    return page(request, desk, "workbook/pages/overview.html", {"page": "overview"})


@require_safe
def stage(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One stage: its questions, and its text."""
    desk = Desk.at(request, slug)
    found = desk.stage(number)
    context = {"stage": found, "stage_number": number, "page": str(number)}
    return page(request, desk, "workbook/pages/stage.html", context)


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole workbook as one page to read and print."""
    desk = Desk.at(request, slug)
    context = {
        "stages": [(stage, desk.reading.of_stage(stage)) for stage in desk.instrument.stages],
        "picture": picture_of(desk, links=False),
        "legend": legend(desk.reading),
        "desk": desk,
        "member": desk.member,
        "partnership": desk.partnership,
        "at": timezone.now(),
        "words": WORDS,
        "earlier": of_earlier_versions(desk),
    }
    return render(request, "workbook/pages/sheet.html", context)
