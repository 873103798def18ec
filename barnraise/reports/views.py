"""Taking a workbook home: which documents there are, and each of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from barnraise.reports.making import report_of
from barnraise.reports.offering import FORMS
from barnraise.reports.refusing import CannotBeMade
from barnraise.workbook.desk import Desk
from barnraise.workbook.tiles import dated_steps


@require_safe
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """The documents a workbook can be taken home as."""
    desk = Desk.at(request, slug)
    context: dict[str, object] = {
        "desk": desk,
        "member": desk.member,
        "partnership": desk.partnership,
    }
    context["dates"] = any(step.due for step in dated_steps(desk.reading))
    return render(request, "reports/reports.html", context)


@require_safe
def report(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """One document, made now, opened again and counted before it is given away."""
    desk = Desk.at(request, slug)
    chosen = FORMS.get(form)
    if chosen is None:
        raise Http404
    made = report_of(desk.workbook, (get_language() or "en").split("-")[0], timezone.now())
    checked = chosen.make(made)
    if not checked.complete:
        raise CannotBeMade(
            _("This document lost something while it was made, so it is not given away: %(where)s.")
            % {"where": ", ".join(checked.problems[:5])}
        )
    response = HttpResponse(checked.data, chosen.kind)
    response["Content-Disposition"] = f'attachment; filename="{chosen.file_name(slug)}"'
    response["Cache-Control"] = "no-store"  # people's words stay out of a shared machine's cache
    return response
