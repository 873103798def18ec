"""What one member has before them: the workbook as it stands, their role, their language."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from barnraise.instruments.document import Instrument, Stage
from barnraise.ledger import epochs
from barnraise.ledger.sql import last_erasure
from barnraise.partnerships.access import get_member_or_404
from barnraise.partnerships.models import Member, Partnership
from barnraise.workbook.models import Workbook
from barnraise.workbook.state.load import snapshot_of
from barnraise.workbook.state.snapshot import QuestionState, Snapshot


@dataclass(frozen=True)
class PageContext:
    """A member at their workbook; every page is made from one."""

    member: Member
    workbook: Workbook

    @classmethod
    def at(cls, request: HttpRequest, slug: str) -> "PageContext":
        """The page this browser may look at, or 404."""
        edition = "partnership__workbook__edition"
        member = get_member_or_404(request, slug, edition, without=(f"{edition}__document",))
        return cls(member, member.partnership.workbook)

    def context(self) -> dict[str, object]:
        """What the template of every page has."""
        return {"page": self, "member": self.member, "partnership": self.partnership}

    @property
    def partnership(self) -> Partnership:
        return self.member.partnership

    @property
    def slug(self) -> str:
        return self.partnership.slug

    @cached_property
    def snapshot(self) -> Snapshot:
        return snapshot_of(self.workbook)

    @property
    def epoch(self) -> str:
        """What a device compares: at another word, what it remembers may not hold any more."""
        return epochs.current() + self._last_erasure[:8]

    @property
    def _last_erasure(self) -> str:
        if "snapshot" in self.__dict__:  # else not for this alone: it may be large
            return self.snapshot.erasure
        known = self.workbook.last_erasure
        return last_erasure(self.workbook) if known is None else known

    @property
    def instrument(self) -> Instrument:
        return self.workbook.instrument

    @property
    def way(self) -> str:
        return self.snapshot.way

    @cached_property
    def language(self) -> str:
        """The reader's language where the question set speaks it, else the set's first."""
        wanted = (get_language() or "en").split("-")[0]
        return wanted if wanted in self.instrument.languages else self.instrument.languages[0]

    def stage_path(self, number: int) -> str:
        """Where a stage is shown."""
        return reverse("workbook:stage", args=[self.slug, number])

    def stage(self, number: int) -> Stage:
        """The stage with this number, or 404."""
        if not 1 <= number <= len(self.instrument.stages):
            raise Http404
        return self.instrument.stages[number - 1]

    def question(self, key: str) -> QuestionState:
        """The question with this key, or 404."""
        found = self.snapshot.by_key.get(key)
        if found is None:
            raise Http404
        return found
