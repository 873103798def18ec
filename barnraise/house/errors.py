"""Every answer that is not what was asked for: one calm page, one sentence, what to do next."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from barnraise.ui.refusals import Refusal, TooMany

Handler = Callable[[HttpRequest], HttpResponse]


def _page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    return render(
        request, "ui/refusal.html", {"sentence": sentence, "status": status}, status=status
    )


class Refusals:
    """Middleware that answers a `Refusal` raised anywhere below with its sentence."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into its page; anything else goes on."""
        if not isinstance(exception, Refusal):
            return None
        response = _page(request, exception.status, exception.sentence)
        if isinstance(exception, TooMany):
            response["Retry-After"] = str(exception.retry_after)
        return response


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same bytes for what never was and for what this browser may not see."""
    sentence = _("There is nothing here that this browser can open. A private link may help.")
    return _page(request, 404, sentence)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form came without its token: an old page, or another site's."""
    sentence = _(
        "This page was too old to be sent safely, so nothing was changed. "
        "Go back, copy your words, load the page again and paste them."
    )
    return _page(request, 403, sentence)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: not a request we can read."""
    return _page(request, 400, _("This request could not be read. Please go back and try again."))


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    sentence = _(
        "Something broke on our side. What was saved before is safe. "
        "Go back, copy your words, and try again in a moment."
    )
    return _page(request, 500, sentence)
