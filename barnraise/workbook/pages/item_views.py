"""All small entries of one kind under a question, page by page, where a stage shows the newest."""

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.regions import filled
from barnraise.workbook.state.newest import MAX_SHOWN
from barnraise.workbook.state.snapshot import FieldState

HEADINGS = {
    "view": _("How each of us sees it"),
    "note": _("Notes"),
    "evidence": _("Evidence"),
    "step": _("Next steps"),
}
TEMPLATES = {"evidence": "evidence_item", "step": "step_item"}


@require_safe
def items(request: HttpRequest, slug: str, kind: str, question: str) -> HttpResponse:
    """The newest first, a page at a time; they can be changed here as on the page of the stage."""
    page = PageContext.at(request, slug)
    if kind not in HEADINGS:
        raise Http404
    state = page.question(question)
    listed = page.snapshot.items(kind, question)
    leaf: Leaf[FieldState] = Paginator(listed[::-1], MAX_SHOWN).get_page(request.GET.get("page"))
    context = {
        **page.context(),
        "heading": HEADINGS[kind],
        "question": state.question,
        "leaf": leaf,
        "what": kind,
        "item": f"workbook/parts/{TEMPLATES.get(kind, 'small_entry')}.html",
        "page_name": f"{kind}/{question}/{leaf.number}",
        "stage_number": int(page.instrument.number(state.question).split(".")[0]),
    }
    return HttpResponse(filled(render_to_string("workbook/pages/items.html", context, request)))
