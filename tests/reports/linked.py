"""A report with a link of one's choice."""

from dataclasses import replace

from barnraise.reports.document.report import Report


def with_link(report: Report, link: str) -> Report:
    """The report with this link in all evidence."""
    stages = tuple(
        replace(
            stage,
            questions=tuple(
                replace(
                    question, evidence=tuple(replace(each, link=link) for each in question.evidence)
                )
                for question in stage.questions
            ),
        )
        for stage in report.stages
    )
    return replace(report, stages=stages)
