"""What every answer carries beyond Django's own headers, and what a TLS proxy means here."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


def behind_tls(get_response: Handler) -> Handler:
    """Behind a TLS proxy every request came by https, whatever headers the proxy forgot to add.

    Trusting this one setting instead of a header makes a redirect loop impossible.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.SECURE_COOKIES:
            request.environ["wsgi.url_scheme"] = "https"  # type: ignore[attr-defined]
        return get_response(request)

    return answer


def strict(get_response: Handler) -> Handler:
    """Pages are private to whoever holds the link: no index, no shared cache, no sensors."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SHARED_COOKIE_NAME in request.COOKIES:
            response["Cache-Control"] = "no-store"  # the next person has the same browser
        response.setdefault("Cache-Control", "private, no-cache")
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return answer
