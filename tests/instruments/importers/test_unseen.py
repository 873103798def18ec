"""The five checklists kept unseen until the importer was done; `unseen.md` has the scores."""

import pytest

from barnraise.instruments.importers.accounting import said
from barnraise.instruments.importers.characters import words
from barnraise.instruments.importers.reading import read

from .readers import FIXTURES, counts

UNSEEN = FIXTURES.parent / "unseen"
EXPECTED = {  # name: questions in each stage, pieces left over
    "governance.txt": ([3, 2, 2], 2),
    "notion.md": ([2, 2], 11),
    "blog.html": ([3, 2, 2], 9),
    "sheet.tsv": ([3, 3], 6),
    "french.txt": ([3, 2], 1),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_unseen_checklist_is_read_as_a_person_would(name: str):
    found = read((UNSEEN / name).read_bytes(), name)
    assert (counts(found), len(found.leftover)) == EXPECTED[name]
    told = " ".join([*said(found), *(one.text for one in found.leftover)])
    text = (UNSEEN / name).read_text(encoding="utf-8")
    assert set(words(told)) <= set(words(text)) | set(words(name)) | {"–"}


def test_the_table_of_scores_says_what_is_found_now():
    table = (FIXTURES.parent / "unseen.md").read_text(encoding="utf-8")
    for name, (questions, left_over) in EXPECTED.items():
        row = next(line for line in table.splitlines() if line.startswith(f"| `{name}`"))
        assert row.endswith(f"| {len(questions)} / {sum(questions)} / {left_over} |")
