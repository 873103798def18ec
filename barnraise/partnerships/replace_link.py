"""Replacing a link without locking out the keeper who does it."""

from django.http import HttpRequest, HttpResponse

from barnraise.ledger.writer import writing
from barnraise.partnerships.devices import give_place
from barnraise.partnerships.link_urls import remember_fresh
from barnraise.partnerships.links import replace_link
from barnraise.partnerships.models import Member, Role


def replace(request: HttpRequest, response: HttpResponse, member: Member, role: Role) -> None:
    """End a link and what was opened with it; a keeper who replaces their own stays seated."""
    partnership = member.partnership
    with writing():
        token = replace_link(partnership, role)
        if role == Role.KEEPER:
            give_place(request, response, partnership, role)
    if role == Role.KEEPER:
        remember_fresh(response, partnership.slug, token)
