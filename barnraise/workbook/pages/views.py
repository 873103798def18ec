"""The workbook's pages: the overview, one stage, and everything on one sheet to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from barnraise.partnerships.work_budget import costly
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.page_cache import cached_page
from barnraise.workbook.pages.picture import legend, picture_of
from barnraise.workbook.state.earlier_questions import earlier_questions

WORDS = {
    "views": _("How each of us sees it"),
    "notes": _("Notes"),
    "evidence": _("Evidence"),
    "steps": _("Next steps"),
}


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """What is standing, in a picture and in words, and what to talk about next."""
    page = PageContext.at(request, slug)
    return cached_page(request, page, "workbook/pages/overview.html", {"page_name": "overview"})


@require_safe
def stage(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One stage: its questions, and its text."""
    page = PageContext.at(request, slug)
    found = page.stage(number)
    context = {"stage": found, "stage_number": number, "page_name": str(number)}
    return cached_page(request, page, "workbook/pages/stage.html", context)


@require_safe
@costly
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole workbook as one page to read and print."""
    page = PageContext.at(request, slug)
    context = {
        **page.context(),
        "stages": [(stage, page.snapshot.of_stage(stage)) for stage in page.instrument.stages],
        "picture": picture_of(page, links=False),
        "legend": legend(page.snapshot),
        "at": timezone.now(),
        "words": WORDS,
        "earlier": earlier_questions(page.workbook, page.snapshot),
    }
    return render(request, "workbook/pages/sheet.html", context)
