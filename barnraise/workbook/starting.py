"""Starting a workbook: one partnership, one workbook, one open round, and the keeper's link."""

from dataclasses import dataclass
from datetime import datetime

from barnraise.instruments.models import Edition
from barnraise.ledger.turn import writing
from barnraise.partnerships.links import digest, new_keeper_token
from barnraise.partnerships.models import Partnership
from barnraise.partnerships.names import one_line
from barnraise.workbook.models import Round, Workbook


@dataclass(frozen=True)
class Started:
    """A new workbook and the only copy of its keeper's token."""

    workbook: Workbook
    token: str


def start(name: str, edition: Edition, *, example_until: datetime | None = None) -> Started:
    """Make the partnership `name` (or none) a workbook on this edition."""
    token = new_keeper_token()
    with writing():
        partnership = Partnership.objects.create(
            name=one_line(name, 120), keeper_digest=digest(token), example_until=example_until
        )
        workbook = Workbook.objects.create(partnership=partnership, edition=edition)
        Round.objects.create(workbook=workbook, edition=edition)
    return Started(workbook, token)
