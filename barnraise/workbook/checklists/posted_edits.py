"""One posted correction: the texts of the page, and what its pressed button asks for."""

from django.http import QueryDict

from barnraise.instruments.dump import dump
from barnraise.workbook.checklists.edits import corrected, moved, with_language, without
from barnraise.workbook.models.checklist import ChecklistDraft


def change(brought: ChecklistDraft, data: QueryDict) -> str:
    """Correct a brought checklist; returns the place on the page to go back to.

    Raises NotAQuestionSet with every problem; then nothing is changed.
    """
    instrument = corrected(brought.instrument, data)
    brought.correct(dump(instrument))
    verb, _colon, what = data.get("do", "").partition(":")
    match verb:
        case "up" | "down":
            instrument = moved(instrument, what, -1 if verb == "up" else 1)
        case "remove":
            instrument = without(instrument, what)
        case "translate":
            instrument = with_language(instrument, data.get("add_language", ""))
        case _:
            return ""
    brought.correct(dump(instrument))
    return f"#{what}" if what else ""
