"""The questions of a workbook: which they are, whether there are newer ones, and bringing those."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from barnraise.instruments.diff import compare
from barnraise.instruments.document import Instrument
from barnraise.instruments.dump import dump
from barnraise.instruments.imported_editions import OWN
from barnraise.instruments.key_match import matched
from barnraise.instruments.publish import find, publish
from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.access import require_keeper
from barnraise.partnerships.devices import know_device
from barnraise.partnerships.limits import BRINGS, count_against
from barnraise.partnerships.models import Member
from barnraise.refusals import WrongMoment
from barnraise.workbook.checklists.languages import LANGUAGES
from barnraise.workbook.checklists.upload import NothingUploaded, upload
from barnraise.workbook.models import Workbook
from barnraise.workbook.models.checklist import ChecklistDraft
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.rounds.advance import labels, move, newer


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """The question set of this workbook; its keeper moves it on or brings a changed document."""
    page = PageContext.at(request, slug)
    sentence = ""
    if request.method == "POST":
        require_keeper(page.member)
        try:
            return HttpResponseRedirect(_acted(request, page))
        except NothingUploaded as refused:
            sentence = str(refused)
    context = {
        **page.context(),
        "is_own": page.instrument.key.startswith(OWN),
        "changes": _newer_changes(page),
        "languages": LANGUAGES,
        "sentence": sentence,
        "text": request.POST.get("text", ""),
    }
    status = 422 if sentence else 200
    return render(request, "workbook/checklists/questions.html", context, status=status)


def _acted(request: HttpRequest, page: PageContext) -> str:
    """Move on, or take in a changed document; returns where to go."""
    if request.POST.get("do") == "move":
        edition = newer(page.workbook)
        if edition is None:
            raise WrongMoment(_("There are no newer questions."))
        move(page.workbook, edition, by=page.member)
        return reverse("workbook:overview", args=[page.slug])
    if not page.instrument.key.startswith(OWN):
        raise WrongMoment(_("These questions come from the host of this server."))
    count_against(request, *BRINGS)
    brought = upload(request, know_device(request, HttpResponse()), LANGUAGES)
    brought.workbook = page.workbook
    brought.document = dump(matched(brought.instrument, page.instrument))
    brought.save(update_fields=["workbook", "document"])
    return reverse("workbook:checklist", args=[brought.word])


def _newer_changes(page: PageContext) -> dict[str, list[str]]:
    edition = newer(page.workbook)
    return changes(page.instrument, edition.instrument, page.language) if edition else {}


def changes(old: Instrument, new: Instrument, language: str) -> dict[str, list[str]]:
    """Labels of what is new, changed and removed; the same three lists everywhere."""
    found = compare(old, new).questions
    return {
        "new": labels(found.new, new.questions, language),
        "changed": labels(found.changed, new.questions, language),
        "removed": labels(found.removed, old.questions, language),
    }


def move_on(brought: ChecklistDraft, workbook: Workbook, *, by: Member) -> None:
    """Publish the brought document as the next version of the workbook's own set, and move."""
    now = matched(brought.instrument, workbook.instrument)
    if taken := find(now.key):  # by a copy of this workbook, perhaps
        now = replace(now, version=max(now.version, taken.version + 1))
    with write_transaction():
        move(workbook, publish(dump(now), name="checklist").edition, by=by)
        brought.has_become(workbook)
