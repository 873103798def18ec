"""The first sheet and the last: what is standing at a glance, and how to read it all."""

from collections.abc import Iterator

from barnraise.reports.document.report import Report, ReportStage
from barnraise.reports.render.xlsx.values import Row, Sheet, SheetColumn, Styled, Value


def summary(report: Report) -> Sheet:
    """How many questions of each stage have which answer; what to talk about next."""
    widths = (46, *(15 for _ in report.choices))
    columns = [SheetColumn("", width) for width in widths]
    return Sheet(report.label("summary"), columns, _summary(report), free=True)


def _summary(report: Report) -> Iterator[Row]:
    yield (Styled(report.subtitle, "over"),)
    yield (Styled(report.title, "title"),)
    yield (Styled(report.label("as_of") % {"when": report.made_at.words}, "line"),)
    if report.example:
        yield (Styled(report.example, "over"),)
    if report.from_file:
        yield (Styled(report.from_file.words, "over"),)
    yield ()
    yield (Styled(report.label("standing"), "heading"),)
    answers = (Styled(choice.words, "head_number") for choice, _anchor in report.choices)
    yield (Styled(report.label("stages"), "head"), *answers)
    for stage in report.stages:
        yield _stage(report, stage)
    yield ()
    yield (Styled(report.label("topics"), "heading"),)
    for topic in report.topics:
        yield (Styled(f"{topic.number} {topic.label}", "topic"), Styled(topic.reason, "line"))
    if not report.topics:
        yield (Styled(report.label("no_topics"), "line"),)


def _stage(report: Report, stage: ReportStage) -> Row:
    many = {each.choice.code: each.many for each in stage.counts}
    counts: tuple[Value, ...] = tuple(
        many.get(choice.code) or Styled("", "number") for choice, _anchor in report.choices
    )
    here = f"\n{report.label('here')}" if stage.here else ""
    return (Styled(f"{stage.number} {stage.title}{here}", "strong"), *counts)


def about(report: Report) -> Sheet:
    """How to read this, whose questions these are, and what this file is."""
    return Sheet(report.label("about_sheet"), [SheetColumn("", 110)], _about(report), free=True)


def _about(report: Report) -> Iterator[Row]:
    yield (Styled(report.label("how_to_read"), "heading"),)
    yield from _paragraphs(report.how_to_read)
    if report.source or report.credit:
        yield (Styled(report.label("source"), "heading"),)
        yield from _paragraphs((report.source, report.credit))
    yield (Styled(report.label("about"), "heading"),)
    yield from _paragraphs((*report.about, report.label("file_guard_xlsx")))


def _paragraphs(texts: tuple[str, ...]) -> Iterator[Row]:
    for text in texts:
        if text:
            yield (Styled(text, "plain"),)
    yield ()
