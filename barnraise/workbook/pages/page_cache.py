"""Whole pages, remembered by all they depend on; what differs each time is filled in at the end."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

from barnraise.caches import Cache
from barnraise.partnerships.link_urls import fresh_token
from barnraise.partnerships.shown_links import keep_words
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.placeholders import TOKEN
from barnraise.workbook.pages.regions import filled
from barnraise.workbook.state.overdue import today

Context = dict[str, Any]

_pages: Cache[str] = Cache(max_count=128, max_bytes=15_500_000)


def cached_page(
    request: HttpRequest, page: PageContext, template: str, context: Context
) -> HttpResponse:
    """A page of this context; `context` must follow from the template and the address alone."""
    token = fresh_token(request, page.partnership)
    if token or len(get_messages(request)):
        once = keep_words(request, page.partnership, token) if token else {}
        text = _rendered(request, page, template, {**context, **once})
    else:
        key = _depends(request, page, template)
        text = _pages.get(key, lambda: _rendered(request, page, template, context))
    response = HttpResponse(filled(text).replace(TOKEN, get_token(request)))
    if token:
        response["Cache-Control"] = "no-store"  # the page shows the keeper's link
    return response


def _rendered(request: HttpRequest, page: PageContext, template: str, context: Context) -> str:
    return render_to_string(template, {**page.context(), **context, "csrf_token": TOKEN}, request)


def _depends(request: HttpRequest, page: PageContext, template: str) -> tuple[object, ...]:
    """Everything on which the bytes of a page depend, but for its marks."""
    who, table = page.member, page.partnership
    return (
        (template, request.path, get_language(), page.language),
        (page.slug, page.snapshot.version, page.workbook.edition.sha256),
        (table.name, table.example_until, page.workbook.from_file_at),
        (who.pk, who.role, who.signature),
        today(),
    )
