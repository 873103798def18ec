"""A report as CSV: tidy rows that Excel and R read alike, and the codebook that explains them.

UTF-8 with a byte order mark, every cell in quotation marks, CR LF at the end of a row. A text that
a spreadsheet could take for a formula is guarded by an apostrophe.
"""

from collections.abc import Iterable, Sequence

from barnraise.reports.document.report import Report
from barnraise.reports.tabular.codebook import codebook_rows, file_rows
from barnraise.reports.tabular.columns import CODEBOOK_COLUMNS, COLUMNS, HISTORY_COLUMNS, ROW_KINDS
from barnraise.reports.tabular.rows import Row, history_rows, said_rows
from barnraise.reports.text.formulas import guarded
from barnraise.reports.text.plain import tamed
from barnraise.reports.text.sanitize import sanitized

BOM = "\ufeff"


def render(report: Report) -> bytes:
    """One row for each thing said."""
    return _table(COLUMNS, said_rows(sanitized(report, tamed)))


def render_history(report: Report) -> bytes:
    """One row for each change, the oldest first."""
    return _table(HISTORY_COLUMNS, history_rows(sanitized(report, tamed)))


def render_codebook(report: Report) -> bytes:
    """One row for each file rule, column, kind, choice, stage, question, part and text."""
    shown = sanitized(report, tamed)
    columns = dict.fromkeys((*COLUMNS, *HISTORY_COLUMNS))
    rows = (*file_rows(shown), *codebook_rows(shown, (*columns,), ROW_KINDS))
    return _table(CODEBOOK_COLUMNS, rows)


def _table(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    lines = [_line(columns), *(_line([row.get(name, "") for name in columns]) for row in rows)]
    return (BOM + "".join(lines)).encode()


def _line(cells: Iterable[str]) -> str:
    quoted = ('"' + guarded(cell).replace('"', '""') + '"' for cell in cells)
    return ",".join(quoted) + "\r\n"
