"""docs/reference/csv.md: every column and kind of the CSV files, from the lists themselves."""

from barnraise.reports.tabular.columns import (
    CODEBOOK_COLUMNS,
    COLUMNS,
    HISTORY_COLUMNS,
    ROW_KINDS,
    meanings,
)
from tools.pages import code, page, ready, table


def make() -> dict[str, str]:
    """The page."""
    ready()
    meaning = meanings()
    return {
        "docs/reference/csv.md": page(
            "CSV files",
            "Three files leave [Take it home](../how-to/take-it-home.md) as CSV: all that was "
            "said, the history, and the codebook. Names of columns and codes are the same in "
            "every language; words are in the reader's.",
            "UTF-8 with a byte order mark, commas, every cell in quotation marks, CR LF between "
            "rows. A text may hold line breaks. A text that a spreadsheet could take for a "
            "formula (its first visible sign is `=`, `+`, `-`, `@` or a wide form of them, or it "
            "begins with a tab or a line break) has one apostrophe before it that nobody wrote. "
            "A text that begins with apostrophes and then looks like that has one more. Take one "
            "off, and the text is what was said. Empty means that the column does not apply, or "
            "that nothing was said. Yes and no are 1 and 0.",
            'In R: `read.csv("FILE.csv", fileEncoding = "UTF-8-BOM", colClasses = '
            '"character")`. In Python: `csv.DictReader(open("FILE.csv", encoding='
            '"utf-8-sig", newline=""))`.',
            "## All that was said\n\nOne row for each thing said.",
            _columns(COLUMNS, meaning),
            "### Kinds of rows",
            table(("Kind", "What it is"), [(code(k), meaning[f"kind {k}"]) for k in ROW_KINDS]),
            "## History\n\nOne row for each change, the oldest first. Nothing is ever removed "
            "from it.",
            _columns(HISTORY_COLUMNS, meaning),
            "## Codebook\n\nOne row for each rule of the files, column, kind, choice, stage, "
            f"question, part and text of a stage: {', '.join(map(code, CODEBOOK_COLUMNS))}. It "
            "goes with the question set that the workbook uses.",
        )
    }


def _columns(names: tuple[str, ...], meaning: dict[str, str]) -> str:
    return table(("Column", "What it holds"), [(code(n), meaning[f"column {n}"]) for n in names])
