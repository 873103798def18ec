"""What a developer's error page may show: the request, never the environment of the process."""

from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

OF_A_REQUEST = ("HTTP_", "REQUEST_", "REMOTE_", "SERVER_", "CONTENT_")
NAMES = {"PATH_INFO", "QUERY_STRING", "SCRIPT_NAME", "wsgi.url_scheme"}


class RequestOnlyFilter(SafeExceptionReporterFilter):
    """Leaves out what a server adds to a request of its own: some add every variable there is."""

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        """The names that a visitor's request gives."""
        meta = super().get_safe_request_meta(request)
        return {
            name: value
            for name, value in meta.items()
            if name.startswith(OF_A_REQUEST) or name in NAMES
        }
