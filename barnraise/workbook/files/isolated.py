"""Has a stranger's file checked in a process of its own, and only then reads it here."""

import json
from typing import Any, Final

from barnraise.sandbox.errors import Code, SandboxError
from barnraise.sandbox.parent import run
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.layout import MAX_BYTES

CHILD: Final = "barnraise.workbook.files.child"
WHY: Final = {
    Code.EMPTY: Why.NOTHING,
    Code.TOO_LARGE: Why.TOO_LARGE,
    Code.OUT_OF_MEMORY: Why.TOO_LARGE,
    Code.TOO_DEEP: Why.TOO_DEEP,
    Code.TOO_SLOW: Why.TOO_SLOW,
    Code.BUSY: Why.BUSY,
    Code.FAILED: Why.DAMAGED,
}


def checked(data: bytes) -> dict[str, Any]:
    """The tree of a sound workbook file; raises FileError for anything else."""
    try:
        answer = run(CHILD, data, max_bytes=MAX_BYTES)
    except SandboxError as error:
        raise FileError(WHY[error.code]) from error
    if "fault" in answer:
        raise FileError(Why(answer["fault"]), answer["where"])
    tree: dict[str, Any] = json.loads(data.decode("utf-8-sig"))
    return tree
