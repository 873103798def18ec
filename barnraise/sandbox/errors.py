"""Why a process for a stranger's bytes has no answer, as codes. Pure."""

from enum import StrEnum
from typing import Final

ERROR: Final = "sandbox_error"  # the name under which a child's answer says that it gave up


class SandboxCode(StrEnum):
    """What stopped it."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"  # more bytes than the caller takes
    BUSY = "busy"
    TOO_SLOW = "too_slow"  # or ended by the system, for its time or its memory
    OUT_OF_MEMORY = "out_of_memory"
    TOO_DEEP = "too_deep"
    FAILED = "failed"


class SandboxError(Exception):
    """There is no answer; `code` says why."""

    def __init__(self, code: SandboxCode) -> None:
        super().__init__(code.value)
        self.code = code
