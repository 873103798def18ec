"""Replacing a link without locking out the keeper who does it."""

from django.http import HttpRequest, HttpResponse

from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.devices import seat
from barnraise.partnerships.link_urls import remember_fresh
from barnraise.partnerships.links import replace_link
from barnraise.partnerships.models import Member, Role


def replace(request: HttpRequest, response: HttpResponse, member: Member, role: Role) -> None:
    """End a link and what was opened with it; a keeper who replaces their own stays seated."""
    partnership = member.partnership
    with write_transaction():
        token = replace_link(partnership, role)
        if role == Role.KEEPER:
            seat(request, response, partnership, role)
    if role == Role.KEEPER:
        remember_fresh(response, partnership.slug, token)
