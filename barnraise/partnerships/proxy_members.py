"""Seats for people who spoke without a device here: of the example, or of a workbook's file."""

import secrets

from barnraise.partnerships.links import digest
from barnraise.partnerships.models import Device, Member, Partnership, Role


def proxy_member(partnership: Partnership, organization: str = "", name: str = "") -> Member:
    """A writer whose device nobody holds: its secret is thrown away as soon as it is made."""
    device = Device.objects.create(digest=digest(secrets.token_urlsafe(24)))
    return Member.objects.create(
        partnership=partnership,
        device=device,
        role=Role.WRITER,
        generation=partnership.generation(Role.WRITER),
        name=name,
        organization=organization,
    )
