"""Where open pages learn what is new."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from barnraise.workbook.live.news import news, version_in
from barnraise.workbook.live.poll_interval import poll_interval
from barnraise.workbook.live.writers import note_writing, writer_sentences
from barnraise.workbook.pages.context import PageContext

LOOK_AGAIN = "X-Look-Again"  # milliseconds


@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new since a page last looked: nothing (204), or the parts to show again.

    With it go signs of who is writing: those of this page come in, those of others go out.
    """
    began = poll_interval.spent()
    page = PageContext.at(request, slug)
    response = _response(request, page)
    wait = poll_interval.looked(page.member.pk, poll_interval.spent() - began)
    response[LOOK_AGAIN] = str(round(wait * 1000))
    return response


def _response(request: HttpRequest, page: PageContext) -> HttpResponse:
    note_writing(request, page)
    writers = writer_sentences(page)
    since = version_in(request.GET.get("since"))
    if since >= page.workbook.version and request.GET.get("writing", "") == writers.mark:
        return HttpResponse(status=204)
    writing = {"mark": writers.mark, "sentences": writers.sentences}
    changed = news(request, page, since, request.GET.get("page", ""))
    return JsonResponse({**changed, "writing": writing})
