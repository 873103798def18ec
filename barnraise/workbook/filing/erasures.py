"""What was removed for good, in a file: the one place to change when words can be erased. Pure.

Nothing can be erased yet, so `told` has nothing to tell and a file that tells of it is newer.
"""

from typing import Any

from barnraise.workbook.filing.faults import Fault, Why
from barnraise.workbook.filing.layout import Tree


def told(workbook: Any) -> list[dict[str, Any]]:
    """The `erased` part of a workbook's file."""
    return []


def words_gone(tree: Tree) -> frozenset[str]:
    """Ids of entries that have no words any more."""
    return frozenset()


def agree(tree: Tree) -> None:
    """Raise the first Fault in this part."""
    if tree["erased"]:
        raise Fault(Why.NEWER, "erased")
