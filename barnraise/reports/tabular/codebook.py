"""What every column, code, question and key of the data files means, as rows. Pure."""

from collections.abc import Iterator, Sequence

from barnraise.reports.document.report import Report
from barnraise.reports.tabular.rows import Row
from barnraise.reports.verify.count import ExportText

FILES = ("encoding", "quotes", "guard")


def codebook_rows(report: Report, columns: Sequence[str], kinds: Sequence[str]) -> Iterator[Row]:
    """The question set, these columns and kinds, the choices, then all that is asked."""
    edition = report.edition
    yield _row("set", edition.key, edition.title, f"{edition.version} · {edition.sha256}")
    for name in columns:
        yield _row("column", name, "", report.label(f"column {name}"))
    for name in kinds:
        yield _row("kind", name, "", report.label(f"kind {name}"))
    for choice, anchor in report.choices:
        yield _row("choice", choice.code, choice.words, anchor)
    yield from _question_rows(report)


def file_rows(report: Report) -> Iterator[Row]:
    """What to know before reading a CSV file."""
    for name in FILES:
        yield _row("file", name, "", report.label(f"file {name}"))


def looks_for(report: Report, export: ExportText) -> Iterator[tuple[str, bool]]:
    """What must be found again: every question, part and text with its key."""
    for row in _question_rows(report):
        code, label, meaning = row["code"], row["label"], row["meaning"]
        yield f"{row['about']}/{code}", export.holds(f"{code} {label} {meaning}")


def _question_rows(report: Report) -> Iterator[Row]:
    for stage in report.stages:
        yield _row("stage", stage.key, f"{stage.number} {stage.title}", stage.intro)
        for question in stage.questions:
            name = f"{question.number} {question.label}"
            yield _row("question", question.key, name, question.wording)
            for part in question.parts:
                yield _row("part", f"{question.key}/{part.number}", "", part.wording)
        for box in stage.texts:
            yield _row("text", f"text/{box.key}", "", box.prompt)


def _row(about: str, code: str, label: str, meaning: str) -> Row:
    return {"about": about, "code": code, "label": label, "meaning": meaning}
