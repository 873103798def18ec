"""Which seats of a table first wrote from one address on one day: they share pace, and room.

Kept of it is a random number, the same for all of them; what it was drawn for is a keyed digest
that is forgotten after two days.
"""

from django.http import HttpRequest

from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.limits import number_here
from barnraise.partnerships.models import Member


def note_arrival(request: HttpRequest, member: Member) -> None:
    """Note with whom a writer came, when they first write; it never changes."""
    if member.arrival is not None or member.keeps:
        return
    with write_transaction():
        member.arrival = number_here(request, "arrival", member.partnership.slug)
        Member.objects.filter(pk=member.pk, arrival=None).update(arrival=member.arrival)


def arrived_with(member: Member) -> list[int]:
    """The seats of this table that share with this one, itself among them; a keeper's never."""
    if member.arrival is None:
        return [member.pk]
    there = Member.objects.filter(partnership=member.partnership_id, arrival=member.arrival)
    return list(there.values_list("pk", flat=True))
