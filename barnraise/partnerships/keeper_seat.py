"""Seats whoever has just made a workbook at its table, as its keeper."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from barnraise.partnerships.devices import seat
from barnraise.partnerships.link_urls import remember_fresh
from barnraise.partnerships.models import Partnership, Role


def seat_keeper(
    request: HttpRequest, partnership: Partnership, path: str, *, token: str = ""
) -> HttpResponse:
    """Send this browser to `path` as the keeper; there `token`, its link, can be kept."""
    response = HttpResponseRedirect(path)
    seat(request, response, partnership, Role.KEEPER)
    if token:
        remember_fresh(response, partnership.slug, token)
    return response
