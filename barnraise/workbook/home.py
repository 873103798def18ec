"""The first page, the start of a workbook, the example, and what this place is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from barnraise.instruments.models import Edition
from barnraise.instruments.publish import offered
from barnraise.partnerships.devices import memberships
from barnraise.partnerships.keeper_seat import seat_keeper
from barnraise.partnerships.limits import EXAMPLES, STARTS, count_against
from barnraise.partnerships.name_fields import MAX_PARTNERSHIP, name_in
from barnraise.refusals import WrongMoment
from barnraise.workbook.example.create import raise_example
from barnraise.workbook.example.home_picture import home_picture
from barnraise.workbook.rounds.start import start


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, in one breath; start here."""
    language = _language()
    context = {
        "memberships": memberships(request),
        "editions": offered(),
        "picture": home_picture(language),
        "language": language,
    }
    return render(request, "workbook/home/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who can read what, what is stored, whose questions these are."""
    language = _language()
    return render(
        request, "workbook/home/about.html", {"editions": offered(), "language": language}
    )


@require_POST
def workbooks(request: HttpRequest) -> HttpResponse:
    """Start a workbook, with a name or none."""
    edition, name = _chosen(request), name_in(request, "name", MAX_PARTNERSHIP)
    count_against(request, *STARTS)
    started = start(name, edition)
    partnership = started.workbook.partnership
    page = reverse("workbook:stage", args=[partnership.slug, 1])
    return seat_keeper(request, partnership, page, token=started.token)


@require_POST
def examples(request: HttpRequest) -> HttpResponse:
    """A fresh copy of the made-up partnership, for this visitor alone."""
    count_against(request, *EXAMPLES)
    partnership = raise_example(_language()).workbook.partnership
    page = reverse("workbook:overview", args=[partnership.slug])
    return seat_keeper(request, partnership, page)


def _chosen(request: HttpRequest) -> Edition:
    """The edition the form names, else the one the host puts first."""
    there = offered()
    if not there:
        raise WrongMoment(
            _("No question set is offered here yet. Please tell the host of this server.")
        )
    wanted = request.POST.get("edition", "")
    return next((each for each in there if each.sha256 == wanted), there[0])


def _language() -> str:
    return (get_language() or "en").split("-")[0]
