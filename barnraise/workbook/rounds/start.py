"""Starting a workbook: one partnership, one workbook, one open round, and the keeper's link."""

from dataclasses import dataclass, replace
from datetime import datetime

from barnraise.instruments.document import Instrument
from barnraise.instruments.dump import dump
from barnraise.instruments.imported_editions import OWN
from barnraise.instruments.models import Edition
from barnraise.instruments.publish import publish
from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.links import digest, new_keeper_token
from barnraise.partnerships.models import Partnership, random_word
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
    with write_transaction():
        partnership = Partnership.objects.create(
            name=one_line(name, 120), keeper_digest=digest(token), example_until=example_until
        )
        workbook = Workbook.objects.create(partnership=partnership, edition=edition)
        Round.objects.create(workbook=workbook, edition=edition)
    return Started(workbook, token)


def start_on_own(instrument: Instrument, name: str) -> Started:
    """Make a workbook on a set of its own, published under a new key and offered to nobody."""
    own = replace(instrument, key=f"{OWN}{random_word(10)}", version=1)
    with write_transaction():
        return start(name, publish(dump(own), name="checklist").edition)
