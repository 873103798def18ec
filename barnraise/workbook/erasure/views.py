"""The pages on which a keeper removes words, or the whole workbook, for good."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from barnraise.partnerships.access import require_keeper
from barnraise.partnerships.limits import ERASES, count_against
from barnraise.partnerships.names import one_line, signature_line
from barnraise.refusals import Refusal, WrongMoment
from barnraise.workbook.erasure.erase import What, erasable, erase
from barnraise.workbook.erasure.remove_workbook import remove
from barnraise.workbook.fields.address import Address
from barnraise.workbook.history.field_views import address_in
from barnraise.workbook.models import Entry
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.locations import back_to
from barnraise.workbook.save.posted import key_in
from barnraise.workbook.state.labels import title_of, words_said
from barnraise.workbook.state.load import line


@dataclass(frozen=True)
class Scope:
    """One way to say what goes: every version of a field, or one line of its history."""

    name: str
    entries: list[Entry]
    words: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The signatures under these entries, each once."""
        found = (signature_line(e.name, e.organization) for e in self.entries)
        return tuple(dict.fromkeys(name for name in found if name))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erasing(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """What would go, from where, and what would stay; posting removes it."""
    page = PageContext.at(request, slug)
    require_keeper(page.member)
    address, instrument = address_in(page, field)
    if request.method == "POST":
        return _erased(request, page, field, address)
    entry = key_in(request.GET.get("entry", ""))
    scopes = _scopes(page, What(field, entry, words=address.kind.in_words, names=True))
    if not scopes:
        raise WrongMoment(_("There is nothing left here to remove."))
    context = {
        **page.context(),
        "field": field,
        "title": title_of(address, instrument, page.language),
        "in_words": address.kind.in_words,
        "entry": request.GET.get("entry", ""),
        "scopes": scopes,
        "names": scopes[0].names,
        "back": reverse("workbook:history", args=[page.slug, field]),
    }
    return render(request, "workbook/erasure/erase.html", context)


def _scopes(page: PageContext, what: What) -> list[Scope]:
    """Every version first; one line of the history only where it is not the same."""
    every = erasable(page.workbook, replace(what, entry=None))
    one = erasable(page.workbook, what) if what.entry else []
    if not every:
        return []
    found = [Scope("every", every, _words(page, one or every))]
    if one and len(one) < len(every):
        found.append(Scope("one", one, _words(page, one)))
    return found


def _words(page: PageContext, entries: list[Entry]) -> tuple[str, ...]:
    return words_said(line(entries[-1]), page.instrument, page.language)


def _erased(request: HttpRequest, page: PageContext, field: str, address: Address) -> HttpResponse:
    said = request.POST
    what = What(
        field,
        entry=key_in(said.get("entry", "")) if said.get("scope") == "one" else None,
        words=address.kind.in_words and "words" in said,
        names="names" in said,
    )
    if not what.words and not what.names:
        raise Refusal(_("Nothing was ticked, so nothing was removed. Please go back and choose."))
    count_against(request, ERASES)
    many = erase(page.workbook, what, by=page.member)
    told = ngettext(
        "%(many)s entry was removed for good.", "%(many)s entries were removed for good.", many
    )
    messages.success(request, told % {"many": many})
    return HttpResponseRedirect(back_to(page.slug, address, page.instrument))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, slug: str) -> HttpResponse:
    """The end of the whole workbook, after its name was typed."""
    page = PageContext.at(request, slug)
    require_keeper(page.member)
    typed = one_line(request.POST.get("name", ""), 120)
    if request.method == "POST" and typed.casefold() == page.partnership.title.casefold():
        remove(page.workbook)
        return HttpResponseRedirect(reverse("workbook:overview", args=[slug]))
    is_other = request.method == "POST"
    context = {
        **page.context(),
        "is_other": is_other,
        "typed": typed,
        "many": page.workbook.entries.count(),
        "people": page.partnership.members.count(),
    }
    return render(
        request, "workbook/erasure/removal.html", context, status=422 if is_other else 200
    )
