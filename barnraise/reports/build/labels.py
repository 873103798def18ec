"""The headings and small words of every report, by name, in the reader's language."""

from django.utils.translation import gettext as _

from barnraise.reports.tabular.columns import about_files, meanings
from barnraise.workbook.state.labels import kinds


def labels() -> dict[str, str]:
    """All of them; a renderer asks with `report.label(name)`."""
    return {**_headings(), **_small_words(), **_about(), **_sheets(), **meanings(), **about_files()}


def _headings() -> dict[str, str]:
    return {
        "standing": _("What is standing"),
        "topics": _("Worth talking about next"),
        "steps": _("Next steps"),
        "steps_by_date": _("Next steps by date"),
        "notes": _("Notes"),
        "evidence": _("Evidence"),
        "parts": _("Part by part"),
        "left": _("From an earlier version of the questions"),
        "history": _("History"),
        "changes": _("What was said last"),
        "how_to_read": _("How to read this"),
        "source": _("Whose questions these are"),
        "about": _("About this report"),
        "contents": _("Contents"),
        "milestones": _("Milestones"),
        "moved": _("What moved"),
        "turns": _("Notes, evidence and next steps"),
        "reworded": _("What changed in the words"),
        "asked_apart": _("Questions that are asked differently"),
        "question": _("Question"),
        "questions": _("Questions"),
        "answer": _("Answer"),
        "stages": _("Stages"),
    }


def _small_words() -> dict[str, str]:
    return {
        "stage": _("Stage %(n)s"),
        "page": _("Page %(n)s of %(of)s"),
        "as_of": _("As it stood on %(when)s"),
        "reason": _("Why"),
        "by": _("Who"),
        "due": _("By when"),
        "what": _("What we will do"),
        "when": _("When"),
        "where": _("Where"),
        "said": _("What was said"),
        "link": _("Link"),
        "then": _("Then"),
        "now": _("Now"),
        "standing_then": _("What was standing then"),
        "neutral": _("This says what is different, not whether that is good."),
        "new_words": _("new"),
        "gone_words": _("gone"),
        "how_words": _(
            "Words that are new are underlined. Words that are gone are struck through."
        ),
        "how_brackets": _(
            "Words that are new are underlined. Words that are gone stand struck through in "
            "[brackets]."
        ),
        "done": _("done"),
        "struck": _("crossed out"),
        "rival": _("One of the versions that stand side by side"),
        "from_parts": _("This follows from its parts."),
        "here": _("The work is here now"),
        "nothing": _("Nothing was said here yet."),
        "by_due": _("by %(due)s"),
        "no_date": _("no date yet"),
        "no_dates": _("No next step has a date yet, so this calendar is empty."),
        "no_topics": _("Nothing stands out now."),
        "no_steps": _("No next step is named yet."),
        "no_answer": _("No answer yet"),
        "field": _("Field %(key)s"),
        "counted": _("How many questions"),
        "number": _("No."),
        "picture_in_words": _("The picture in words"),
        "more_changes": _("%(n)s earlier changes are in the workbook itself."),
    }


def _sheets() -> dict[str, str]:
    """Names of sheets, heads of columns and words in cells."""
    return {
        "summary": _("Summary"),
        "by_question": _("By question"),
        "notes_and_texts": _("Notes and texts"),
        "codebook": _("Codebook"),
        "about_sheet": _("About"),
        "asked": _("What is asked"),
        "part": _("Part"),
        "remark": _("Remark"),
        "kind": _("Kind"),
        "milestone": _("Milestone"),
        "version": _("Version"),
        "happened": _("What happened"),
        "key": _("Code"),
        "short_name": _("In short"),
        "meaning": _("Meaning"),
        "name": _("Name"),
        "organization": _("Organization"),
        "when_utc": _("When (UTC)"),
        "who": _("Who will do it"),
        "is_done": _("Done?"),
        "stands": _("Still stands"),
        "continued": _("(continued)"),
        **{f"{name}_kind": words[:1].upper() + words[1:] for name, words in kinds().items()},
        "left_kind": _("No longer asked"),
        "set_code": _("Question set"),
        "choice_code": _("Answer"),
        "stage_code": _("Stage"),
        "question_code": _("Question"),
        "part_code": _("Part"),
        "text_code": _("Text of the stage"),
        "file_guard_xlsx": _(
            "A text that is too long for one cell goes on in the row below it, which says so."
        ),
    }


def _about() -> dict[str, str]:
    return {
        "replaced": _(
            "Signs that could not be shown: %(n)s. Each stands as %(sign)s here and is whole in "
            "the workbook."
        ),
        "unset": _("What could not be set here"),
        "unset_why": _(
            "When this document was opened again, not all words of these places were found in it as"
            " they were written. They are whole in the workbook, and in the web page (HTML) and the"
            " workbook file that can be taken home."
        ),
        "too_hard": _(
            "This document could not be made. Nothing is lost: take the workbook file instead, "
            "and please tell the host of this server."
        ),
        "miscounted": _(
            "This document is not complete, so it is not offered. Take the workbook file instead: "
            "it holds everything."
        ),
    }


def how_to_read() -> tuple[str, ...]:
    """What a reader who was not in the room should know."""
    return (
        _(
            "This is what a partnership says of itself, in its own words. It is no test: nothing "
            "is added up, and no community is compared with another."
        ),
        _(
            "Each question is one piece of the barn. Pieces may stand in any order; no stage has "
            "to wait for the one before."
        ),
        _(
            "“We do not agree yet” is an answer too. Where versions stand side by side, nobody "
            "has chosen between them yet, and all are given."
        ),
        _(
            "What was crossed out is still here, marked as crossed out. Who said it stands under "
            "each text, if they signed."
        ),
    )
