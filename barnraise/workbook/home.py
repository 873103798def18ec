"""The first page, the start of a workbook, the example, and what this place is."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from barnraise.instruments.models import Edition
from barnraise.instruments.publish import offered
from barnraise.partnerships.devices import memberships, seat
from barnraise.partnerships.limits import EXAMPLES, STARTS, count_against
from barnraise.partnerships.link_urls import remember_fresh
from barnraise.partnerships.models import Role
from barnraise.refusals import WrongMoment
from barnraise.workbook.example.create import raise_example
from barnraise.workbook.example.home_picture import home_picture
from barnraise.workbook.rounds.start import Started, start


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, in one breath; start here."""
    language = (get_language() or "en").split("-")[0]
    context = {
        "field_states": memberships(request),
        "editions": offered(),
        "picture": home_picture(language),
        "language": language,
    }
    return render(request, "workbook/home/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who can read what, what is stored, whose questions these are."""
    language = (get_language() or "en").split("-")[0]
    return render(
        request, "workbook/home/about.html", {"editions": offered(), "language": language}
    )


@require_POST
def workbooks(request: HttpRequest) -> HttpResponse:
    """Start a workbook, with a name or none."""
    edition = _chosen(request)
    count_against(request, *STARTS)
    return _seated(request, start(request.POST.get("name", ""), edition), fresh=True)


@require_POST
def examples(request: HttpRequest) -> HttpResponse:
    """A fresh copy of the made-up partnership, for this visitor alone."""
    count_against(request, *EXAMPLES)
    return _seated(request, raise_example((get_language() or "en").split("-")[0]), fresh=False)


def _chosen(request: HttpRequest) -> Edition:
    """The edition the form names, else the one the host puts first."""
    there = offered()
    if not there:
        raise WrongMoment(
            _("No question set is offered here yet. Please tell the host of this server.")
        )
    wanted = request.POST.get("edition", "")
    return next((each for each in there if each.sha256 == wanted), there[0])


def _seated(request: HttpRequest, started: Started, *, fresh: bool) -> HttpResponse:
    """Seat this browser as the keeper and go to the first page."""
    partnership = started.workbook.partnership
    page = reverse("workbook:stage", args=[partnership.slug, 1])
    response = HttpResponseRedirect(
        page if fresh else reverse("workbook:overview", args=[partnership.slug])
    )
    seat(request, response, partnership, Role.KEEPER)
    if fresh:
        remember_fresh(response, partnership.slug, started.token)
    return response
