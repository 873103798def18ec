"""Counts the steps that a comparison of texts takes: a busy machine is no fault."""

from collections.abc import Sequence

import pytest

from barnraise.workbook.text import shortest_edit


def slides_counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For each diagonal that is looked at from now on, how many items are compared on it."""
    spent: list[int] = []
    slide = shortest_edit._slide

    def counted(old: Sequence[str], new: Sequence[str], x: int, y: int) -> int:
        end = slide(old, new, x, y)
        spent.append(1 + end - x)
        return end

    monkeypatch.setattr(shortest_edit, "_slide", counted)
    return spent
