"""The tables of this room: the log of a workbook, and checklists that are not workbooks yet."""

from barnraise.workbook.models.checklist import ChecklistDraft
from barnraise.workbook.models.log import (
    Entry,
    Erased,
    Erasure,
    Replacement,
    Round,
    SetAside,
    Standing,
    Workbook,
)

__all__ = [
    "ChecklistDraft",
    "Entry",
    "Erased",
    "Erasure",
    "Replacement",
    "Round",
    "SetAside",
    "Standing",
    "Workbook",
]
