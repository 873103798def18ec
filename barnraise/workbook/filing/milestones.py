"""Named moments, in a file: the one place to change when milestones can be kept. Pure.

None can be kept yet, so `told` has nothing to tell and a file that tells of some is newer.
"""

from typing import Any

from barnraise.workbook.filing.faults import Fault, Why
from barnraise.workbook.filing.layout import Tree


def told(workbook: Any) -> list[dict[str, Any]]:
    """The `milestones` part of a workbook's file."""
    return []


def agree(tree: Tree) -> None:
    """Raise the first Fault in this part."""
    if tree["milestones"]:
        raise Fault(Why.NEWER, "milestones")
