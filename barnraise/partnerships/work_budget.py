"""How much reading may cost: seconds of a processor, for one device and for one address.

For what costs more than a page of a workbook: history, comparisons, documents, files. A budget
fills up again by itself; few such requests are worked on at once, so that saves go on between.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from math import ceil
from threading import BoundedSemaphore
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from barnraise.partnerships.devices import cookie_digest
from barnraise.partnerships.limits import network_of
from barnraise.partnerships.throttle import Rate, give, take
from barnraise.refusals import NotNow

DEVICE = Rate("work", 10, 0.2)  # seconds at once, and a second
PLACE = Rate("work here", 120, 1)  # a hall: 500 phones that each open a few such pages
DEPOSIT = 1.0  # seconds taken before it is known what a request costs
MIN_COST = 0.01
CONCURRENCY = 2  # requests worked on at once; each slows down every save meanwhile
MAX_WAITING = 12  # beside those; each holds one of the server's threads
TIMEOUT = 10  # seconds to wait for one's turn

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

_places = BoundedSemaphore(CONCURRENCY + MAX_WAITING)
_turns = BoundedSemaphore(CONCURRENCY)


def budgeted(view: View[P]) -> View[P]:
    """A view whose work is counted; beyond the budget it answers 429 and when to come again."""

    @wraps(view)
    def counted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with _budget(request):
            return view(request, *args, **kwargs)

    return counted


def costly(view: View[P]) -> View[P]:
    """The same for one that works the whole time: only a few are worked on at once."""

    @wraps(view)
    def in_turn(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with _turn():
            return view(request, *args, **kwargs)

    return budgeted(in_turn)


@contextmanager
def _budget(request: HttpRequest) -> Iterator[None]:
    budgets = ((DEVICE, cookie_digest(request)), (PLACE, network_of(request)))
    for number, (rate, who) in enumerate(budgets):
        wait = take(rate, who, time.monotonic(), DEPOSIT)
        if wait:
            for before, earlier in budgets[:number]:
                give(before, earlier, time.monotonic(), DEPOSIT)
            raise NotNow(_too_much(), status=429, retry_after=ceil(wait))
    began = time.thread_time()
    try:
        yield
    finally:
        cost = max(MIN_COST, time.thread_time() - began)
        for rate, who in budgets:
            give(rate, who, time.monotonic(), DEPOSIT - cost)


def _too_much() -> str:
    return _("Very much is being read from here just now. Please wait a little and try again.")


@contextmanager
def _turn() -> Iterator[None]:
    """One's turn, after a while; at once a sentence where too many wait already."""
    if not _places.acquire(blocking=False):
        raise _busy()
    try:
        if not _turns.acquire(timeout=TIMEOUT):
            raise _busy()
        try:
            yield
        finally:
            _turns.release()
    finally:
        _places.release()


def _busy() -> NotNow:
    sentence = _("Very many want to read just now. Please try again in a moment.")
    return NotNow(sentence, status=503, retry_after=5)
