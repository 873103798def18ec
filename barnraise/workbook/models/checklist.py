"""A checklist brought from elsewhere that is not yet a workbook; its device alone sees it."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from barnraise.instruments.document import Instrument
from barnraise.instruments.parser import parse
from barnraise.partnerships.models import Device, random_word

KEPT = timedelta(days=30)  # how long a checklist waits to become a workbook


def new_word() -> str:
    return random_word(12)


class ChecklistDraft(models.Model):
    """What was understood of a document, as a question set that can still be corrected."""

    word = models.CharField(max_length=16, unique=True, default=new_word)
    device = models.ForeignKey(Device, models.CASCADE, related_name="checklist_drafts")
    workbook = models.ForeignKey(  # the workbook it is a new version for, if it is
        "workbook.Workbook", models.CASCADE, null=True, related_name="checklist_drafts"
    )
    document = models.TextField()
    brought_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name_plural: ClassVar = "checklist drafts"

    @property
    def instrument(self) -> Instrument:
        """The question set as it stands now."""
        return parse(self.document, name=self.word)

    def correct(self, document: str) -> None:
        """Keep a corrected document; NotAQuestionSet when it is none, and the old one stays."""
        parse(document, name=self.word)
        self.document = document
        self.save(update_fields=["document"])


def forget_old(*, older_than: timedelta = KEPT) -> int:
    """Drop checklists nobody started a workbook from; returns how many."""
    return ChecklistDraft.objects.filter(brought_at__lt=timezone.now() - older_than).delete()[0]
