"""The checklists kept unseen until the importer was done; `unseen.md` has the scores."""

import pytest

from barnraise.instruments.importers.characters import words
from barnraise.instruments.importers.draft import DraftSet
from barnraise.instruments.importers.leftover_check import said
from barnraise.instruments.importers.read_document import read

from .readers import FIXTURES, counts

UNSEEN = FIXTURES.parent / "unseen"
EXPECTED = {  # name: questions in each stage, pieces left over
    "governance.txt": ([3, 2, 2], 2),
    "notion.md": ([2, 2], 11),
    "blog.html": ([3, 2, 2], 9),
    "sheet.tsv": ([3, 3], 6),
    "french.txt": ([3, 2], 1),
    "library_card.txt": ([3, 2, 2], 10),
    "blanks.txt": ([3, 2, 2], 0),
    "german.md": ([3, 2], 1),
    "outlook.html": ([3, 2], 2),
    "likert.txt": ([2, 3], 5),
    "rowspan.html": ([3, 2], 8),
    "pdf_hyphen.txt": ([2, 3], 5),
    "bare_brackets.txt": ([3, 3, 2], 0),
    "sheet.csv": ([3, 2], 6),
    "confluence.html": ([2, 3], 2),
    "qa.txt": ([2, 3], 5),
    "polish.txt": ([3, 2], 0),
    "toolkit.md": ([2, 3], 0),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_unseen_checklist_is_read_as_a_person_would(name: str):
    found = read((UNSEEN / name).read_bytes(), name)
    assert (counts(found), len(found.leftover)) == EXPECTED[name]
    told = " ".join([*said(found), *(one.text for one in found.leftover)])
    text = (UNSEEN / name).read_text(encoding="utf-8")
    assert set(words(told)) <= set(words(text)) | set(words(name)) | {"–"}


def unseen(name: str) -> DraftSet:
    return read((UNSEEN / name).read_bytes(), name)


@pytest.mark.parametrize("name", ["library_card.txt", "likert.txt", "qa.txt"])
def test_answers_to_choose_from_are_no_part_of_a_wording(name: str):
    texts = [question.text for question in unseen(name).questions]
    assert all(text[-1] in "?." for text in texts)
    assert not any(question.parts or question.label for question in unseen(name).questions)


def test_a_cell_beside_several_rows_names_their_stage_and_shifts_no_column():
    found = unseen("rowspan.html")
    assert [stage.title for stage in found.stages] == ["Routes", "Safety"]
    assert all(question.text.endswith("?") and not question.label for question in found.questions)


def test_a_name_on_every_page_is_the_title_where_there_is_no_other():
    assert unseen("pdf_hyphen.txt").title == "Choir Exchange Readiness Tool"


def test_capitals_before_a_dash_are_a_label():
    labels = [question.label for question in unseen("bare_brackets.txt").questions]
    assert labels == ["LEASE", "WATER", "FENCE", "ROTATION", "SEED", "LABOR", "STALL", "SCALES"]


def test_a_sheet_saved_as_csv_has_stages_questions_and_guidance():
    found = unseen("sheet.csv")
    assert [stage.title for stage in found.stages] == ["Ground", "Teams"]
    assert found.questions[2].text == 'Has the "far corner" been drained?'
    assert found.questions[4].guidance == "Agree before the season"


def test_a_paragraph_under_most_questions_is_guidance():
    found = unseen("toolkit.md")
    assert [bool(question.guidance) for question in found.questions] == [True] * 3 + [False, True]
    assert found.questions[0].text == "Do we have a room with six sockets?"


def test_the_table_of_scores_says_what_is_found_now():
    table = (FIXTURES.parent / "unseen.md").read_text(encoding="utf-8")
    for name, (questions, left_over) in EXPECTED.items():
        row = next(line for line in table.splitlines() if line.startswith(f"| `{name}`"))
        assert row.endswith(f"| {len(questions)} / {sum(questions)} / {left_over} |")
