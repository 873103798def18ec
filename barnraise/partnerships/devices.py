"""How a browser is known again: a random cookie, of which the database keeps only a digest."""

import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.models import Device, Member, Partnership, Role

RANK = (Role.READER, Role.WRITER, Role.KEEPER)  # each may do all that the ones before may

FOUR_HUNDRED_DAYS = 400 * 24 * 3600  # the longest a browser keeps a cookie


def cookie_digest(request: HttpRequest) -> str:
    """The digest of this browser's cookie, or "" when it has none."""
    secret = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return hashlib.sha256(secret.encode()).hexdigest() if secret else ""


def seat(
    request: HttpRequest, response: HttpResponse, partnership: Partnership, role: Role
) -> Member:
    """Seat this browser at the table, or move it up to the role of the link it just opened.

    A link that lets its holder do less takes nothing away, unless the one held was replaced.
    """
    with write_transaction():
        device = _device(request, response)
        member = partnership.members.filter(device=device).first()
        if member and not _moves(member, partnership, role):
            return member
        given = {"role": role, "generation": partnership.generation(role)}
        return partnership.members.update_or_create(device=device, defaults=given)[0]


def know_device(request: HttpRequest, response: HttpResponse) -> Device:
    """The device behind this browser, known from now on even without a place at any table."""
    with write_transaction():
        return _device(request, response)


def _moves(member: Member, partnership: Partnership, role: Role) -> bool:
    replaced = member.generation != partnership.generation(member.role)
    return replaced or RANK.index(role) > RANK.index(Role(member.role))


def _device(request: HttpRequest, response: HttpResponse) -> Device:
    """The device of this browser's cookie, held until it is seated; a new one without a cookie."""
    known = Device.objects.select_for_update().filter(digest=cookie_digest(request)).first()
    secret = request.COOKIES[settings.DEVICE_COOKIE_NAME] if known else secrets.token_urlsafe(24)
    set_cookie(response, secret)
    digest = hashlib.sha256(secret.encode()).hexdigest()
    return known or Device.objects.create(digest=digest)


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
    found = Member.objects.filter(device__digest=digest).select_related("partnership")
    return [member for member in found.order_by("-joined_at")[:50] if not member.link_was_replaced]
