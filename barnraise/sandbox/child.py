"""The process in which a stranger's document is read: bounded, and alone with the bytes."""

import json
import sys
from typing import Any, Final

from barnraise.instruments.importers.draft import to_plain
from barnraise.instruments.importers.errors import NotAChecklist
from barnraise.instruments.importers.read_document import read

try:
    import resource
except ImportError:  # as on Windows, where only the parent's clock limits it
    resource = None  # type: ignore[assignment]

MEMORY: Final = 512 * 1024 * 1024
SECONDS: Final = 20


def main(name: str = "", language: str = "") -> int:
    """Read bytes from standard input, write what was found, or why not, as JSON."""
    bound()
    try:
        answer = _answer(sys.stdin.buffer.read(), name, language)
    except MemoryError:
        answer = {"refused": "too_large", "sentence": "The document is too large to be read."}
    except RecursionError:
        answer = {"refused": "too_deep", "sentence": "The document is nested too deeply."}
    sys.stdout.write(json.dumps(answer))
    return 0


def _answer(data: bytes, name: str, language: str) -> dict[str, Any]:
    try:
        return {"found": to_plain(read(data, name, language))}
    except NotAChecklist as refusal:
        return {"refused": refusal.reason.value, "sentence": refusal.sentence}


def bound() -> None:
    """Limit memory and time, where the system can."""
    for limit, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_CORE", 0)):
        if resource is None:
            return
        try:
            resource.setrlimit(getattr(resource, limit), (most, most))
        except (ValueError, OSError, AttributeError):
            continue  # some systems refuse; the parent's clock remains


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
