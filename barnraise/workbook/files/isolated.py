"""Has a stranger's file checked in a process of its own, and only then reads it here."""

import json
from typing import Any, Final

from barnraise.sandbox.errors import SandboxCode, SandboxError
from barnraise.sandbox.parent import run
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.layout import MAX_BYTES

CHILD: Final = "barnraise.workbook.files.child"
WHY: Final = {
    SandboxCode.EMPTY: Why.NOTHING,
    SandboxCode.TOO_LARGE: Why.TOO_LARGE,
    SandboxCode.OUT_OF_MEMORY: Why.TOO_LARGE,
    SandboxCode.TOO_DEEP: Why.TOO_DEEP,
    SandboxCode.TOO_SLOW: Why.TOO_SLOW,
    SandboxCode.BUSY: Why.BUSY,
    SandboxCode.FAILED: Why.DAMAGED,
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
