"""The service worker: a script of its own address that may answer for pages without connection."""

import hashlib
import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

ASSETS = ("barnraise.css", "barnraise.js", "ui/img/mark.svg")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of this version; browsers ask for it anew each time."""
    response = HttpResponse(_script(), "text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=1)
def _script() -> str:
    assets = [static(name) for name in ASSETS]
    about: dict[str, object] = {
        "version": "",
        "assets": assets,
        "offline": {"en": _said("en"), "es": _said("es")},
    }
    text = _filled(about)
    return _filled({**about, "version": hashlib.sha256(text.encode()).hexdigest()[:12]})


def _filled(about: dict[str, object]) -> str:
    return render_to_string("workbook/sw.js", {"about": json.dumps(about)})


def _said(language: str) -> str:
    with override(language):
        return _(
            "There is no connection, and this page was not opened on this device before. "
            "Go back, or try again when the connection is back. Nothing you wrote is lost."
        )
