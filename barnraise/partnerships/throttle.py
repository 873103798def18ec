"""How fast one device, one address and one table may send: buckets in memory that fill up again.

A device that is honest never meets this. Nothing is written for it, so that a save costs no more;
with several processes each has buckets of its own.
"""

import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from math import ceil
from threading import Lock

from django.http import HttpRequest
from django.utils.translation import gettext as _

from barnraise.partnerships.limits import network_of
from barnraise.partnerships.models import Member
from barnraise.refusals import NotNow

ENTRIES_OF_ONE = 5  # entries that count as much as a request
MAX_KNOWN = 20_000  # buckets; the one that was used longest ago is forgotten first


@dataclass(frozen=True)
class Rate:
    """At most `max_burst` at once, and `rate` a second in the long run."""

    kind: str
    max_burst: float
    rate: float


DEVICE = Rate("device", 60, 2)  # a page sends at most once in 1.5 seconds
# All who sit at one table from one address: a hall, and no more for a stranger with 500 seats.
PLACE = Rate("place", 3_000, 20)
TABLE = Rate("table", 3_000, 100)  # several halls: each phone as busy as it can be

Key = tuple[str, Hashable]

_left: OrderedDict[Key, tuple[float, float]] = OrderedDict()  # how much is left, and when it was
_lock = Lock()


def throttle(request: HttpRequest, member: Member, *, entries: int = 1) -> None:
    """Count one for this member, their address and this table, or raise `NotNow` (429).

    Many entries in one request are less work than as many requests, and more than one.
    """
    now, table = time.monotonic(), member.partnership_id
    amount = 1 + max(0, entries - 1) / ENTRIES_OF_ONE
    whose = ((DEVICE, member.pk), (PLACE, (table, network_of(request))), (TABLE, table))
    for limit, who in whose:
        wait = take(limit, who, now, amount)
        if wait:
            sentence = _("This device sends too much at once. It waits a little and goes on.")
            raise NotNow(sentence, status=429, retry_after=ceil(wait))


def take(limit: Rate, who: Hashable, now: float, amount: float = 1) -> float:
    """0 when there was as much left to take, else how many seconds until there is."""
    with _lock:
        there = _there(limit, who, now)
        _left[limit.kind, who] = (there - amount if there >= amount else there, now)
        while len(_left) > MAX_KNOWN:
            _left.popitem(last=False)
    return 0 if there >= amount else (amount - there) / limit.rate


def give(limit: Rate, who: Hashable, now: float, amount: float) -> None:
    """Give back what was not used; a negative amount takes what was used beyond."""
    with _lock:
        _left[limit.kind, who] = (_there(limit, who, now) + amount, now)


def _there(limit: Rate, who: Hashable, now: float) -> float:
    before, at = _left.pop((limit.kind, who), (limit.max_burst, now))
    return min(limit.max_burst, before + (now - at) * limit.rate)


def reset() -> None:
    """Begin anew, as a process does when it starts."""
    with _lock:
        _left.clear()
