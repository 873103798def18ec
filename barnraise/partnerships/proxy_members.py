"""Seats for people who spoke without a device here: of the example, or of a workbook's file."""

from django.utils import timezone

from barnraise.partnerships.models import Member, Partnership, Role
from barnraise.partnerships.seats import nobody


def proxy_member(partnership: Partnership, organization: str = "", name: str = "") -> Member:
    """A writer whose device nobody holds: its secret is thrown away as soon as it is made."""
    return Member.objects.create(
        partnership=partnership,
        device=nobody(),
        role=Role.WRITER,
        generation=partnership.generation(Role.WRITER),
        name=name,
        organization=organization,
        ended_at=timezone.now(),
    )
