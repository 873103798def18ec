"""The service worker: a script of its own address that may answer for pages without connection."""

import hashlib
import json
from functools import lru_cache

from django.contrib.staticfiles.finders import get_finder
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from barnraise.ui.assets import JoinedFinder
from barnraise.ui.joiner import joined_modules

ASSETS = ("barnraise.css", "barnraise.js", "ui/img/mark.svg")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of this version; browsers ask for it anew each time."""
    response = HttpResponse(_script(), "text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=1)
def _script() -> str:
    """The joined modules of `js/offline/worker`, after what they cannot know themselves."""
    finder = get_finder("barnraise.ui.assets.JoinedFinder")
    assert isinstance(finder, JoinedFinder)
    modules = joined_modules(finder.worker_sources())
    about: dict[str, object] = {
        "assets": [static(name) for name in ASSETS],
        "offline": {"en": _said("en"), "es": _said("es")},
    }
    version = hashlib.sha256((json.dumps(about) + modules).encode()).hexdigest()[:12]
    return f"const ABOUT = {json.dumps({**about, 'version': version})};\n{modules}"


def _said(language: str) -> str:
    with override(language):
        return _(
            "There is no connection, and this page was not opened on this device before. "
            "Go back, or try again when the connection is back. Nothing you wrote is lost."
        )
