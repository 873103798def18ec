"""The readable history of one field: who, when, what; one person's sitting folded into one line."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from barnraise.instruments.document import Instrument
from barnraise.partnerships.work_budget import costly
from barnraise.workbook.fields.address import Address, Unknown, parse
from barnraise.workbook.history.revisions import leaf_at
from barnraise.workbook.numbers import whole_number
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.locations import back_to, page_of
from barnraise.workbook.state.labels import title_of


@require_safe
@costly
def history(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """Everything ever said in a field, the newest first, page by page."""
    page = PageContext.at(request, slug)
    address, instrument = address_in(page, field)
    field_state = page.snapshot.field_state(field)
    before = whole_number(request.GET.get("before", ""))
    context = {
        **page.context(),
        "field_state": field_state,
        "leaf": leaf_at(page, field, before),
        "before": before,
        "title": title_of(address, instrument, page.language),
        "page_name": page_of(address, page.instrument),
        "back": back_to(page.slug, address, page.instrument),
        "may_restore": not address.kind.signed
        and (page.member.keeps or address.kind.name != "milestone"),
        "in_words": address.kind.in_words,
    }
    return render(request, "workbook/history/field.html", context)


def address_in(page: PageContext, field: str) -> tuple[Address, Instrument]:
    """The field, and the version of the questions that knows it: now's, or an earlier one's."""
    for instrument in page.workbook.asked():
        try:
            return parse(field, instrument), instrument
        except Unknown:
            continue
    raise Http404
