"""What a device kept while it had no connection comes in here, entry by entry.

A page may be weeks old when it sends, so no form token is asked for: the request must come from
this site, and must carry a header that no form of another site can send.
"""

import json
from collections.abc import Mapping
from functools import partial

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, JsonResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from barnraise.ledger.receipt import Outcome
from barnraise.partnerships.access import require_writer
from barnraise.partnerships.arrivals import note_arrival
from barnraise.partnerships.limits import SYNC_MISSES, count_against
from barnraise.partnerships.throttle import throttle
from barnraise.refusals import Forbidden, Gone, Refusal, TooLarge
from barnraise.workbook.live.news import news, now, version_in
from barnraise.workbook.offline.records import Record, record_in
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.save.receipts import (
    ReceiptJson,
    receipt_json,
    unreadable,
    without_words,
)
from barnraise.workbook.save.save import FieldResult, save

MAX_ENTRIES = 200
REMOVED = "removed"  # an epoch no table ever has: what a device remembers of it is asked for again

Body = Mapping[str, object]


@csrf_exempt
@require_POST
def sync(request: HttpRequest, slug: str) -> JsonResponse:
    """Keep what a device sends; one receipt for each entry, and what is new for its page."""
    try:
        page = _page(request, slug)
    except Gone as gone:
        return _all_erased(request, gone.sentence)
    _require_own_page(request)
    require_writer(page.member)
    body = _body(request)
    entries = _entries(body)
    throttle(request, page.member, entries=len(entries))
    records = [record_in(text, page.workbook) for text in entries]
    posted = [record.posted for record in records if record.posted]
    arrive = partial(note_arrival, request, page.member)
    results = iter(save(page.workbook, posted, by=page.member, prepare=arrive).fields)
    receipts = [_receipt(record, next(results) if record.posted else None) for record in records]
    page_name, since = body.get("page"), version_in(body.get("since"))
    name = page_name if isinstance(page_name, str) else ""
    changed = news(request, PageContext(page.member, page.workbook), since, name)
    return JsonResponse({"receipts": receipts, "count": len(records), **changed})


def _page(request: HttpRequest, slug: str) -> PageContext:
    """The page; who guesses at workbooks here is slowed down, whoever has a seat is not."""
    try:
        return PageContext.at(request, slug)
    except Http404:
        count_against(request, SYNC_MISSES)
        raise


def _all_erased(request: HttpRequest, sentence: str) -> JsonResponse:
    """The whole workbook was removed: so is whatever a device still sends for it."""
    _require_own_page(request)
    records = [record_in(text, None) for text in _entries(_body(request))]
    receipts = [
        without_words(record.id, record.field, record.digest, Outcome.ERASED, sentence)
        for record in records
    ]
    body = {"receipts": receipts, "count": len(records), "html": "", "version": 0, "at": now()}
    return JsonResponse({**body, "epoch": REMOVED})


def _require_own_page(request: HttpRequest) -> None:
    origin = request.META.get("HTTP_ORIGIN", "")
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    if origin not in ours or request.META.get("HTTP_X_BARNRAISE") != "sync":
        raise Forbidden(_("This was not sent by a page of this site, so nothing was changed."))


def _body(request: HttpRequest) -> Body:
    try:
        body = json.loads(request.body)
    except RequestDataTooBig:
        raise TooLarge(_("That is more than can be sent at once.")) from None
    except (ValueError, RecursionError, UnreadablePostError):
        body = None
    if not isinstance(body, dict):
        raise Refusal(_("This request could not be read. Please go back and try again."))
    return body


def _entries(body: Body) -> list[object]:
    entries = body.get("entries")
    if not isinstance(entries, list):
        raise Refusal(_("This request could not be read. Please go back and try again."))
    if len(entries) > MAX_ENTRIES:
        raise TooLarge(_("That is more than can be sent at once."))
    return entries


def _receipt(record: Record, result: FieldResult | None) -> ReceiptJson:
    """For the very bytes the device holds, under the id it gave them."""
    if result is None:
        return unreadable(record.id, record.field, record.digest)
    return receipt_json(record.id, record.field, record.digest, result.receipt)
