"""Leaving a shared device: the browser forgets who it was."""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from barnraise.partnerships.access import get_member_or_404
from barnraise.partnerships.link_urls import forget_fresh
from barnraise.refusals import Forbidden


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Take this browser's cookie back, so that the next person here opens nothing with it."""
    with suppress(Forbidden):  # a replaced link is no reason to stay
        get_member_or_404(request, slug)
    response = HttpResponseRedirect(reverse("workbook:home"))
    response.delete_cookie(settings.DEVICE_COOKIE_NAME, samesite="Lax")
    forget_fresh(response, slug)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
