"""From a file's bytes to the workbook in it, trusting nothing before it was checked. Pure."""

from typing import Any

from barnraise.workbook.files import consistency, schema, strict_json
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.layout import FORMAT_VERSION, seal


def read(data: bytes) -> dict[str, Any]:
    """The tree of a whole and sound file; raises Fault, and nothing else, for any other bytes."""
    tree = strict_json.tree(data)
    version = tree.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise FileError(Why.NEWER, str(version))
    try:
        sealed = seal(tree)
    except RecursionError as error:
        raise FileError(Why.TOO_DEEP) from error
    if tree.get("sha256") != sealed:
        raise FileError(Why.ALTERED)
    schema.check(tree)
    consistency.agree(tree)
    return tree
