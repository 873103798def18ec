"""A checklist brought from elsewhere that is not yet a workbook; its device alone sees it."""

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone

from barnraise.instruments.document import Instrument
from barnraise.instruments.parser import parse
from barnraise.partnerships.models import Device, random_word

if TYPE_CHECKING:
    from barnraise.workbook.models.log import Workbook

KEPT = timedelta(days=30)  # how long a checklist waits to become a workbook
DONE = timedelta(hours=1)  # how long one stays that has, for a button that is pressed twice


def new_word() -> str:
    return random_word(12)


class ChecklistDraft(models.Model):
    """What was understood of a document, as a question set that can still be corrected."""

    word = models.CharField(max_length=16, unique=True, default=new_word)
    device = models.ForeignKey(Device, models.CASCADE, related_name="checklist_drafts")
    workbook = models.ForeignKey(  # the workbook it is a new version for, if it is
        "workbook.Workbook", models.CASCADE, null=True, related_name="checklist_drafts"
    )
    became = models.ForeignKey(  # the workbook that was started with it, or moved on by it
        "workbook.Workbook", models.CASCADE, null=True, related_name="+"
    )
    became_at = models.DateTimeField(null=True, blank=True)
    document = models.TextField()
    brought_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name_plural: ClassVar = "checklist drafts"

    @property
    def instrument(self) -> Instrument:
        """The question set as it stands now."""
        return parse(self.document, name=self.word)

    def has_become(self, workbook: "Workbook") -> None:
        """Go along with this workbook from now on, and before long without it."""
        self.became, self.became_at = workbook, timezone.now()
        self.save(update_fields=["became", "became_at"])

    def correct(self, document: str) -> None:
        """Keep a corrected document; NotAQuestionSet when it is none, and the old one stays."""
        parse(document, name=self.word)
        self.document = document
        self.save(update_fields=["document"])


def forget_old(*, older_than: timedelta = KEPT, done: timedelta = DONE) -> int:
    """Drop checklists nobody started a workbook from, and those that are one; returns how many."""
    now = timezone.now()
    waited = models.Q(brought_at__lt=now - older_than)
    return ChecklistDraft.objects.filter(waited | models.Q(became_at__lt=now - done)).delete()[0]
