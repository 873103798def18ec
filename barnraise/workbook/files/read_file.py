"""From a file's bytes to the workbook in it, trusting nothing before it was checked. Pure."""

from typing import Any

from barnraise.workbook.files import consistency, schema, strict_json
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.layout import FORMAT_VERSION, SINCE_FORM_2, Tree, checksum


def read(data: bytes) -> dict[str, Any]:
    """The tree of a whole and sound file; raises Fault, and nothing else, for any other bytes."""
    tree = strict_json.tree(data)
    version = tree.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise FileError(Why.NEWER, str(version))
    try:
        expected = checksum(tree)
    except RecursionError as error:
        raise FileError(Why.TOO_DEEP) from error
    if tree.get("sha256") != expected:
        raise FileError(Why.ALTERED)
    schema.check(tree)
    _check_form(tree)
    consistency.agree(tree)
    return tree


def _check_form(tree: Tree) -> None:
    """Files of the first form do not tell where they came from; all later ones do."""
    if tree["format_version"] >= 2:
        if "from_file" not in tree:
            raise FileError(Why.UNFIT, "from_file")
    elif later := [name for name in SINCE_FORM_2 if name in tree]:
        raise FileError(Why.UNKNOWN, later[0])
