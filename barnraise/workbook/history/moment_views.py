"""The moments there were, the workbook as it was at each, and naming one."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from barnraise.partnerships.access import require_keeper
from barnraise.partnerships.work_budget import costly
from barnraise.workbook.fields.address import ITEM
from barnraise.workbook.history.context import PastPageContext, page_at
from barnraise.workbook.history.milestones import MilestoneName, name_milestone, place_named
from barnraise.workbook.history.sittings import Kept, Leaf, leaf
from barnraise.workbook.models import Workbook
from barnraise.workbook.numbers import whole_number
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.picture import legend, picture_of
from barnraise.workbook.pages.views import WORDS
from barnraise.workbook.save.posted import key_in
from barnraise.workbook.state.earlier_questions import earlier_questions
from barnraise.workbook.state.labels import kinds
from barnraise.workbook.state.milestones import milestones as named
from barnraise.workbook.state.stage_counts import dated_steps, stage_counts

Context = dict[str, object]

MAX_READ, MAX_SHOWN = 2_000, 30  # entries looked at, and sittings shown, on one page


@require_safe
@costly
def moments(request: HttpRequest, slug: str) -> HttpResponse:
    """When the workbook was worked on, and the moments that have a name."""
    page = PageContext.at(request, slug)
    before = whole_number(request.GET.get("before", ""))
    return render(request, "workbook/history/moments.html", listed(page, before))


def listed(page: PageContext, before: int | None = None) -> Context:
    """What the list of moments shows, from the version `before` backward."""
    newest_first = named(page.snapshot)[::-1]
    return {
        **page.context(),
        "milestones": newest_first,
        "names": {each.field_state.field: each for each in newest_first},
        "leaf": _leaf(page.workbook, page.workbook.version if before is None else before),
        "kinds": kinds(),
        "fresh": uuid4(),
    }


def _leaf(workbook: Workbook, before: int) -> Leaf:
    rows = workbook.entries.filter(version__lte=before).order_by("-version")
    values = rows.values_list("version", "at", "field", "name", "organization")[: MAX_READ + 1]
    kept = [Kept(*row) for row in values]
    more, came = len(kept) > MAX_READ, workbook.from_file_entries
    return leaf(kept[:MAX_READ], most=MAX_SHOWN, more=more, cut=came)


@require_safe
@costly
def moment(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """The overview as it was."""
    page = page_at(PageContext.at(request, slug), str(version))
    milestone = page.milestone
    context = {
        **_looking(page),
        "milestone": milestone,
        "tiles": stage_counts(page.snapshot),
        "steps": dated_steps(page.snapshot),
        "fresh": uuid4(),
    }
    return render(request, "workbook/history/moment.html", context)


def _looking(page: PastPageContext) -> Context:
    return {
        **page.context(),
        "then": page.then,
        "language": page.language,
        "picture": picture_of(page),
        "legend": legend(page.snapshot),
        "words": WORDS,
    }


@require_safe
@costly
def stage(request: HttpRequest, slug: str, version: int, number: int) -> HttpResponse:
    """One stage as it was."""
    page = page_at(PageContext.at(request, slug), str(version))
    there = page.stage(number)
    context = {
        **_looking(page),
        "stage": there,
        "number": number,
        "states": page.snapshot.of_stage(there),
        "tiles": stage_counts(page.snapshot),
    }
    return render(request, "workbook/history/stage.html", context)


@require_safe
@costly
def sheet(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Everything on one page to print, as it was."""
    page = page_at(PageContext.at(request, slug), str(version))
    stages = [(each, page.snapshot.of_stage(each)) for each in page.instrument.stages]
    context = {
        **_looking(page),
        "stages": stages,
        "at": page.then.at,
        "earlier": earlier_questions(page.workbook, page.snapshot),
    }
    return render(request, "workbook/pages/sheet.html", context)


@require_POST
def milestones(request: HttpRequest, slug: str) -> HttpResponse:
    """Name this moment, or give a milestone another name."""
    page = PageContext.at(request, slug)
    require_keeper(page.member)
    name = _name(request.POST)
    receipt = name_milestone(page.workbook, name, by=page.member)
    if not receipt.kept:
        again = listed(PageContext(page.member, page.workbook))
        context = {**again, "sentence": receipt.reason, "asked": name}
        return render(request, "workbook/history/moments.html", context, status=422)
    messages.success(request, _("The milestone has its name."))
    return HttpResponseRedirect(_path(slug, place_named(page.workbook, name)))


def _name(posted: QueryDict) -> MilestoneName:
    """What was posted; a milestone named before says which it is and what was seen of it."""
    item = posted.get("item", "")
    seen = (key_in(word) for word in posted.get("sees", "").split()[:50])
    sees: tuple[UUID, ...] = tuple(key for key in seen if key)
    known = item if ITEM.fullmatch(item) else ""
    name, note = posted.get("name", ""), posted.get("note", "")
    return MilestoneName(name, note, known, key_in(posted.get("id", "")) or uuid4(), sees)


def _path(slug: str, version: int) -> str:
    return reverse("workbook:moment", args=[slug, version])
