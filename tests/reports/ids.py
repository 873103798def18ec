"""The ids of everything that a report holds."""

from barnraise.reports.document.report import Report


def ids_in(report: Report) -> set[str]:
    """The ids of everything said that the report shows outside its history."""
    found = {each.quote.id for each in report.left}
    for stage in report.stages:
        found |= {each.id for each in stage.here}
        for text in stage.texts:
            found |= {each.id for each in text.versions}
    for q in report.questions:
        several = (q.answers, *(each.quotes for each in q.quotes), q.evidence, q.steps)
        found |= {each.id for group in several for each in group}
        found |= {each.id for part in q.parts for each in part.versions}
    return found
