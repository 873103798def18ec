"""A report as one HTML file that needs neither Barnraise nor a network, and has no script."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from barnraise.reports.document.report import Report
from barnraise.reports.text.plain import tamed
from barnraise.reports.text.sanitize import sanitized


def render(report: Report) -> bytes:
    """The whole report, its history folded away, as UTF-8."""
    shown = sanitized(report, tamed)
    context = {
        "report": shown,
        "labels": shown.labels,
        "picture": mark_safe(report.standing.svg),  # noqa: S308  escaped where it is drawn
        "pictures": [
            (report.label(name), mark_safe(each.svg))  # noqa: S308  as above
            for name, each in (report.moved.pictures if report.moved else ())
        ],
        "as_of": report.label("as_of") % {"when": report.made_at.words},
        "stages": [(report.label("stage") % {"n": each.number}, each) for each in shown.stages],
        "changes": shown.history[::-1],
    }
    with override(report.language):
        return render_to_string("reports/document.html", context).encode()
