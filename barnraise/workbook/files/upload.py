"""Takes an upload that is larger than others may be, into memory and no further."""

from typing import Any, Final

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.layout import MAX_BYTES

BESIDE: Final = 100_000  # bytes of a form beside its file


class Whole(MemoryFileUploadHandler):
    """A file in memory, up to the size of a workbook file; a larger one is not kept at all."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *said: Any) -> None:  # noqa: N803 - Django's name
        self.activated = content_length <= MAX_BYTES + BESIDE


def uploaded(request: HttpRequest) -> bytes:
    """The file that came with this form; raises Fault when it is missing or too large."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES + BESIDE:
        raise FileError(Why.TOO_LARGE)
    upload = request.FILES.get("file")
    if upload is None or not upload.size:
        raise FileError(Why.NOTHING)
    return bytes(upload.read())
