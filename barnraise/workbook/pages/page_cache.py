"""Whole pages, remembered by all they depend on; what differs each time is filled in at the end."""

from functools import lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

from barnraise.partnerships.link_urls import fresh_token
from barnraise.partnerships.shown_links import keep_words
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.placeholders import TOKEN
from barnraise.workbook.pages.regions import filled
from barnraise.workbook.state.overdue import today

Context = dict[str, Any]


def cached_page(
    request: HttpRequest, page: PageContext, template: str, context: Context
) -> HttpResponse:
    """A page of this context; `context` must follow from the template and the address alone."""
    token = fresh_token(request, page.partnership)
    if token or len(get_messages(request)):
        once = keep_words(request, page.partnership, token) if token else {}
        text = _rendered(request, page, template, {**context, **once})
    else:
        text = _remembered(_Asked(request, page, template, context))
    response = HttpResponse(filled(text).replace(TOKEN, get_token(request)))
    if token:
        response["Cache-Control"] = "no-store"  # the page shows the keeper's link
    return response


def _rendered(request: HttpRequest, page: PageContext, template: str, context: Context) -> str:
    own = {"page": page, "member": page.member, "partnership": page.partnership}
    return render_to_string(template, {**own, **context, "csrf_token": TOKEN}, request)


class _Asked:
    """A page asked for: equal to another when both would be the same but for their marks."""

    def __init__(
        self, request: HttpRequest, page: PageContext, template: str, context: Context
    ) -> None:
        self.asked: tuple[HttpRequest, PageContext, str, Context] | None
        self.asked = (request, page, template, context)
        who, table = page.member, page.partnership
        self.key = (
            (template, request.path, get_language(), page.language),
            (page.slug, page.snapshot.version, page.workbook.edition.sha256),
            (table.name, table.example_until),
            (who.pk, who.role, who.signature),
            today(),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=128)
def _remembered(asked: _Asked) -> str:
    given, asked.asked = asked.asked, None  # what is remembered must not keep a request in memory
    if given is None:
        raise LookupError(asked.key)
    return _rendered(*given)


def forget() -> None:
    """Drop all that is remembered here (see `erasing`)."""
    _remembered.cache_clear()
