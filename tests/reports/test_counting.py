"""Counting finds what an export lost, and is not misled by pages, marks or writings."""

from collections.abc import Callable

import pytest

from barnraise.reports.counting import checked
from barnraise.reports.document import Report


def whole(report: Report) -> str:
    """Everything that counting looks for, as plain text."""
    asked = [f"{q.number} {q.label} {q.choice.words}" for q in report.questions]
    return "\n".join([*asked, *(text for _place, texts in report.said() for text in texts)])


def read(data: bytes) -> str:
    return data.decode()


def test_a_whole_export_is_complete(example: Callable[[str], Report]) -> None:
    report = example("es")
    found = checked(report, whole(report).encode(), read)
    assert found.complete
    assert found.counts["question"] == (26, 26)


@pytest.mark.parametrize("kind", ["note", "view", "evidence", "step", "text"])
def test_what_is_missing_is_named(example: Callable[[str], Report], kind: str) -> None:
    report = example("en")
    place, texts = next(each for each in report.said() if each[0].startswith(kind))
    lost = whole(report).replace(texts[0], "")
    found = checked(report, lost.encode(), read)
    assert not found.complete
    assert place in found.problems
    there, wanted = found.counts[kind]
    assert there < wanted


def test_a_question_without_its_label_is_named(example: Callable[[str], Report]) -> None:
    report = example("en")
    last = report.questions[-1]
    lost = whole(report).replace(last.label, "")
    assert f"question/{last.key}" in checked(report, lost.encode(), read).problems


def test_a_text_cut_by_a_page_is_found(example: Callable[[str], Report]) -> None:
    report = example("en")
    note = next(texts[0] for place, texts in report.said() if place.startswith("note"))
    middle = note.index(" ", len(note) // 2)
    cut = whole(report).replace(note, f"{note[:middle]}\nPage 3 of 9\n{note[middle:]}")
    assert checked(report, cut.encode(), read).complete
