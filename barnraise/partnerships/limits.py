"""Limits that hold across processes: counters in the database, by hashed address and window."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from barnraise.ledger.db_errors import Unavailable
from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.models import Counter
from barnraise.refusals import TooMany


@dataclass(frozen=True)
class Limit:
    """At most `max_count` of `kind` within `window`, for one address or, with `total`, for all."""

    kind: str
    max_count: int
    window: timedelta
    total: bool = False


MISSES = Limit("miss", 30, timedelta(minutes=10))
SYNC_MISSES = Limit("sync_miss", 120, timedelta(minutes=10))
STARTS = (
    Limit("start", 40, timedelta(hours=1)),
    Limit("start_all", 2_000, timedelta(days=1), total=True),
)
BRINGS = (
    Limit("bring", 30, timedelta(hours=1)),
    Limit("bring_all", 1_000, timedelta(days=1), total=True),
)
ERASES = Limit("erase", 60, timedelta(hours=1))  # each has the database written anew
EXAMPLES = (
    Limit("example", 60, timedelta(hours=1)),
    Limit("example_all", 3_000, timedelta(days=1), total=True),
)


def address_of(request: HttpRequest) -> str:
    """The visitor's address: what the outermost of our proxies added, without one the peer's.

    What stands before that in the header is the visitor's own word.
    """
    count = settings.ENV.proxies
    chain = request.headers.get("X-Forwarded-For", "").split(",")
    added = chain[-count].strip() if 0 < count <= len(chain) else ""
    return _home(added or str(request.META.get("REMOTE_ADDR", "")))


def _home(address: str) -> str:
    """The address, or for IPv6 its /64: one home or one server has all of that to itself."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((int(found), 64), strict=False))


def _who(request: HttpRequest, limit: Limit) -> str:
    """A keyed digest, so that the database holds no address.

    Salted, and not made with the links' key: an address is the visitor's to choose behind some
    proxies, and must never make the database hold what opens a link.
    """
    who = "" if limit.total else address_of(request)
    mac = salted_hmac("barnraise.partnerships.limits", who, algorithm="sha256")
    return mac.hexdigest()[:32]


def _window_start(limit: Limit, now: datetime) -> datetime:
    """The start of the window `now` falls into."""
    seconds = int(limit.window.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=now.tzinfo)


def count_against(request: HttpRequest, *limits: Limit) -> None:
    """Count one, or raise `TooMany` with how long to wait; nothing is counted when refused."""
    now = timezone.now()
    with write_transaction():
        for limit in limits:
            counter, _new = Counter.objects.select_for_update().get_or_create(
                kind=limit.kind, who=_who(request, limit), window=_window_start(limit, now)
            )
            if counter.count >= limit.max_count:
                raise _too_many(limit, now)
            Counter.objects.filter(pk=counter.pk).update(count=models.F("count") + 1)


def count_miss(request: HttpRequest) -> None:
    """Count a link that opens nothing; a disk that takes no count must not say more than 404."""
    with suppress(Unavailable):
        count_against(request, MISSES)


def try_writing() -> None:
    """Write something small as a save would be written, or raise Unavailable: is the disk well?"""
    with write_transaction():
        moment = {"window": timezone.now()}
        Counter.objects.update_or_create(kind="health", who="", defaults=moment)


def _too_many(limit: Limit, now: datetime) -> TooMany:
    wait = _window_start(limit, now) + limit.window - now
    return TooMany(
        _("That was asked too often from here. Please wait a little and try again."),
        retry_after=int(wait.total_seconds()) + 1,
    )


def forget_old_counts(*, older_than: timedelta = timedelta(days=2)) -> None:
    """Drop windows long over."""
    with write_transaction():
        Counter.objects.filter(window__lt=timezone.now() - older_than).delete()
