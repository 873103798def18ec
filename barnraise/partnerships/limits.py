"""Limits that hold across processes: counters in the database, by hashed address and window."""

import secrets
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
from barnraise.partnerships.storage import refuse_without_room
from barnraise.refusals import TooMany


@dataclass(frozen=True)
class Limit:
    """At most `max_count` of `kind` within `window` for one address; for all with `total`.

    What all together have used up stays open to an address that used only a few of it: nobody
    takes a day's starts from everybody else.
    """

    kind: str
    max_count: int
    window: timedelta
    total: bool = False


FEW = 5  # of what all together have used up, for each address and window
NETWORK = 8  # an IPv6 network gets as much as so many homes
MAX_NUMBER = 2**31 - 2  # a counter holds no larger one

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
SEATS = Limit("seat", 2_000, timedelta(hours=1))  # a hall has five hundred
ERASES = Limit("erase", 60, timedelta(hours=1))  # each has the database written anew
ENDS = Limit("end", 60, timedelta(hours=1))  # each has the list that outlives backups written anew
EXAMPLES = (
    Limit("example", 60, timedelta(hours=1)),
    Limit("example_all", 3_000, timedelta(days=1), total=True),
)


def address_of(request: HttpRequest) -> str:
    """The visitor's address: what the outermost of our proxies added, without one the peer's.

    What stands before that in the header is the visitor's own word.
    """
    count = settings.ENV.proxies
    chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    added = chain[-count].strip() if 0 < count <= len(chain) else ""
    return _home(added or str(request.META.get("REMOTE_ADDR", "")))


def _home(address: str) -> str:
    """The address, or for IPv6 its /64: one home or one server has all of that to itself."""
    return _shared(address, 64)


def network_of(request: HttpRequest) -> str:
    """The same for whoever shares the address, or for IPv6 its /48."""
    return _network(address_of(request))


def _network(address: str) -> str:
    """The address, or for IPv6 its /48, which one customer may have whole."""
    return _shared(address.partition("/")[0], 48)


def _shared(address: str, bits: int) -> str:
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((int(found), bits), strict=False))


def _counted(request: HttpRequest, limit: Limit) -> list[tuple[str, int]]:
    """Who is counted (a keyed digest), and the most each may have."""
    home = address_of(request)
    network = _network(home)
    if limit.total:
        return [(_digest(""), limit.max_count), (_digest(network), FEW)]
    wider = [] if network == home else [(_digest(network), NETWORK * limit.max_count)]
    return [(_digest(home), limit.max_count), *wider]


def _digest(who: str) -> str:
    """A keyed digest, so that the database holds no address.

    Salted, and not made with the links' key: an address is the visitor's to choose behind some
    proxies, and must never make the database hold what opens a link.
    """
    mac = salted_hmac("barnraise.partnerships.limits", who, algorithm="sha256")
    return mac.hexdigest()[:32]


def _window_start(limit: Limit, now: datetime) -> datetime:
    """The start of the window `now` falls into."""
    seconds = int(limit.window.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=now.tzinfo)


def count_against(request: HttpRequest, *limits: Limit) -> None:
    """Count one, or raise `TooMany` with how long to wait; nothing is counted when refused.

    What all together are limited in fills the server: it is refused as well when there is no room.
    """
    if any(limit.total for limit in limits):
        refuse_without_room()
    now = timezone.now()
    with write_transaction():
        for limit in limits:
            _count(limit, _counted(request, limit), now)


def _count(limit: Limit, counted: list[tuple[str, int]], now: datetime) -> None:
    window, used_up = _window_start(limit, now), []
    for who, max_count in counted:
        counter, _new = Counter.objects.select_for_update().get_or_create(
            kind=limit.kind, who=who, window=window
        )
        used_up.append(counter.count >= max_count)
        Counter.objects.filter(pk=counter.pk).update(count=models.F("count") + 1)
    if all(used_up) if limit.total else any(used_up):
        raise _too_many(limit, now)


def number_here(request: HttpRequest, kind: str, about: str) -> int:
    """A random number, the same for all from this address within a day who ask about the same."""
    limit = Limit(kind, 0, timedelta(days=1))
    with write_transaction():
        counter, _new = Counter.objects.get_or_create(
            kind=kind,
            who=_digest(f"{network_of(request)} {about}"),
            window=_window_start(limit, timezone.now()),
            defaults={"count": secrets.randbelow(MAX_NUMBER) + 1},
        )
    return counter.count


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
