"""Opening links, showing them, replacing them; who writes; the table's name; leaving a device."""

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.access import get_member_or_404, require_keeper, require_writer
from barnraise.partnerships.devices import cookie_digest, seat
from barnraise.partnerships.limits import ENDS, SEATS, count_against, count_miss
from barnraise.partnerships.link_urls import (
    forget_fresh,
    fresh_token,
    link_url,
    remember_fresh,
    works_only_here,
)
from barnraise.partnerships.links import replace_link, resolve_token, roles_below
from barnraise.partnerships.models import Member, Role
from barnraise.partnerships.name_fields import (
    MAX_ORGANIZATION,
    MAX_PARTNERSHIP,
    MAX_PERSON,
    name_in,
)
from barnraise.partnerships.same_name import known_by_the_same_name
from barnraise.partnerships.seats import end_seats, forget_device, seats
from barnraise.partnerships.shown_links import keep_words, shown_links
from barnraise.refusals import Forbidden, WrongMoment


def overview_path(slug: str) -> str:
    """Where someone who opened a link goes: the table's own page."""
    return reverse("workbook:overview", args=[slug])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """A private link: shown first, so that preview robots use nothing up; opened by a button."""
    found = resolve_token(token)
    if found is None:
        count_miss(request)
        raise Http404
    partnership, role = found
    if request.method == "POST":
        count_against(request, SEATS)
        response: HttpResponse = HttpResponseRedirect(overview_path(partnership.slug))
        seat(request, response, partnership, role)
    else:
        other = known_by_the_same_name(request, partnership)
        context = {"partnership": partnership, "role": role, "other": other}
        response = render(request, "partnerships/open_link.html", context)
    response["Referrer-Policy"] = "strict-origin"  # this address is a secret: tell nobody the path
    return response


@require_safe
def links(request: HttpRequest, slug: str) -> HttpResponse:
    """The links that can be shown again, as text and QR; the keeper can replace each."""
    member = get_member_or_404(request, slug)
    own = {"links": shown_links(request, member), "only_here": works_only_here(request)}
    return render(request, "partnerships/links.html", {**_context(member), **own})


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, slug: str, role: str) -> HttpResponse:
    """One link, large enough for a projector; posting replaces it."""
    member = get_member_or_404(request, slug)
    if role not in Role.values:
        raise Http404
    if request.method == "POST":
        require_keeper(member)
        count_against(request, ENDS)
        return _replaced(request, member, Role(role))
    found = [each for each in shown_links(request, member) if each.role == role]
    if not found:
        raise Http404
    return render(request, "partnerships/projector.html", {**_context(member), "link": found[0]})


def _replaced(request: HttpRequest, member: Member, role: Role) -> HttpResponse:
    """End a link and what was opened with it; a keeper who replaces their own stays seated."""
    partnership, is_own = member.partnership, role == Role.KEEPER
    page = "partnerships:keep" if is_own else "partnerships:links"
    response = HttpResponseRedirect(reverse(page, args=[partnership.slug]))
    everything = request.POST.get("scope") == "all"
    with write_transaction():
        for other in roles_below(role) if everything else ():
            replace_link(partnership, other)
        token = replace_link(partnership, role)
        if is_own:
            member.stay_seated()
    if is_own:
        remember_fresh(response, partnership.slug, token)
    messages.success(request, _replaced_words(everything=everything and role != Role.READER))
    return response


def _replaced_words(*, everything: bool) -> str:
    if everything:
        return _("The links were replaced. The old ones open nothing any more.")
    return _("The link was replaced. The old one opens nothing any more.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """The keeper's link as a page to print, while it is fresh; posting says "I have kept it"."""
    member = get_member_or_404(request, slug)
    require_keeper(member)
    if request.method == "POST":
        response = HttpResponseRedirect(_back(request, slug))
        forget_fresh(response, slug)
        return response
    token = fresh_token(request, member.partnership)
    own = keep_words(request, member.partnership, token) if token else {}
    return render(request, "partnerships/keep.html", {**_context(member), **own})


@never_cache
@require_safe
def keep_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The keeper's link as a small text file, while it is fresh."""
    member = get_member_or_404(request, slug)
    require_keeper(member)
    token = fresh_token(request, member.partnership)
    if not token:
        raise Http404
    address = link_url(request, token)
    sentence = _(
        "This link opens the workbook “%(name)s” as its keeper. Whoever has it can do the same."
    )
    text = sentence % {"name": member.partnership.title} + f"\n\n{address}\n"
    response = HttpResponse(text, "text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="barnraise-{slug}.txt"'
    return response


@require_POST
def signature(request: HttpRequest, slug: str) -> HttpResponse:
    """Say who writes from this device, or take it back."""
    member = get_member_or_404(request, slug)
    require_writer(member)
    name = name_in(request, "name", MAX_PERSON)
    member.sign(name, name_in(request, "organization", MAX_ORGANIZATION))
    messages.success(request, _("Thank you. What you write from now on is signed this way."))
    return HttpResponseRedirect(_back(request, slug))


@require_POST
def name(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the workbook a name, another one, or none."""
    member = get_member_or_404(request, slug)
    require_keeper(member)
    member.partnership.rename(name_in(request, "name", MAX_PARTNERSHIP))
    return HttpResponseRedirect(_back(request, slug))


@require_POST
def end_seat(request: HttpRequest, slug: str, seat: int) -> HttpResponse:
    """End the place of one device at once."""
    member = get_member_or_404(request, slug)
    require_keeper(member)
    there = seats(member.partnership).select_related("device", "partnership")
    chosen = get_object_or_404(there, pk=seat)
    if chosen == member:
        raise WrongMoment(_("This is the device you are using now. To end its place, leave it."))
    count_against(request, ENDS)
    end_seats([chosen])
    messages.success(request, _("The place of that device has ended. What it wrote is kept."))
    return HttpResponseRedirect(reverse("workbook:devices", args=[slug]))


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """End this browser's places, so that nobody opens anything with the cookie it had."""
    with suppress(Forbidden):  # a replaced link is no reason to stay
        get_member_or_404(request, slug)
    forget_device(cookie_digest(request))
    response = HttpResponseRedirect(reverse("workbook:home"))
    response.delete_cookie(settings.DEVICE_COOKIE_NAME, samesite="Lax")
    forget_fresh(response, slug)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _context(member: Member) -> dict[str, object]:
    """What the template of every page of this room has."""
    return {"member": member, "partnership": member.partnership}


def _back(request: HttpRequest, slug: str) -> str:
    """The page the form stood on, when it is one of this table's; else the table's own page."""
    wanted, home = request.POST.get("next", ""), overview_path(slug)
    return wanted if wanted.startswith(home) and "\\" not in wanted else home
