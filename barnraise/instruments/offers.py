"""Which editions this host offers to whoever starts a workbook, and in which order."""

from django.db.models import Max

from barnraise.instruments.models import Edition, Offer
from barnraise.ledger.writer import write_transaction


def offered() -> list[Edition]:
    """The offered editions, the first one first."""
    return [
        offer.edition
        for offer in Offer.objects.select_related("edition").defer("edition__document")
    ]


def offer(edition: Edition) -> None:
    """Offer an edition: in the place of another version of its set, else after all others."""
    with write_transaction():
        if not move(edition):
            last = Offer.objects.aggregate(last=Max("place", default=-1))["last"]
            Offer.objects.create(edition=edition, place=last + 1)


def move(edition: Edition) -> bool:
    """Let an edition take the place of its set's offered version; False when none is offered."""
    return Offer.objects.filter(edition__key=edition.key).update(edition=edition) > 0


def withdraw(edition: Edition) -> None:
    """Stop offering an edition; workbooks that began with it go on."""
    with write_transaction():
        Offer.objects.filter(edition=edition).delete()


def put_first(edition: Edition) -> None:
    """Offer an edition before all others."""
    with write_transaction():
        offer(edition)
        rows = sorted(Offer.objects.all(), key=lambda row: row.edition_id != edition.pk)
        for place, row in enumerate(rows):
            row.place = place
        Offer.objects.bulk_update(rows, ["place"])
