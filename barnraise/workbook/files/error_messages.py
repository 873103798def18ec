"""Why a file was not opened, in the reader's words, and what to do."""

from django.utils.translation import gettext as _

from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.layout import FORMAT_VERSION, MAX_BYTES


def sentence(fault: FileError) -> str:
    """One or two sentences about what is wrong with the file."""
    place = _place(fault)
    return {
        Why.NOTHING: _("Choose a workbook file first."),
        Why.NOT_OURS: _(
            "This is not a workbook file. Workbook files come from “Take it home”, "
            "and their names end in .json."
        ),
        Why.NOT_UTF8: _(
            "This file cannot be read as text: it is damaged, or another program saved it "
            "in its own way. Use a copy that was not opened in between. Nothing was changed here."
        ),
        Why.DAMAGED: _(
            "This workbook file is damaged or was cut short%(place)s. "
            "Copy it again from where it was kept. Nothing was changed here."
        ),
        Why.ALTERED: _(
            "Something in this file is not as it was when it was taken home%(place)s: it was "
            "damaged or edited. Use a copy that is whole. Nothing was changed here."
        ),
        Why.NEWER: _newer(fault),
        Why.UNKNOWN: _(
            "This file holds something that this version of Barnraise does not know%(place)s. "
            "Nothing was changed here."
        ),
        Why.UNFIT: _(
            "This file holds something that no workbook can hold%(place)s. "
            "It was not written by Barnraise, or it was edited. Nothing was changed here."
        ),
        Why.TOO_LARGE: _(
            "This file is larger than any workbook (%(most)s MB). Nothing was changed here."
        ),
        Why.TOO_DEEP: _(
            "This file is nested too deeply to be a workbook. Nothing was changed here."
        ),
        Why.TOO_SLOW: _("This file took too long to read. Nothing was changed here."),
        Why.ERASED: _(
            "This workbook was removed for good from this server, by the person who kept it. "
            "It is not opened here again."
        ),
        Why.BUSY: _("Other files are being read just now. Try again in a minute."),
    }[fault.why] % {"place": place, "most": MAX_BYTES // 1_000_000}


def _place(fault: FileError) -> str:
    """Where it is, for whoever looks into the file: a line, or a path like entries/17/at."""
    if not fault.where:
        return ""
    if fault.why is Why.DAMAGED:
        return _(" (near line %(where)s)") % {"where": fault.where}
    return _(" (at %(where)s)") % {"where": fault.where}


def _newer(fault: FileError) -> str:
    if not fault.where.isdecimal():
        return _(
            "This file was written by a newer Barnraise: this one cannot keep its %(part)s yet. "
            "Ask the host to update. Nothing was changed here."
        ) % {"part": fault.where}
    return _(
        "This file was written by a newer Barnraise (its form is %(found)s, and this one reads "
        "up to %(known)s). Ask the host to update. Nothing was changed here."
    ) % {"found": fault.where, "known": FORMAT_VERSION}
