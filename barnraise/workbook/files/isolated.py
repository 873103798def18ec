"""Has a stranger's file checked in a process of its own, and only then reads it here."""

import json
from typing import Any, Final

from barnraise.instruments.importers.errors import NotAChecklist, Reason
from barnraise.instruments.importers.sandbox import aside
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.layout import MAX_BYTES

CHILD: Final = "barnraise.workbook.files.child"
BECAUSE: Final = {
    Reason.TOO_LARGE: Why.TOO_LARGE,
    Reason.TOO_SLOW: Why.TOO_SLOW,
    Reason.BUSY: Why.BUSY,
    Reason.NOT_A_CHECKLIST: Why.NOTHING,
}


def checked(data: bytes) -> dict[str, Any]:
    """The tree of a sound workbook file; raises Fault for anything else."""
    try:
        answer = aside(CHILD, data, most=MAX_BYTES)
    except NotAChecklist as refused:
        raise FileError(BECAUSE.get(refused.reason, Why.DAMAGED)) from refused
    if "fault" in answer:
        raise FileError(Why(answer["fault"]), answer["where"])
    found: dict[str, Any] = json.loads(data.decode("utf-8-sig"))
    return found
