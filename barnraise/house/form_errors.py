"""Why a form was turned away, by its true cause, and the words that it held.

A form is taken only from a page of this site: it carries a token that fits the browser's cookie.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import (
    DisallowedHost,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

FROM_ELSEWHERE = ("Origin checking failed", "Referer checking failed")  # as Django tells it
# What pages fill in themselves, and what is chosen: everything else in a form is somebody's words.
NOT_WORDS = re.compile(
    r"~(id|sees)$|^(csrfmiddlewaretoken|page|since|do|next|id|item|sees|edition|language)$"
    r"|\.(choice|due|here|done|struck)$"
)


def why_turned_away(request: HttpRequest, reason: str) -> str:
    """The sentence for a form that came without what every form of this site has."""
    if reason.startswith(FROM_ELSEWHERE):
        return _from_elsewhere(request)
    if settings.CSRF_COOKIE_NAME not in request.COOKIES:
        return _(
            "This browser keeps no cookies of this site, so nothing was changed. Allow cookies for "
            "this address in the browser’s settings, load the page again and try once more."
        )
    return _(
        "This page was too old to be sent safely, so nothing was changed. "
        "Go back, copy your words, load the page again and paste them."
    )


def _from_elsewhere(request: HttpRequest) -> str:
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    if urlsplit(origin).hostname == request.get_host().partition(":")[0]:
        return _(
            "This server was told another address than the one in your browser, so nothing was "
            "changed. Please tell the person who runs it: the setting BARNRAISE_URL must be the "
            "address that people open."
        )
    return _("This was not sent by a page of this site, so nothing was changed.")


def why_unreadable(exception: Exception | None) -> str:
    """The sentence for a request that the server could not take in."""
    match exception:
        case RequestDataTooBig() | TooManyFieldsSent():
            return _(
                "That is more than can be sent at once, so nothing was changed. Go back: what you "
                "entered still stands there. Send a part of it."
            )
        case DisallowedHost():
            return _(
                "This server does not answer under this address. Use the address that you were "
                "given. If you run this server, see the setting HOST."
            )
    return _("This request could not be read. Please go back and try again.")


def words_in(request: HttpRequest) -> tuple[str, ...]:
    """What somebody wrote in the form, so that it can be copied."""
    if request.method != "POST":
        return ()
    try:
        return tuple(dict.fromkeys(_words(request)))
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return ()  # what came was too much, or not all of it


def _words(request: HttpRequest) -> Iterator[str]:
    for name, given in request.POST.lists():
        if not NOT_WORDS.search(name):
            yield from filter(str.strip, given)
