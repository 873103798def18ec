"""Where a page's form is posted: with scripts or without, by its save button or any other."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from barnraise.partnerships.access import require_writer
from barnraise.partnerships.arrivals import note_arrival
from barnraise.partnerships.throttle import throttle
from barnraise.workbook.fields.address import Unknown, parse
from barnraise.workbook.live.news import news, version_in
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.locations import back_to, path_of
from barnraise.workbook.save.actions import Action
from barnraise.workbook.save.posted import posted_fields
from barnraise.workbook.save.receipts import receipt_of_field
from barnraise.workbook.save.save import SaveResult, save


@require_POST
def entries(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what the page says; answer with receipts and what changed, or show the page again."""
    page = PageContext.at(request, slug)
    require_writer(page.member)
    throttle(request, page.member)
    posted = list(posted_fields(request.POST, page.workbook))
    action = Action.of(request.POST)
    result = save(
        page.workbook,
        posted,
        by=page.member,
        action=action,
        prepare=partial(note_arrival, request, page.member),
    )
    if "json" in request.headers.get("Accept", ""):
        return _receipts(request, PageContext(page.member, page.workbook), result)
    return _page(request, page, result, action)


def _receipts(request: HttpRequest, page: PageContext, result: SaveResult) -> JsonResponse:
    receipts = [receipt_of_field(field) for field in result.fields]
    since, page_name = version_in(request.POST.get("since")), request.POST.get("page", "")
    changed = news(request, page, since, page_name)
    return JsonResponse({"receipts": receipts, "count": len(receipts), **changed})


def _page(
    request: HttpRequest, page: PageContext, result: SaveResult, action: Action | None
) -> HttpResponse:
    back = _back(request, page, action)
    if result.rejected:
        context = {**page.context(), "rejected": result.rejected, "back": back}
        return render(request, "workbook/save/rejected.html", context, status=422)
    if result.stored:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(back)


def _back(request: HttpRequest, page: PageContext, action: Action | None) -> str:
    """The page the form stood on, at the place whose button was pressed."""
    if action:
        try:
            return back_to(page.slug, parse(action.field, page.instrument), page.instrument)
        except Unknown:
            pass
    return path_of(page.slug, request.POST.get("page", ""))
