"""Whether the day a next step was due has passed; a day ends when it is over everywhere."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from barnraise.ledger.draft import Value
from barnraise.workbook.fields.kinds import is_date

LAST_PLACE = timedelta(hours=12)  # nobody's clock is further behind the world's


def today(now: datetime | None = None) -> date:
    """The day it still is somewhere; the server does not know where its readers are."""
    return ((now or timezone.now()) - LAST_PLACE).date()


def is_overdue(step: Value) -> bool:
    """Whether a step that is neither done nor struck should have been done before today."""
    due = str(step.get("due") or "")
    if step.get("done") or step.get("struck") or not is_date(due):
        return False
    return date.fromisoformat(due) < today()
