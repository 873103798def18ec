"""Template tag for the few sentences that scripts say, in the page's language."""

from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def script_words() -> SafeString:
    """The sentences as JSON beside the page's module, where its `words.js` looks for them."""
    return json_script({**_about_saving(), **_about_the_device()}, "words", _Short)


class _Short(DjangoJSONEncoder):
    """Letters as they are and no blanks: accents as escapes would weigh three times as much."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False, "separators": (",", ":")})


def _about_saving() -> dict[str, str]:
    return {
        "saving": _("Saving…"),
        "saved": _("Saved"),
        "unsaved": _("Not saved yet"),
        "offline": _(
            "Not saved yet: no connection. Your words are kept on this page, and it tries again"
            " by itself."
        ),
        "stale": _("Not saved. Copy your words and load the page again."),
        "long": _(
            "This text is too long. Characters too many: #. All of it stays on this page, and"
            " nothing of it is sent until it fits: shorten it, or split it in two."
        ),
        "reload": _("Very much is new here. Load the page again to see it."),
        "reload-now": _("Load it again"),
        "refused": _("Not saved: see the note beside your words."),
    }


def _about_the_device() -> dict[str, str]:
    return {
        "cut": _("Not saved yet: no connection."),
        "foreign": _(
            "Not saved yet: something else answered in the server’s place, perhaps the log-in page"
            " of this Wi-Fi. Open another page and log in there."
        ),
        "kept": _("Kept on this device: #."),
        "later": _("It is sent by itself when the connection is back."),
        "again": _("It is tried again by itself."),
        "unkept": _("This device does not keep your words: copy them before you close this page."),
        "unsent": _("Not sent."),
        "insecure": _(
            "Do not load this page again before that: without https it cannot be opened offline."
        ),
        "removed": _(
            "The person who kept this workbook removed it for good. Nothing you write here is kept."
        ),
        "copy": _("No connection: this is the copy kept on this device."),
        "finishing": _(
            "Not sent yet: #. Wait for the connection, or press again to erase them from this"
            " device."
        ),
    }
