"""Which document a request asks for, and what it is made of."""

from dataclasses import dataclass
from hashlib import sha256

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from barnraise.partnerships.access import must_keep
from barnraise.partnerships.link_urls import door_address
from barnraise.partnerships.links import derived_token
from barnraise.partnerships.models import Role
from barnraise.reports.build.paper_form import PAPERS, WAYS, Wish, blank_of
from barnraise.reports.build.report import report_of
from barnraise.reports.document.paper_form import Blank
from barnraise.reports.document.report import Report
from barnraise.reports.formats import BLANK, FORMS
from barnraise.reports.queue.document_queue import Wanted
from barnraise.workbook.pages.context import Desk

LONGEST_NUMBER = 12


@dataclass(frozen=True)
class Asked:
    """A document of this desk: how it is known, what it is called, its kind, its contents."""

    desk: Desk
    wanted: Wanted
    name: str
    kind: str
    blank: Blank | None = None

    def contents(self) -> Report | Blank:
        """What it is made of, read now."""
        if self.blank is not None:
            return self.blank
        return report_of(self.desk.workbook, self.wanted.language, timezone.now())


def asked_report(request: HttpRequest, desk: Desk, form: str) -> Asked:
    """A report in a format, of the version named in `?version=` or of the newest; 404 for others.

    An older version is only ever found, where it lies ready; it is not made.
    """
    chosen = FORMS.get(form)
    if chosen is None:
        raise Http404
    said = request.GET.get("version", "")
    fits = said.isascii() and said.isdigit() and len(said) < LONGEST_NUMBER
    version = int(said) if fits else desk.reading.version
    known = desk.reading.erasure  # a document that still holds what was removed is found no more
    variant = f"{desk.workbook.edition_id} {known} {desk.partnership.title}"
    wanted = Wanted(desk.slug, form, version, spoken(), variant)
    return Asked(desk, wanted, chosen.file_name(desk.slug), chosen.kind)


def asked_blank(request: HttpRequest, desk: Desk) -> Asked:
    """The form to fill in, as the request wishes it; only the keeper may have the link on it."""
    link = ""
    if request.GET.get("link"):
        must_keep(desk.member)
        link = door_address(request, derived_token(desk.partnership, Role.WRITER))
    wish = Wish(
        _among(request.GET.get("paper"), PAPERS),
        bool(request.GET.get("large")),
        _among(request.GET.get("way") or desk.way, WAYS),
        link,
    )
    blank = blank_of(desk.workbook.edition, desk.partnership.title, spoken(), wish)
    digest = sha256(repr(blank).encode("utf-8", "surrogatepass")).hexdigest()
    wanted = Wanted(desk.slug, BLANK, 0, spoken(), digest)
    return Asked(desk, wanted, f"barnraise-{desk.slug}-form.pdf", "application/pdf", blank)


def spoken() -> str:
    """The reader's language, without its region."""
    return (get_language() or "en").split("-")[0]


def _among(said: str | None, known: tuple[str, ...]) -> str:
    return said if said in known else known[0]
