"""Who may: a stranger gets 404 by construction, a member with the wrong role 403."""

from functools import lru_cache

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from barnraise.ledger.compiled_query import CompiledQuery
from barnraise.partnerships.devices import cookie_digest
from barnraise.partnerships.models import Member
from barnraise.partnerships.openings import claim
from barnraise.partnerships.seats import notice
from barnraise.partnerships.tombstones import refuse_ended, refuse_removed
from barnraise.refusals import Forbidden


def get_member_or_404(
    request: HttpRequest, slug: str, *related: str, without: tuple[str, ...] = ()
) -> Member:
    """The member this browser is at the table `slug`.

    `related` is fetched in the same query, but for the long texts named in `without`. Gone is
    raised for a member of a table that was removed.
    """
    digest = cookie_digest(request)
    if not digest:
        raise Http404
    member = _seat(related, without).first(digest, slug)
    if member is None and claim(digest):
        member = _seat(related, without).first(digest, slug)
    if member is None:
        refuse_ended(slug, digest)
        refuse_removed(slug, digest)
        raise Http404
    if member.link_was_replaced:
        raise Forbidden(
            _(
                "The link you used was replaced. "
                "Ask the person who keeps this workbook for the new one."
            )
        )
    notice(member)
    return member


@lru_cache(maxsize=16)
def _seat(related: tuple[str, ...], without: tuple[str, ...]) -> CompiledQuery[Member]:
    """Who sits at a table with a device, by the digest of its cookie and the table's slug."""
    seats = Member.objects.select_related("partnership", *related).defer(*without)
    return CompiledQuery(
        lambda digest, slug: seats.filter(device__digest=digest, partnership__slug=slug), str, str
    )


def require_writer(member: Member) -> None:
    """Refuse a member whose link only reads."""
    if not member.may_write:
        raise Forbidden(_("Your link can read this workbook but not write in it."))


def require_keeper(member: Member) -> None:
    """Refuse a member who is not the keeper."""
    if not member.keeps:
        raise Forbidden(_("Only the person who keeps this workbook can do this."))
