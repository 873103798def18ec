"""Everything said comes in here, and other devices learn here what is new."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from barnraise.partnerships.access import must_write
from barnraise.workbook.desk import Desk
from barnraise.workbook.fragments import changed_fragments
from barnraise.workbook.taking import Taken, take

PLACES = {"overview": "workbook:overview", "history": "workbook:overview"}


@require_POST
def entries(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what the page says; answer with what changed, or show the page again."""
    desk = Desk.at(request, slug)
    must_write(desk.member)
    taken = take(desk.workbook, request.POST, by=desk.member)
    if request.headers.get("HX-Request"):
        return _fragments(request, Desk.at(request, slug), taken)
    if taken.unkept:
        context = {"desk": desk, "unkept": taken.unkept, "back": _back(request, slug)}
        return render(request, "workbook/unkept.html", context, status=422)
    if taken.stored:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(_back(request, slug))


@require_GET
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new since the version a page has seen: nothing (204), or the parts to show again."""
    desk = Desk.at(request, slug)
    if _since(request) >= desk.workbook.version:
        return HttpResponse(status=204)
    return _fragments(request, desk)


def _since(request: HttpRequest) -> int:
    text = request.GET.get("since") or request.POST.get("since") or "0"
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def _fragments(request: HttpRequest, desk: Desk, taken: Taken | None = None) -> HttpResponse:
    page = request.GET.get("page") or request.POST.get("page") or ""
    response = HttpResponse(changed_fragments(request, desk, _since(request), page))
    response["Barnraise-Version"] = str(desk.reading.version)
    if taken:
        response["Barnraise-Saved"] = timezone.now().isoformat() if not taken.unkept else ""
    return response


def _back(request: HttpRequest, slug: str) -> str:
    """The page the form stood on, as its hidden field `page` names it."""
    page, _hash, anchor = request.POST.get("page", "").partition("#")
    path = reverse("workbook:overview", args=[slug])
    if page.isascii() and page.isdecimal() and len(page) < 4 and int(page):
        path = reverse("workbook:stage", args=[slug, int(page)])
    do = request.POST.get("do", "")
    field = do.split(":")[1] if do.count(":") else ""
    return path + (f"#{anchor or _anchor(field)}" if anchor or field else "")


def _anchor(field: str) -> str:
    return "-".join(field.split("/")[:2])
