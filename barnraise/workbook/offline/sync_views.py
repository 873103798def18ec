"""What a device kept while it had no connection comes in here, entry by entry, with receipts.

A page may be weeks old when it sends, so no form token is asked for: the request must come from
this very site (`Origin`) and carry a header that no form of another site can.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import Error
from django.http import Http404, HttpRequest, JsonResponse, UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from barnraise.ledger import durability
from barnraise.ledger.db_errors import trouble_in
from barnraise.ledger.receipt import Outcome, Receipt
from barnraise.partnerships.access import require_writer
from barnraise.partnerships.limits import SYNC_MISSES, count_against
from barnraise.partnerships.throttle import throttle
from barnraise.refusals import Forbidden, Gone, Refusal
from barnraise.workbook.live.changed_regions import changed_regions
from barnraise.workbook.offline.records import Record, named, record
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.save.save import save_fields

MAX_ENTRIES = 200
LARGEST_NUMBER = 10**15
REMOVED = "removed"  # an epoch no table ever has: what a device remembers of it is asked for again

View = Callable[..., JsonResponse]


class TooLarge(Refusal):
    """More than one request may bring."""

    status = 413


def in_json(view: View) -> View:
    """Answer a refusal with its sentence as JSON: a script reads it."""

    @wraps(view)
    def answer(request: HttpRequest, slug: str) -> JsonResponse:
        try:
            return view(request, slug)
        except Http404:
            sentence = _("There is nothing here that this browser can open.")
            return JsonResponse({"sentence": sentence}, status=404)
        except Refusal as refusal:
            return _refused(refusal)
        except Error as error:
            if (trouble := trouble_in(error)) is None:
                raise
            durability.report(trouble)
            return _refused(trouble.refusal())

    return answer


def _refused(refusal: Refusal) -> JsonResponse:
    said = JsonResponse({"sentence": refusal.sentence}, status=refusal.status)
    if refusal.retry_after:
        said["Retry-After"] = str(refusal.retry_after)
    return said


@csrf_exempt
@require_POST
@in_json
def sync(request: HttpRequest, slug: str) -> JsonResponse:
    """Keep what a device sends; one receipt for each entry, and what is new for its page."""
    try:
        page = _desk(request, slug)
    except Gone as gone:
        return _all_erased(request, gone.sentence)
    _must_be_ours(request)
    require_writer(page.member)
    throttle(page.member)
    said = _body(request)
    records = [record(text, page.workbook) for text in _entries(said)]
    fields = [each.posted for each in records if each.posted]
    receipts = iter(save_fields(page.workbook, fields, by=page.member))
    kept = [next(receipts) if each.posted else None for each in records]
    return JsonResponse(
        {
            "receipts": list(_receipts(records, kept)),
            "count": len(records),
            **_news(request, PageContext(page.member, page.workbook), said),
            "at": timezone.now().isoformat(timespec="seconds"),
        }
    )


def _desk(request: HttpRequest, slug: str) -> PageContext:
    """The page; who guesses at workbooks here is slowed down, whoever has a seat is not."""
    try:
        return PageContext.at(request, slug)
    except Http404:
        count_against(request, SYNC_MISSES)
        raise


def _all_erased(request: HttpRequest, sentence: str) -> JsonResponse:
    """The whole workbook was removed: so is whatever a device still sends for it."""
    _must_be_ours(request)
    entries = [named(text) for text in _entries(_body(request))]
    receipts = [
        {**each, "kept_as": "", "outcome": str(Outcome.ERASED), "reason": sentence}
        for each in entries
    ]
    at = timezone.now().isoformat(timespec="seconds")
    body = {"receipts": receipts, "count": len(entries), "html": "", "version": 0, "at": at}
    return JsonResponse({**body, "epoch": REMOVED})


def _must_be_ours(request: HttpRequest) -> None:
    origin = request.headers.get("Origin", "")
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    if origin not in ours or request.headers.get("X-Barnraise") != "sync":
        raise Forbidden(_("This was not sent by a page of this site, so nothing was changed."))


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        said = json.loads(request.body)
    except RequestDataTooBig:
        raise TooLarge(_("That is more than can be sent at once.")) from None
    except (ValueError, RecursionError, UnreadablePostError):
        said = None
    if not isinstance(said, dict):
        raise Refusal(_("This request could not be read. Please go back and try again."))
    return said


def _entries(said: dict[str, Any]) -> list[object]:
    found = said.get("entries")
    if not isinstance(found, list):
        raise Refusal(_("This request could not be read. Please go back and try again."))
    if len(found) > MAX_ENTRIES:
        raise TooLarge(_("That is more than can be sent at once."))
    return found


def _receipts(
    records: Iterable[Record], kept: Iterable[Receipt | None]
) -> Iterator[dict[str, str]]:
    unread = _("This could not be read. Please copy your words and load the page again.")
    for each, receipt in zip(records, kept, strict=True):
        outcome, kept_as, reason, instead = "same", "", "", ""
        if each.posted is None:
            outcome, reason = "refused", unread
        elif receipt:
            outcome, reason = str(receipt.outcome), receipt.reason
            kept_as = str(receipt.id) if receipt.kept else ""
            instead = " ".join(map(str, receipt.instead))
        yield {
            "id": each.id,
            "kept_as": kept_as,
            "field": each.field,
            "outcome": outcome,
            "digest": each.digest,
            "reason": reason,
            "instead": instead,
        }


def _news(request: HttpRequest, page: PageContext, said: dict[str, Any]) -> dict[str, object]:
    """What is new since the page's version; the version is read before, as for every page."""
    version = page.workbook.version
    since, page_name = said.get("since"), said.get("page")
    known = since if type(since) is int and 0 <= since < LARGEST_NUMBER else 0
    html = (
        changed_regions(request, page, known, page_name)
        if page_name and isinstance(page_name, str)
        else ""
    )
    return {"html": html, "version": version, "epoch": page.epoch}
