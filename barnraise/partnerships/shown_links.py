"""Links as a person can use them: words, address, QR code, letter."""

from dataclasses import dataclass
from urllib.parse import quote

import segno
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from barnraise.caches import Cache
from barnraise.partnerships.link_urls import link_url
from barnraise.partnerships.links import derived_token
from barnraise.partnerships.models import Member, Partnership, Role


@dataclass(frozen=True)
class ShownLink:
    """A link that can be shown again at any time."""

    role: Role
    address: str

    @property
    def qr(self) -> SafeString:
        """The QR code as an SVG without inline style."""
        return qr(self.address)

    @property
    def mail(self) -> str:
        return mail_to(_("Our workbook"), self.address)


_codes: Cache[SafeString] = Cache(max_count=512, max_bytes=500_000)  # an address opens a workbook


def qr(address: str) -> SafeString:
    """A QR code with a quiet zone of four, dark on white, named by its class."""
    return _codes.get(address, lambda: _drawn(address))


def _drawn(address: str) -> SafeString:
    made = segno.make(address, error="m", micro=False)
    svg = made.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass="qr-line", light="#fff")
    return mark_safe(svg)  # noqa: S308  a drawing of squares, no text in it


def mail_to(subject: str, body: str) -> str:
    """A mail-to address with nobody in it yet."""
    return f"mailto:?subject={quote(subject)}&body={quote(body)}"


def shown_links(request: HttpRequest, member: Member) -> list[ShownLink]:
    """The links this member may pass on: never one that lets others do more than they can."""
    roles = [Role.WRITER, Role.READER] if member.may_write else [Role.READER]
    return [
        ShownLink(role, link_url(request, derived_token(member.partnership, role)))
        for role in roles
    ]


def keep_words(request: HttpRequest, partnership: Partnership, token: str) -> dict[str, object]:
    """What the "keep this link" card shows."""
    address = link_url(request, token)
    subject = _("The keeper’s link of “%(name)s”") % {"name": partnership.title}
    return {"keep_address": address, "keep_qr": qr(address), "keep_mail": mail_to(subject, address)}
