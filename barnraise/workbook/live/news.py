"""What is new for an open page: the parts to show again, and by what to ask next time."""

from typing import TypedDict

from django.http import HttpRequest
from django.utils import timezone

from barnraise.workbook.live.changed_regions import changed_regions
from barnraise.workbook.numbers import whole_number
from barnraise.workbook.pages.context import PageContext

MAX_DIGITS = 15  # of a version


class News(TypedDict):
    """Regions as HTML, the version and epoch they show, and the server's time.

    `reload` says that more is new than is sent, so that the page must be loaded again to show it.
    """

    html: str
    reload: bool
    version: int
    epoch: str
    at: str


def news(request: HttpRequest, page: PageContext, since: int, page_name: str) -> News:
    """What differs from version `since` on the page called `page_name`; no regions without one.

    The version is read first: what comes in from here on is the next look's.
    """
    version = page.workbook.version
    html = changed_regions(request, page, since, page_name) if page_name else ""
    return {
        "html": html or "",
        "reload": html is None,
        "version": version,
        "epoch": page.epoch,
        "at": now(),
    }


def now() -> str:
    """The server's time, for the line that says when something was saved."""
    return timezone.now().isoformat(timespec="seconds")


def version_in(content: object) -> int:
    """The version a page says that it shows, as a number or as text; 0 for anything else."""
    if isinstance(content, str):
        return whole_number(content, MAX_DIGITS) or 0
    is_version = type(content) is int and 0 <= content < 10**MAX_DIGITS
    return content if is_version and isinstance(content, int) else 0
