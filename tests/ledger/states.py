"""What stands in a log, to compare."""

from uuid import UUID

from barnraise.ledger.append import rebuilt
from barnraise.workbook.models import Workbook


def stands(workbook: Workbook) -> dict[str, set[UUID]]:
    """What the table says stands, after making sure that the log says the same."""
    found: dict[str, set[UUID]] = {}
    for field, key in workbook.standing.values_list("field", "entry__key"):
        found.setdefault(field, set()).add(key)
    assert found == rebuilt(workbook)
    assert workbook.standing.count() == sum(map(len, found.values()))
    return found
