"""Bring a checklist by file or by pasting, correct what was understood, start a workbook on it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from barnraise.instruments.document import Instrument
from barnraise.instruments.parser import NotAQuestionSet
from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.access import get_member_or_404, require_keeper
from barnraise.partnerships.devices import cookie_digest, know_device
from barnraise.partnerships.keeper_seat import seat_keeper
from barnraise.partnerships.limits import BRINGS, STARTS, count_against
from barnraise.partnerships.name_fields import MAX_PARTNERSHIP, name_in
from barnraise.partnerships.openings import claim
from barnraise.workbook.checklists.languages import LANGUAGES
from barnraise.workbook.checklists.posted_edits import change
from barnraise.workbook.checklists.upload import NothingUploaded, upload
from barnraise.workbook.checklists.versions import changes, move_on
from barnraise.workbook.models import Workbook
from barnraise.workbook.models.checklist import ChecklistDraft
from barnraise.workbook.rounds.start import start_on_own


@require_http_methods(["GET", "HEAD", "POST"])
def checklists(request: HttpRequest) -> HttpResponse:
    """The door for a checklist: a file, or text pasted from anywhere."""
    context = {"languages": LANGUAGES, "text": request.POST.get("text", "")}
    if request.method != "POST":
        return render(request, "workbook/checklists/door.html", context)
    count_against(request, *BRINGS)
    response = HttpResponseRedirect("")
    try:
        device = know_device(request, response)
        brought = upload(request, device, LANGUAGES)
    except NothingUploaded as refused:
        context["sentence"] = str(refused)
        return render(request, "workbook/checklists/door.html", context, status=422)
    response["Location"] = reverse("workbook:checklist", args=[brought.word])
    return response


def _mine(request: HttpRequest, word: str) -> ChecklistDraft:
    digest = cookie_digest(request)
    mine = ChecklistDraft.objects.filter(word=word, device__digest=digest)
    draft = mine.first() if digest else None
    if draft is None and digest and claim(digest):
        draft = mine.first()
    if draft is None:
        raise Http404
    return draft


@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: HttpRequest, word: str) -> HttpResponse:
    """The checklist as a workbook to be; posting corrects it."""
    brought = _mine(request, word)
    if request.method != "POST":
        return _shown(request, brought, [])
    try:
        place = change(brought, request.POST)
    except NotAQuestionSet as refused:
        return _refused(request, brought, refused)
    return HttpResponseRedirect(reverse("workbook:checklist", args=[word]) + place)


def _refused(
    request: HttpRequest, brought: ChecklistDraft, refused: NotAQuestionSet
) -> HttpResponse:
    """The page again, with what was posted and why it cannot stand."""
    return _shown(
        request, brought, [f"{fault.key}: {fault.sentence}" for fault in refused.problems]
    )


def _shown(request: HttpRequest, brought: ChecklistDraft, problems: list[str]) -> HttpResponse:
    instrument = brought.instrument
    context = {
        "brought": brought,
        "instrument": instrument,
        "languages": LANGUAGES,
        "problems": problems,
        "posted": request.POST if problems else {},
        "changes": _changes(brought.workbook, instrument),
    }
    status = 422 if problems else 200
    return render(request, "workbook/checklists/checklist.html", context, status=status)


def _changes(workbook: Workbook | None, new: Instrument) -> dict[str, list[str]]:
    """What it would change in the workbook it is a new version for."""
    return changes(workbook.instrument, new, new.languages[0]) if workbook else {}


@require_POST
def checklist_workbook(request: HttpRequest, word: str) -> HttpResponse:
    """Start a workbook on the checklist, or move the one it was brought for."""
    brought = _mine(request, word)
    try:
        change(brought, request.POST)
    except NotAQuestionSet as refused:
        return _refused(request, brought, refused)
    if brought.workbook:
        slug = brought.workbook.partnership.slug
        member = get_member_or_404(request, slug)
        require_keeper(member)
        if brought.became is None:
            move_on(brought, brought.workbook, by=member)
        return HttpResponseRedirect(reverse("workbook:overview", args=[slug]))
    count_against(request, *STARTS)
    name = name_in(request, "name", MAX_PARTNERSHIP)
    with write_transaction():
        started = start_on_own(brought.instrument, name)
        brought.has_become(started.workbook)
    partnership = started.workbook.partnership
    page = reverse("workbook:stage", args=[partnership.slug, 1])
    return seat_keeper(request, partnership, page, token=started.token)
