"""How a browser is known again: a random cookie, of which the database keeps only a digest."""

import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.models import Device, Member, Opening, Partnership, Role
from barnraise.partnerships.openings import claim, remember_opening, take_seat

FOUR_HUNDRED_DAYS = 400 * 24 * 3600  # the longest a browser keeps a cookie


def cookie_digest(request: HttpRequest) -> str:
    """The digest of this browser's cookie, or "" when it has none."""
    secret = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return digest_of(secret) if secret else ""


def digest_of(secret: str) -> str:
    """What the database keeps of a cookie."""
    return hashlib.sha256(secret.encode()).hexdigest()


def seat(
    request: HttpRequest, response: HttpResponse, partnership: Partnership, role: Role
) -> Member | Opening:
    """Give this browser a new secret, and with it a place at the table in this role, or a higher.

    Whoever had the browser before, and may know its old secret, is not let in by a link that is
    opened now. A browser that is known is seated when it first comes with the new one.
    """
    secret = secrets.token_urlsafe(24)
    with write_transaction():
        device = known_device(request)
        set_cookie(response, secret)
        if device is None:
            device = Device.objects.create(digest=digest_of(secret))
            return take_seat(device, partnership, role)
        return remember_opening(device, digest_of(secret), partnership, role)


def know_device(request: HttpRequest, response: HttpResponse) -> Device:
    """The device behind this browser, known from now on even without a place at any table."""
    with write_transaction():
        device = known_device(request)
        if device is not None:
            set_cookie(response, request.COOKIES[settings.DEVICE_COOKIE_NAME])
            return device
        secret = secrets.token_urlsafe(24)
        set_cookie(response, secret)
        return Device.objects.create(digest=digest_of(secret))


def known_device(request: HttpRequest) -> Device | None:
    """The device of this browser's cookie, held until the transaction ends."""
    digest = cookie_digest(request)
    if not digest:
        return None
    there = Device.objects.select_for_update().filter(digest=digest)
    return there.first() or (there.first() if claim(digest) else None)


def set_cookie(response: HttpResponse, secret: str) -> None:
    """Give the browser its secret, for as long as browsers allow."""
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        secret,
        max_age=FOUR_HUNDRED_DAYS,
        secure=settings.SECURE_COOKIES,
        httponly=True,
        samesite="Lax",
    )


def memberships(request: HttpRequest) -> list[Member]:
    """The tables this browser sits at, the newest first: "workbooks on this device"."""
    digest = cookie_digest(request)
    if not digest:
        return []
    there = Member.objects.filter(device__digest=digest).select_related("partnership")
    there = there.order_by("-joined_at")[:50]
    members = list(there) or (list(there.all()) if claim(digest) else [])
    return [member for member in members if not member.link_was_replaced]
