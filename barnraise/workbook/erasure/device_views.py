"""The keeper's pages of devices: who can come in and what each wrote; removing all of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from barnraise.partnerships.access import require_keeper
from barnraise.partnerships.limits import ERASES, count_against
from barnraise.workbook.erasure.device_removal import DeviceRemoval, remove_written
from barnraise.workbook.erasure.device_words import came_along, written
from barnraise.workbook.erasure.devices import listed
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.state.labels import words_said
from barnraise.workbook.state.load import line
from barnraise.workbook.state.snapshot import StandingEntry

MAX_LISTED = 50  # devices on one page
MAX_SAMPLES = 3


@never_cache
@require_safe
def devices(request: HttpRequest, slug: str) -> HttpResponse:
    """Every device that can come in or wrote something, with how much it is."""
    page = PageContext.at(request, slug)
    require_keeper(page.member)
    leaf = Paginator(listed(page.workbook), MAX_LISTED).get_page(request.GET.get("page"))
    return render(request, "workbook/erasure/devices.html", {**page.context(), "leaf": leaf})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def device(request: HttpRequest, slug: str, seat: int) -> HttpResponse:
    """What would go and what would stay; posting, once it is confirmed, removes it."""
    page = PageContext.at(request, slug)
    require_keeper(page.member)
    everyone = written(page.workbook)
    words = next((each for each in everyone if each.seat.pk == seat), None)
    if words is None:
        raise Http404
    along = came_along(words, everyone)
    is_confirmed = "sure" in request.POST
    if request.method == "POST" and is_confirmed:
        gone = [words, *(along if "along" in request.POST else ())]
        return _removed(request, page, [each.seat.pk for each in gone])
    context = {
        **page.context(),
        "words": words,
        "samples": _samples(page, seat),
        "along": along,
        "along_many": sum(each.many for each in along),
        "is_along": "along" in request.POST,
        "is_unsure": request.method == "POST",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "workbook/erasure/device.html", context, status=status)


def _samples(page: PageContext, seat: int) -> list[tuple[tuple[str, ...], StandingEntry]]:
    """The newest words that were written there, by which a keeper knows which device it is."""
    theirs = page.workbook.entries.filter(by=seat).exclude(value={}).order_by("-version")
    lines = map(line, theirs[:MAX_SAMPLES])
    return [(words_said(each, page.instrument, page.language), each) for each in lines]


def _removed(request: HttpRequest, page: PageContext, seats: list[int]) -> HttpResponse:
    count_against(request, ERASES)
    gone = list(page.partnership.members.filter(pk__in=seats))
    _tell(request, remove_written(page.workbook, gone, by=page.member))
    return HttpResponseRedirect(reverse("workbook:devices", args=[page.slug]))


def _tell(request: HttpRequest, removal: DeviceRemoval) -> None:
    """How much is gone; and what is left, when it was too much for one time."""
    told = ngettext(
        "%(many)s entry was removed for good.",
        "%(many)s entries were removed for good.",
        removal.many,
    )
    messages.success(request, told % {"many": removal.many})
    if removal.left:
        rest = ngettext(
            "%(left)s entry is left. Please ask once more to remove it as well.",
            "%(left)s entries are left. Please ask once more to remove them as well.",
            removal.left,
        )
        messages.warning(request, rest % {"left": removal.left})
