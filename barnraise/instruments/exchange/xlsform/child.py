"""The process in which a stranger's form is read: bounded like the one for checklists."""

import json
import sys
from typing import Any

from barnraise.instruments.dump import dump
from barnraise.instruments.exchange.xlsform.reader import from_xlsform
from barnraise.instruments.exchange.xlsform.result import NotAForm
from barnraise.instruments.importers.child import bound
from barnraise.instruments.importers.errors import Reason


def main(name: str = "") -> int:
    """Read a spreadsheet from standard input; write the set and what has no place in it as JSON."""
    bound()
    try:
        answer = _answer(sys.stdin.buffer.read(), name)
    except MemoryError:
        answer = {"refused": Reason.TOO_LARGE.value, "sentence": "The form is too large."}
    sys.stdout.write(json.dumps(answer))
    return 0


def _answer(data: bytes, name: str) -> dict[str, Any]:
    try:
        taken = from_xlsform(data, name)
    except NotAForm as refusal:
        return {"refused": Reason.NOT_A_CHECKLIST.value, "sentence": refusal.sentence}
    left = [
        {"line": max(1, each.row), "text": f"{each.text} ({each.why})"} for each in taken.missing
    ]
    return {"document": dump(taken.instrument), "leftover": left}
