"""Reads what was uploaded or pasted, aside, and keeps what was understood."""

from collections.abc import Container

from django.http import HttpRequest
from django.utils.translation import gettext as _

from barnraise.instruments.importers import drafted, guarded
from barnraise.instruments.writing import dump
from barnraise.partnerships.models import Device
from barnraise.workbook.brought import Brought

PASTED = "pasted.txt"


class NothingBrought(Exception):  # noqa: N818  named as people say it
    """Neither a file nor text came."""


def bring(request: HttpRequest, device: Device, languages: Container[str]) -> Brought:
    """Keep the checklist of this request for this device.

    Raises NotAChecklist or NothingBrought with a sentence; then nothing is kept.
    """
    data, name = _sent(request)
    language = request.POST.get("language", "")
    found = guarded(data, name)
    instrument = drafted(found, key="own", language=language if language in languages else "en")
    left = [[each.line, each.text] for each in found.leftover]
    return Brought.objects.create(device=device, document=dump(instrument), left_over=left)


def _sent(request: HttpRequest) -> tuple[bytes, str]:
    upload = request.FILES.get("document")
    if upload is not None and upload.size:
        return upload.read(), str(upload.name or "")
    text = request.POST.get("text", "")
    if not text.strip():
        raise NothingBrought(_("Choose a file, or paste the text of your checklist."))
    return text.encode("utf-8", "replace"), PASTED
