"""Everything said comes in here, and other devices learn here what is new."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from barnraise.partnerships.access import must_write
from barnraise.workbook.fields import Unknown, parse
from barnraise.workbook.live.changed_regions import changed_fragments
from barnraise.workbook.live.poll_interval import rhythm
from barnraise.workbook.live.writers import noted, said
from barnraise.workbook.pages.context import Desk
from barnraise.workbook.pages.locations import back_to, path_of
from barnraise.workbook.save.actions import Action
from barnraise.workbook.save.posted import posted_fields
from barnraise.workbook.save.save import Taken, take

LOOK_AGAIN = "X-Look-Again"  # milliseconds


@require_POST
def entries(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what the page says; answer with receipts and what changed, or show the page again."""
    desk = Desk.at(request, slug)
    must_write(desk.member)
    taken = take(desk.workbook, request.POST, by=desk.member)
    if "json" not in request.headers.get("Accept", ""):
        return _page(request, desk, taken)
    return _answer(request, Desk(desk.member, desk.workbook), taken)


@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new since a page last looked: nothing (204), or the parts to show again.

    With it go signs of who is writing: those of this page come in, those of others go out.
    """
    began = rhythm.spent()
    desk = Desk.at(request, slug)
    answer = _news(request, desk)
    wait = rhythm.looked(desk.member.pk, rhythm.spent() - began)
    answer[LOOK_AGAIN] = str(round(wait * 1000))
    return answer


def _news(request: HttpRequest, desk: Desk) -> HttpResponse:
    noted(request, desk)
    others = said(desk)
    knows_them = request.GET.get("writing", "") == others.mark
    if _since(request) >= desk.workbook.version and knows_them:
        return HttpResponse(status=204)
    writing = {"mark": others.mark, "sentences": others.sentences}
    return _answer(request, desk, Taken((), (), ()), writing=writing)


def _answer(request: HttpRequest, desk: Desk, taken: Taken, **more: object) -> JsonResponse:
    page = request.GET.get("page") or request.POST.get("page") or ""
    version = desk.workbook.version  # read first: what comes in from here on is the next look's
    body = {
        "receipts": [*_receipts(taken), *_same(request, desk, taken)],
        "html": changed_fragments(request, desk, _since(request), page) if page else "",
        "version": version,
        "epoch": desk.epoch,
        "at": timezone.now().isoformat(timespec="seconds"),
        **more,
    }
    return JsonResponse(body)


def _receipts(taken: Taken) -> Iterator[dict[str, str]]:
    for field, each in zip(taken.fields, taken.receipts, strict=True):
        yield {
            "field": field,
            "id": str(each.id),
            "outcome": each.outcome,
            "reason": each.reason,
            "instead": " ".join(map(str, each.instead)),
            "digest": each.digest,
        }


def _same(request: HttpRequest, desk: Desk, taken: Taken) -> Iterator[dict[str, str]]:
    """Fields the page sent that say what stood there already: nothing to keep, nothing lost."""
    for posted in posted_fields(request.POST, desk.workbook):
        if posted.field not in taken.fields:
            yield {"field": posted.field, "id": "", "outcome": "same", "reason": "", "digest": ""}


def _page(request: HttpRequest, desk: Desk, taken: Taken) -> HttpResponse:
    back = _back(request, desk)
    if taken.unkept:
        context = {
            "member": desk.member,
            "partnership": desk.partnership,
            "unkept": taken.unkept,
            "back": back,
        }
        return render(request, "workbook/save/rejected.html", context, status=422)
    if taken.stored:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(back)


def _since(request: HttpRequest) -> int:
    text = request.GET.get("since") or request.POST.get("since") or "0"
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def _back(request: HttpRequest, desk: Desk) -> str:
    """The page the form stood on, at the place whose button was pressed."""
    action = Action.of(request.POST)
    if action:
        try:
            return back_to(desk.slug, parse(action.field, desk.instrument), desk.instrument)
        except Unknown:
            pass
    return path_of(desk.slug, request.POST.get("page", ""))
