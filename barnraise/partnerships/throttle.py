"""How fast one device, and one table, may send: buckets in memory that fill up again by themselves.

A device that is honest never meets this. Nothing is written for it, so that a save costs no more;
with several processes each has buckets of its own.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass
from math import ceil
from threading import Lock

from django.utils.translation import gettext as _

from barnraise.partnerships.models import Member
from barnraise.refusals import TooMany

MAX_KNOWN = 20_000  # buckets; the one that was used longest ago is forgotten first


@dataclass(frozen=True)
class Rate:
    """At most `max_burst` at once, and `rate` a second in the long run."""

    kind: str
    max_burst: float
    rate: float


DEVICE = Rate("device", 60, 2)  # a page sends at most once in 1.5 seconds
TABLE = Rate("table", 3_000, 100)  # a full hall: 500 phones, each as busy as it can be

Key = tuple[str, int]

_left: OrderedDict[Key, tuple[float, float]] = OrderedDict()  # how much is left, and when it was
_lock = Lock()


def throttle(member: Member) -> None:
    """Count one for this member and this table, or raise `TooMany` with how long to wait."""
    now = time.monotonic()
    with _lock:
        for limit, whose in ((DEVICE, member.pk), (TABLE, member.partnership_id)):
            wait = _take(limit, (limit.kind, whose), now)
            if wait:
                raise TooMany(
                    _("This device sends too much at once. It waits a little and goes on."),
                    retry_after=wait,
                )


def _take(limit: Rate, key: Key, now: float) -> int:
    """0 when there was one left to take, else how many seconds until there is."""
    before, at = _left.pop(key, (limit.max_burst, now))
    there = min(limit.max_burst, before + (now - at) * limit.rate)
    _left[key] = (max(0.0, there - 1) if there >= 1 else there, now)
    while len(_left) > MAX_KNOWN:
        _left.popitem(last=False)
    return 0 if there >= 1 else ceil((1 - there) / limit.rate)


def reset() -> None:
    """Begin anew, as a process does when it starts."""
    with _lock:
        _left.clear()
