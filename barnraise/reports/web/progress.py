"""What the page about a document on its way says."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from barnraise.reports.queue.job import Job
from barnraise.reports.queue.worker import SECONDS, DocumentOutcome

# The file that holds everything, by the name of its address: offered where it exists.
WHOLE = "workbook:file"
MAX_NAMED = 8


def progress_of(job: Job, ahead: int, slug: str) -> dict[str, object]:
    """Whether it is done, what was counted, or why it failed and what to take instead."""
    done, answer = job.done.is_set(), job.answer
    failed = done and not job.is_ready
    return {
        "done": done,
        "failed": failed,
        "ahead": ahead,
        "size": max(job.size, 1),
        "counted": _counted(answer.counts) if job.is_ready else [],
        "sentence": answer.sentence or _sentences()[answer.outcome] if failed else "",
        "missing": answer.problems[:MAX_NAMED],
        "missing_more": max(len(answer.problems) - MAX_NAMED, 0),
        "whole": _whole(slug),
    }


def _counted(counts: dict[str, tuple[int, int]]) -> list[str]:
    words = {
        "question": _("%(there)s of %(many)s questions"),
        "answer": _("%(there)s of %(many)s answers"),
        "note": _("%(there)s of %(many)s notes"),
        "view": _("%(there)s of %(many)s views"),
        "evidence": _("%(there)s of %(many)s pieces of evidence"),
        "step": _("%(there)s of %(many)s next steps"),
        "text": _("%(there)s of %(many)s stage texts"),
    }
    return [
        words[kind] % {"there": there, "many": many}
        for kind, (there, many) in counts.items()
        if kind in words
    ]


def _sentences() -> dict[DocumentOutcome, str]:
    return {
        DocumentOutcome.INCOMPLETE: _(
            "This document lost something while it was made, so it is not given away."
        ),
        DocumentOutcome.TOO_SLOW: ngettext(
            "This document was not ready after %(n)s second, so it was ended.",
            "This document was not ready after %(n)s seconds, so it was ended.",
            SECONDS,
        )
        % {"n": SECONDS},
        DocumentOutcome.TOO_BIG: _("This document needs more memory than this server can give."),
        DocumentOutcome.NO_ROOM: _(
            "The server's disk is full, so the document could not be kept. "
            "Please tell the host of this server."
        ),
        DocumentOutcome.BROKEN: _(
            "Something broke while this document was made. Please tell the host of this server."
        ),
    }


def _whole(slug: str) -> str:
    """Where the file with everything is, or "" while there is none."""
    try:
        return reverse(WHOLE, args=[slug])
    except NoReverseMatch:
        return ""
