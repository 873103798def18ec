"""Everything said comes in here, and other devices learn here what is new."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from barnraise.partnerships.access import require_writer
from barnraise.workbook.fields import Unknown, parse
from barnraise.workbook.live.changed_regions import changed_regions
from barnraise.workbook.live.poll_interval import poll_interval
from barnraise.workbook.live.writers import note_writing, writer_sentences
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.locations import back_to, path_of
from barnraise.workbook.save.actions import Action
from barnraise.workbook.save.posted import posted_fields
from barnraise.workbook.save.save import SaveResult, save

LOOK_AGAIN = "X-Look-Again"  # milliseconds


@require_POST
def entries(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what the page says; answer with receipts and what changed, or show the page again."""
    page = PageContext.at(request, slug)
    require_writer(page.member)
    taken = save(page.workbook, request.POST, by=page.member)
    if "json" not in request.headers.get("Accept", ""):
        return _page(request, page, taken)
    return _answer(request, PageContext(page.member, page.workbook), taken)


@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new since a page last looked: nothing (204), or the parts to show again.

    With it go signs of who is writing: those of this page come in, those of others go out.
    """
    began = poll_interval.spent()
    page = PageContext.at(request, slug)
    answer = _news(request, page)
    wait = poll_interval.looked(page.member.pk, poll_interval.spent() - began)
    answer[LOOK_AGAIN] = str(round(wait * 1000))
    return answer


def _news(request: HttpRequest, page: PageContext) -> HttpResponse:
    note_writing(request, page)
    others = writer_sentences(page)
    knows_them = request.GET.get("writing", "") == others.mark
    if _since(request) >= page.workbook.version and knows_them:
        return HttpResponse(status=204)
    writing = {"mark": others.mark, "sentences": others.sentences}
    return _answer(request, page, SaveResult((), (), ()), writing=writing)


def _answer(
    request: HttpRequest, page: PageContext, taken: SaveResult, **more: object
) -> JsonResponse:
    page_name = request.GET.get("page") or request.POST.get("page") or ""
    version = page.workbook.version  # read first: what comes in from here on is the next look's
    body = {
        "receipts": [*_receipts(taken), *_same(request, page, taken)],
        "html": changed_regions(request, page, _since(request), page_name) if page_name else "",
        "version": version,
        "epoch": page.epoch,
        "at": timezone.now().isoformat(timespec="seconds"),
        **more,
    }
    return JsonResponse(body)


def _receipts(taken: SaveResult) -> Iterator[dict[str, str]]:
    for field, each in zip(taken.fields, taken.receipts, strict=True):
        yield {
            "field": field,
            "id": str(each.id),
            "outcome": each.outcome,
            "reason": each.reason,
            "instead": " ".join(map(str, each.instead)),
            "digest": each.digest,
        }


def _same(request: HttpRequest, page: PageContext, taken: SaveResult) -> Iterator[dict[str, str]]:
    """Fields the page sent that say what stood there already: nothing to keep, nothing lost."""
    for posted in posted_fields(request.POST, page.workbook):
        if posted.field not in taken.fields:
            yield {"field": posted.field, "id": "", "outcome": "same", "reason": "", "digest": ""}


def _page(request: HttpRequest, page: PageContext, taken: SaveResult) -> HttpResponse:
    back = _back(request, page)
    if taken.unkept:
        context = {
            "member": page.member,
            "partnership": page.partnership,
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


def _back(request: HttpRequest, page: PageContext) -> str:
    """The page the form stood on, at the place whose button was pressed."""
    action = Action.of(request.POST)
    if action:
        try:
            return back_to(page.slug, parse(action.field, page.instrument), page.instrument)
        except Unknown:
            pass
    return path_of(page.slug, request.POST.get("page", ""))
