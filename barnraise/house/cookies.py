"""Names of cookies: over https they are bound to this site, and an old name is read once more."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


class MessageStorage(CookieStorage):
    """Sentences for the next page, under a name of our own."""

    cookie_name = settings.MESSAGE_COOKIE_NAME


def language_renamed(get_response: Handler) -> Handler:
    """Read the language that a browser keeps under the name of before, and give it the new one."""
    name, before = settings.LANGUAGE_COOKIE_NAME, settings.OLD_LANGUAGE_COOKIE_NAME

    def answer(request: HttpRequest) -> HttpResponse:
        if name == before or before not in request.COOKIES:
            return get_response(request)
        language = request.COOKIES.setdefault(name, request.COOKIES[before])
        response = get_response(request)
        response.delete_cookie(before, samesite="Lax")
        if name not in response.cookies:  # else another was chosen just now
            _set(response, language)
        return response

    return answer


def _set(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
