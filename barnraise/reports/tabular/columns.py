"""The columns and codes of the data files, and what each means in the reader's language.

Names of columns and codes are the same in every language, so that a script that reads one
partnership's file reads another's.
"""

from django.utils.translation import gettext as _

from barnraise.workbook.fields.kinds import KINDS

COLUMNS = (
    "taken_at",
    "partnership",
    "question_set",
    "set_version",
    "stage_number",
    "stage",
    "question_key",
    "question_number",
    "question",
    "choice",
    "choice_code",
    "kind",
    "part",
    "asked",
    "text",
    "address",
    "who",
    "by_when",
    "done",
    "struck",
    "rival",
    "from_parts",
    "said_by",
    "organization",
    "said_at",
    "from_file",
    "field",
    "id",
)
HISTORY_COLUMNS = (
    "version",
    "said_at",
    "said_by",
    "from_file",
    "where",
    "text",
    "stands",
    "field",
    "id",
)
CODEBOOK_COLUMNS = ("about", "code", "label", "meaning")
OTHER_KINDS = ("version", "left")  # of rows, besides those of what can be said
ROW_KINDS = (*(kind.name for kind in KINDS.values() if kind.meaning), *OTHER_KINDS)


def meanings() -> dict[str, str]:
    """What each column holds ("column stage") and what each kind is ("kind note")."""
    columns = {**_where(), **_of_entries(), **_history()}
    return {
        **{f"column {name}": words for name, words in columns.items()},
        **{f"kind {name}": words for name, words in _kinds().items()},
    }


def _where() -> dict[str, str]:
    return {
        "taken_at": _("When this file was made, in UTC."),
        "partnership": _("The name of the partnership."),
        "question_set": _("The key of the question set."),
        "set_version": _("The version of the question set."),
        "stage_number": _("The number of the stage; empty in rows that belong to no stage."),
        "stage": _("The title of the stage."),
        "question_key": _("The key of the question. It stays the same in every language."),
        "question_number": _("The number of the question, as text: 1.10 is not 1.1."),
        "question": _("The short name of the question."),
        "choice": _("In rows of answers: the choice in words."),
        "choice_code": _("In rows of answers: the code of the choice; empty when none was made."),
        "kind": _("What kind of thing was said; the codes are below."),
        "part": _("In rows of parts: the number of the part."),
        "asked": _("In rows of parts and of stage texts: what is asked there."),
        "field": _("The address of a stage text, or of what is no longer asked."),
        "id": _("The id of what was said; it appears in the history too."),
    }


def _of_entries() -> dict[str, str]:
    return {
        "text": _("The words: a note, a view, a reason, a title of evidence, what we will do."),
        "address": _("In rows of evidence: the web address."),
        "who": _("In rows of next steps: who will do it."),
        "by_when": _("In rows of next steps: the date, as year-month-day."),
        "done": _("In rows of next steps: 1 when it is done, else 0."),
        "struck": _("1 when it was crossed out, else 0."),
        "rival": _("1 when it is one of the versions that stand side by side, else 0."),
        "from_parts": _("In rows of answers: 1 when the choice follows from the parts, else 0."),
        "said_by": _("The name of whoever wrote these words; empty when they did not sign."),
        "organization": _("The organization of whoever said it."),
        "said_at": _("When it was said, in UTC."),
        "from_file": _(
            "When it came with a workbook file that was opened, in UTC: nobody checked who wrote "
            "it, or when. Empty when it was written here."
        ),
    }


def _history() -> dict[str, str]:
    return {
        "version": _("In the history: the number of the change, counted from 1."),
        "where": _("In the history: the question or stage, and what was said there."),
        "stands": _("In the history: 1 when it still stands, else 0."),
    }


def _kinds() -> dict[str, str]:
    return {
        **{kind.name: _(kind.meaning) for kind in KINDS.values() if kind.meaning},
        "version": _("One of the answers to a question that stand side by side."),
        "left": _("Something said under a question that is no longer asked."),
    }


def about_files() -> dict[str, str]:
    """What to know before reading the files."""
    return {
        "file encoding": _(
            "The files are UTF-8 with a mark at the start, so that Excel opens them."
        ),
        "file quotes": _("Every cell is in quotation marks; a text may hold line breaks."),
        "file guard": _(
            "A text that a spreadsheet could take for a formula begins with an apostrophe here "
            "that nobody wrote. Take one apostrophe off to have the text."
        ),
    }
