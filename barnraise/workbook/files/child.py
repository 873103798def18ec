"""What the process for a stranger's workbook file runs: whether its bytes are one, or why not."""

from barnraise.sandbox.child import Answer, respond
from barnraise.workbook.files.errors import FileError
from barnraise.workbook.files.read_file import read


def main() -> int:
    """Answer whether the bytes are a workbook; a fault otherwise."""
    return respond(_answer)


def _answer(data: bytes) -> Answer:
    try:
        read(data)
    except FileError as fault:
        return {"fault": fault.why.value, "where": fault.where}
    return {"fit": "yes"}
