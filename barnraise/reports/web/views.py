"""Taking a workbook home: which documents there are, each of them, and how far it is."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from barnraise.partnerships.work_budget import budgeted
from barnraise.reports.document.codes import codes, typed
from barnraise.reports.errors import NoSuchCode
from barnraise.reports.queue.document_queue import QUEUE
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
@budgeted
def report(request: HttpRequest, slug: str, format_name: str) -> HttpResponse:
    """One document: given when it is ready soon, else the page that says how far it is."""
    document = report_request(request, PageContext.at(request, slug), format_name)
    job = QUEUE.find(document.job_request)
    if (job is None or not job.is_ready) and "version" in request.GET:
        return HttpResponseRedirect(request.path)  # it lay here once: make it anew
    where = reverse("reports:report_progress", args=[slug, format_name])
    return _document(document, f"{where}?{urlencode({'version': document.job_request.version})}")


@never_cache
@require_safe
def report_progress(request: HttpRequest, slug: str, format_name: str) -> HttpResponse:
    """How far a document is, and the document when it is ready."""
    document = report_request(request, PageContext.at(request, slug), format_name)
    again = reverse("reports:report", args=[slug, format_name])
    ready = f"{again}?version={document.job_request.version}"
    return _progress(request, document, again, ready)


@require_safe
def paper_forms(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a form to fill in with a pencil; or find the question that a code on it names."""
    page = PageContext.at(request, slug)
    first = next(iter(codes(page.instrument).values()), "A1Y")
    return render(request, "reports/paper_form.html", {**page.context(), "first_code": first})


@never_cache
@require_safe
@budgeted
def paper_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The form as it was wished."""
    where = reverse("reports:paper_form_progress", args=[slug])
    document = paper_form_request(request, PageContext.at(request, slug))
    return _document(document, f"{where}?{_query(request)}")


@never_cache
@require_safe
def paper_form_progress(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the form is."""
    document = paper_form_request(request, PageContext.at(request, slug))
    again = f"{reverse('reports:paper_form', args=[slug])}?{_query(request)}"
    return _progress(request, document, again, again)


@require_safe
def paper_form_code(request: HttpRequest, slug: str) -> HttpResponse:
    """The question or text that a code on a paper form names."""
    page = PageContext.at(request, slug)
    wanted = typed(request.GET.get("code", "")[:20])
    for name, code in codes(page.instrument).items():
        if code == wanted:
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


def _document(document: DocumentRequest, progress: str) -> HttpResponse:
    job = QUEUE.ask(document.job_request, document.contents)
    data = job.read() if job.wait(WAIT) and job.is_ready else None
    if data is None:
        return HttpResponseRedirect(f"{progress}&asked=1")
    response = HttpResponse(data, document.content_type)
    response["Content-Disposition"] = f'attachment; filename="{document.file_name}"'
    return response


def _progress(
    request: HttpRequest, document: DocumentRequest, again: str, ready: str
) -> HttpResponse:
    job = QUEUE.find(document.job_request)
    if job is None:
        return HttpResponseRedirect(again)
    job.wait(0 if request.headers.get("X-Asks-Again") else WAIT)
    if job.is_dropped:  # something was removed for good meanwhile: it is made anew without that
        return HttpResponseRedirect(again)
    progress = progress_of(job, QUEUE.ahead(job), document.page.slug)
    context = {
        **document.page.context(),
        **progress,
        "again": again,
        "ready": ready,
        "name": document.file_name,
        "query": _query(request),
    }
    status = 409 if progress["failed"] else 200
    return render(request, "reports/progress.html", context, status=status)


def _query(request: HttpRequest) -> str:
    """What was asked, without the word that it was asked just now."""
    query = request.GET.copy()
    query.pop("asked", None)
    return query.urlencode()
