"""The process in which a stranger's workbook file is checked: bounded, and alone with the bytes."""

import json
import sys

from barnraise.instruments.importers.child import bound
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.read_file import read


def main() -> int:
    """Read bytes from standard input, write whether they are a workbook, or why not, as JSON."""
    bound()
    try:
        read(sys.stdin.buffer.read())
        answer = {"fit": "yes"}
    except FileError as fault:
        answer = {"fault": fault.why.value, "where": fault.where}
    except MemoryError:
        answer = {"fault": Why.TOO_LARGE.value, "where": ""}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
