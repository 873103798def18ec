"""Taking a workbook home as its file, and opening such a file here."""

import logging

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from barnraise.partnerships.access import get_member_or_404
from barnraise.partnerships.keeper_seat import seat_keeper
from barnraise.partnerships.limits import BRINGS, STARTS, count_against
from barnraise.partnerships.work_budget import costly
from barnraise.refusals import Refusal, WrongMoment
from barnraise.workbook.files import schema
from barnraise.workbook.files.error_messages import sentence
from barnraise.workbook.files.errors import FileError
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.files.import_file import Imported, made_of
from barnraise.workbook.files.isolated import checked
from barnraise.workbook.files.layout import Tree
from barnraise.workbook.files.read_file import read
from barnraise.workbook.files.upload import Whole, uploaded
from barnraise.workbook.pages.context import PageContext

KIND = "application/json"
log = logging.getLogger(__name__)


@require_safe
@costly
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole workbook as one file, read back before it is given away."""
    page = PageContext.at(request, slug)
    data = export_file(page.workbook)
    try:
        read(data)
    except FileError as fault:
        log.error("The file of a workbook is not sound: %s", fault.why)
        raise WrongMoment(
            _(
                "The file did not come out whole, so it is not given away. Take the HTML file, "
                "which has all the words, and tell the host of this server."
            )
        ) from fault
    response = HttpResponse(data, KIND)
    response["Content-Disposition"] = f'attachment; filename="barnraise-{slug}.json"'
    return response


@require_safe
def file_schema(request: HttpRequest) -> HttpResponse:
    """What a workbook file holds, as JSON Schema."""
    return HttpResponse(schema.FILE.read_bytes(), "application/schema+json")


@csrf_exempt  # for the next line alone; `_files` checks the form's token
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """The door for a workbook file."""
    request.upload_handlers = [Whole(request)]  # before anything reads the form
    return _files(request)


@csrf_protect
def _files(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _door(request, 200)
    count_against(request, *BRINGS)
    try:
        return _opened(request, checked(uploaded(request)))
    except FileError as fault:
        return _door(request, 422, sentence=sentence(fault))


def _opened(request: HttpRequest, tree: Tree) -> HttpResponse:
    """Make a workbook of this file; only who has a place at its table hears that it is here."""
    slug = tree["partnership"]["slug"]
    is_seated = _sits_at(request, slug)
    if is_seated and "copy" not in request.POST:
        return _door(request, 409, here=slug)
    count_against(request, *STARTS)
    return _seated(request, made_of(tree, as_copy=is_seated, at_new_address=True))


def _door(request: HttpRequest, status: int, **told: object) -> HttpResponse:
    return render(request, "workbook/files/door.html", told, status=status)


def _sits_at(request: HttpRequest, slug: str) -> bool:
    """Whether this browser can open that workbook."""
    try:
        return bool(get_member_or_404(request, slug))
    except (Http404, Refusal):
        return False


def _seated(request: HttpRequest, opened: Imported) -> HttpResponse:
    """Seat this browser as the keeper, and say what came."""
    partnership = opened.workbook.partnership
    messages.success(request, _told(opened))
    page = reverse("workbook:overview", args=[partnership.slug])
    return seat_keeper(request, partnership, page, token=opened.token)


def _told(opened: Imported) -> str:
    many = opened.entries
    told = ngettext(
        "Opened, with its one entry.", "Opened, with all of its %(many)s entries.", many
    ) % {"many": many}
    if opened.was_example:
        told += " " + _("It was the made-up example; this one is yours and is not removed.")
    return told
