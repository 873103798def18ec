"""Reads what was uploaded or pasted, aside, and keeps what was understood."""

from collections.abc import Container

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from barnraise.instruments.importers.errors import NotAChecklist, Reason
from barnraise.instruments.importers.isolated import import_document
from barnraise.partnerships.models import Device
from barnraise.workbook.models.checklist import ChecklistDraft

PASTED = ""


class NothingUploaded(Exception):  # noqa: N818  named as people say it
    """Neither a file nor text came, or what came is no checklist; the text says why."""


def upload(request: HttpRequest, device: Device, languages: Container[str]) -> ChecklistDraft:
    """Keep the checklist of this request for this device.

    Raises NothingUploaded with a sentence in the reader's language; then nothing is kept.
    """
    data, name = _sent(request)
    wanted = request.POST.get("language", "")
    language = wanted if wanted in languages else None
    try:
        imported = import_document(data, name, language, key="own")
    except NotAChecklist as refused:
        raise NothingUploaded(_sentence(refused.reason)) from refused
    return ChecklistDraft.objects.create(device=device, document=imported.document)


def _sent(request: HttpRequest) -> tuple[bytes, str]:
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        raise NothingUploaded(_sentence(Reason.TOO_LARGE))
    upload = request.FILES.get("document")
    if upload is not None and upload.size:
        return upload.read(), str(upload.name or "")
    text = request.POST.get("text", "")
    if not text.strip():
        raise NothingUploaded(_("Choose a file, or paste the text of your checklist."))
    return text.encode("utf-8", "replace"), PASTED


def _sentence(reason: Reason) -> str:
    """Why it was not read, and what to do."""
    return {
        Reason.TOO_LARGE: _("This is too large to read. Paste the part that holds the questions."),
        Reason.TOO_DEEP: _("This is nested too deeply to read. Copy its text and paste that."),
        Reason.TOO_SLOW: _("This took too long to read. Copy its text and paste that."),
        Reason.WRONG_KIND: _(
            "This kind of file cannot be read. Open it, copy its text and paste that, "
            "or save it as .docx."
        ),
        Reason.NOT_A_CHECKLIST: _(
            "No questions were found. A checklist has items, or sentences that end in “?”."
        ),
        Reason.DAMAGED: _("This could not be read. Copy its text and paste that."),
        Reason.BUSY: _("Other documents are being read just now. Try again in a minute."),
    }[reason]
