"""The workbook's pages: the overview, one stage, and everything on one sheet to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from barnraise.partnerships.addresses import fresh_token
from barnraise.partnerships.showing import keep_words
from barnraise.workbook.desk import Desk
from barnraise.workbook.picture import legend, picture_of

WORDS = {
    "views": _("How each of us sees it"),
    "notes": _("Notes"),
    "evidence": _("Evidence"),
    "steps": _("Next steps"),
}


def _context(request: HttpRequest, desk: Desk) -> dict[str, object]:
    context = {"desk": desk, "member": desk.member, "partnership": desk.partnership}
    token = fresh_token(request, desk.partnership)
    return context | (keep_words(request, desk.partnership, token) if token else {})


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """What is standing, in a picture and in words, and what to talk about next."""
    desk = Desk.at(request, slug)
    return render(request, "workbook/overview.html", _context(request, desk) | {"page": "overview"})


@require_safe
def stage(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One stage: its questions, and its text."""
    desk = Desk.at(request, slug)
    found = desk.stage(number)
    context = {"stage": found, "stage_number": number, "page": str(number)}
    return render(request, "workbook/stage.html", _context(request, desk) | context)


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole workbook as one page to read and print."""
    desk = Desk.at(request, slug)
    context = {
        "stages": [(stage, desk.reading.of_stage(stage)) for stage in desk.instrument.stages],
        "picture": picture_of(desk, links=False),
        "legend": legend(desk.reading),
        "at": timezone.now(),
        "words": WORDS,
    }
    return render(request, "workbook/sheet.html", _context(request, desk) | context)
