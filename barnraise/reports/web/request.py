"""Which document a request asks for, and what it is made of."""

from dataclasses import dataclass
from hashlib import sha256

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from barnraise.partnerships.access import require_keeper
from barnraise.partnerships.link_urls import link_url
from barnraise.partnerships.links import derived_token
from barnraise.partnerships.models import Role
from barnraise.reports.build.paper_form import PAPERS, WAYS, PaperOptions, paper_form_of
from barnraise.reports.build.report import report_of
from barnraise.reports.document.paper_form import PaperForm
from barnraise.reports.document.report import Report
from barnraise.reports.formats import BLANK, FORMATS
from barnraise.reports.queue.document_queue import JobRequest
from barnraise.workbook.pages.context import PageContext

MAX_DIGITS = 12


@dataclass(frozen=True)
class DocumentRequest:
    """A document of this workbook: how it is known, what it is called, its kind, its contents."""

    page: PageContext
    wanted: JobRequest
    name: str
    kind: str
    blank: PaperForm | None = None

    def contents(self) -> Report | PaperForm:
        """What it is made of, read now."""
        if self.blank is not None:
            return self.blank
        return report_of(self.page.workbook, self.wanted.language, timezone.now())


def report_request(request: HttpRequest, page: PageContext, form: str) -> DocumentRequest:
    """A report in a format, of the version named in `?version=` or of the newest; 404 for others.

    An older version is only ever found, where it lies ready; it is not made.
    """
    chosen = FORMATS.get(form)
    if chosen is None:
        raise Http404
    said = request.GET.get("version", "")
    fits = said.isascii() and said.isdigit() and len(said) < MAX_DIGITS
    version = int(said) if fits else page.snapshot.version
    known = page.snapshot.erasure  # a document that still holds what was removed is found no more
    variant = f"{page.workbook.edition_id} {known} {page.partnership.title}"
    wanted = JobRequest(page.slug, form, version, spoken(), variant)
    return DocumentRequest(page, wanted, chosen.file_name(page.slug), chosen.kind)


def paper_form_request(request: HttpRequest, page: PageContext) -> DocumentRequest:
    """The form to fill in, as the request wishes it; only the keeper may have the link on it."""
    link = ""
    if request.GET.get("link"):
        require_keeper(page.member)
        link = link_url(request, derived_token(page.partnership, Role.WRITER))
    wish = PaperOptions(
        _among(request.GET.get("paper"), PAPERS),
        bool(request.GET.get("large")),
        _among(request.GET.get("way") or page.way, WAYS),
        link,
    )
    blank = paper_form_of(page.workbook.edition, page.partnership.title, spoken(), wish)
    digest = sha256(repr(blank).encode("utf-8", "surrogatepass")).hexdigest()
    wanted = JobRequest(page.slug, BLANK, 0, spoken(), digest)
    return DocumentRequest(
        page, wanted, f"barnraise-{page.slug}-form.pdf", "application/pdf", blank
    )


def spoken() -> str:
    """The reader's language, without its region."""
    return (get_language() or "en").split("-")[0]


def _among(said: str | None, known: tuple[str, ...]) -> str:
    return said if said in known else known[0]
