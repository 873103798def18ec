"""Questions that are no longer asked, with what was said under them."""

from barnraise.workbook.models import Workbook
from barnraise.workbook.state.snapshot import QuestionState, Snapshot


def earlier_questions(workbook: Workbook, snapshot: Snapshot) -> list[QuestionState]:
    """What was said on questions of earlier versions that `snapshot` does not ask any more."""
    asked = snapshot.instrument.by_key
    earlier: dict[str, QuestionState] = {}
    for each in workbook.rounds.select_related("edition").order_by("number"):
        instrument = each.edition.instrument
        then = Snapshot(instrument, snapshot.field_states, snapshot.version)
        for question in instrument.questions:
            if question.key not in asked and then.by_key[question.key].version:
                earlier[question.key] = then.by_key[question.key]
    return list(earlier.values())
