"""Taking a workbook home: which documents there are, each of them, and how far it is."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from barnraise.reports.document.codes import codes, typed
from barnraise.reports.errors import NoSuchCode
from barnraise.reports.queue.document_queue import QUEUE, Job
from barnraise.reports.web.progress import progress_of
from barnraise.reports.web.request import DocumentRequest, paper_form_request, report_request
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.state.stage_counts import dated_steps

WAIT = 2.0  # seconds after which a page says that it is being made


@require_safe
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """The documents a workbook can be taken home as."""
    page = PageContext.at(request, slug)
    dates = any(step.due for step in dated_steps(page.snapshot))
    return render(request, "reports/reports.html", {**page.context(), "dates": dates})


@never_cache
@require_safe
def report(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """One document: given when it is ready soon, else the page that says how far it is."""
    asked = report_request(request, PageContext.at(request, slug), form)
    making = QUEUE.find(asked.wanted)
    if (making is None or not making.is_ready) and "version" in request.GET:
        return HttpResponseRedirect(request.path)  # it lay here once: make it anew
    where = reverse("reports:report_progress", args=[slug, form])
    return _given(asked, f"{where}?{urlencode({'version': asked.wanted.version})}")


@never_cache
@require_safe
def report_progress(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """How far a document is, and the document when it is ready."""
    asked = report_request(request, PageContext.at(request, slug), form)
    again = reverse("reports:report", args=[slug, form])
    return _progress(request, asked, again, f"{again}?version={asked.wanted.version}")


@require_safe
def blank(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a form to fill in with a pencil; or find the question that a code on it names."""
    page = PageContext.at(request, slug)
    first = next(iter(codes(page.instrument).values()), "A1Y")
    return render(request, "reports/paper_form.html", {**page.context(), "first_code": first})


@never_cache
@require_safe
def blank_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The form as it was wished."""
    where = reverse("reports:blank_progress", args=[slug])
    asked = paper_form_request(request, PageContext.at(request, slug))
    return _given(asked, f"{where}?{_said(request)}")


@never_cache
@require_safe
def blank_progress(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the form is."""
    asked = paper_form_request(request, PageContext.at(request, slug))
    again = f"{reverse('reports:blank_form', args=[slug])}?{_said(request)}"
    return _progress(request, asked, again, again)


@require_safe
def code(request: HttpRequest, slug: str) -> HttpResponse:
    """The question or text that a code on a paper form names."""
    page = PageContext.at(request, slug)
    wanted = typed(request.GET.get("code", "")[:20])
    for name, each in codes(page.instrument).items():
        if each == wanted:
            return HttpResponseRedirect(_place_of(page, name))
    raise NoSuchCode(
        _("No question here has this code. Look at it once more: a letter, a number, a letter.")
    )


def _place_of(page: PageContext, name: str) -> str:
    kind, _slash, key = name.partition("/")
    for number, stage in enumerate(page.instrument.stages, 1):
        there = stage.questions if kind == "question" else stage.notes
        if key in {each.key for each in there}:
            anchor = f"answer-{key}" if kind == "question" else f"text-{key}"
            return f"{reverse('workbook:stage', args=[page.slug, number])}#{anchor}"
    raise Http404


def _given(asked: DocumentRequest, progress: str) -> HttpResponse:
    making = QUEUE.ask(asked.wanted, asked.contents)
    data = making.read() if making.wait(WAIT) and making.is_ready else None
    if data is None:
        return HttpResponseRedirect(f"{progress}&asked=1")
    response = HttpResponse(data, asked.kind)
    response["Content-Disposition"] = f'attachment; filename="{asked.name}"'
    return response


def _progress(request: HttpRequest, asked: DocumentRequest, again: str, ready: str) -> HttpResponse:
    making: Job | None = QUEUE.find(asked.wanted)
    if making is None:
        return HttpResponseRedirect(again)
    making.wait(0 if request.headers.get("X-Asks-Again") else WAIT)
    found = progress_of(making, QUEUE.ahead(making), asked.page.slug)
    context = {**asked.page.context(), "again": again, "ready": ready, "name": asked.name, **found}
    context["query"] = _said(request)
    status = 409 if found["failed"] else 200
    return render(request, "reports/progress.html", context, status=status)


def _said(request: HttpRequest) -> str:
    """What was asked, without the word that it was asked just now."""
    said = request.GET.copy()
    said.pop("asked", None)
    return said.urlencode()
