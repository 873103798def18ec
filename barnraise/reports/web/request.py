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
from barnraise.reports.file_kinds import BLANK, FILE_KINDS
from barnraise.reports.queue.job import JobRequest
from barnraise.workbook.numbers import whole_number
from barnraise.workbook.pages.context import PageContext

MAX_DIGITS = 11  # of a version in an address


@dataclass(frozen=True)
class DocumentRequest:
    """A document of this workbook: how it is known, what it is called, its kind, its contents."""

    page: PageContext
    job_request: JobRequest
    file_name: str
    content_type: str
    paper_form: PaperForm | None = None

    def contents(self) -> Report | PaperForm:
        """What it is made of, read now."""
        if self.paper_form is not None:
            return self.paper_form
        return report_of(self.page.workbook, self.job_request.language, timezone.now())


def report_request(request: HttpRequest, page: PageContext, format_name: str) -> DocumentRequest:
    """A report in a format, of the version named in `?version=` or of the newest; 404 for others.

    An older version is only ever found, where it lies ready; it is not made.
    """
    chosen = FILE_KINDS.get(format_name)
    if chosen is None:
        raise Http404
    older = whole_number(request.GET.get("version", ""), MAX_DIGITS)
    version = page.snapshot.version if older is None else older
    known = page.snapshot.erasure  # a document that still holds what was removed is found no more
    variant = f"{page.workbook.edition_id} {known} {page.partnership.title}"
    job_request = JobRequest(page.slug, format_name, version, spoken(), variant)
    return DocumentRequest(page, job_request, chosen.file_name(page.slug), chosen.kind)


def paper_form_request(request: HttpRequest, page: PageContext) -> DocumentRequest:
    """The form to fill in, as the request wishes it; only the keeper may have the link on it."""
    link = ""
    if request.GET.get("link"):
        require_keeper(page.member)
        link = link_url(request, derived_token(page.partnership, Role.WRITER))
    options = PaperOptions(
        _among(request.GET.get("paper"), PAPERS),
        bool(request.GET.get("large")),
        _among(request.GET.get("way") or page.way, WAYS),
        link,
    )
    form = paper_form_of(page.workbook.edition, page.partnership.title, spoken(), options)
    digest = sha256(repr(form).encode("utf-8", "surrogatepass")).hexdigest()
    job_request = JobRequest(page.slug, BLANK, 0, spoken(), digest)
    file_name = f"barnraise-{page.slug}-form.pdf"
    return DocumentRequest(page, job_request, file_name, "application/pdf", form)


def spoken() -> str:
    """The reader's language, without its region."""
    return (get_language() or "en").split("-")[0]


def _among(value: str | None, known: tuple[str, ...]) -> str:
    return value if value in known else known[0]
