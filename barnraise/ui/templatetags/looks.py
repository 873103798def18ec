"""Template tags that know how things look and no domain word."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from barnraise.ui.picture import swatch as drawn

register = template.Library()


@register.simple_tag
def swatch(look: str) -> SafeString:
    """A small drawing of one look; made of constants only."""
    return SafeString(drawn(look))


@register.simple_tag
def moment(at: datetime, always: str = "") -> SafeString:
    """A time element: UTC in words until the page's module shows it by the reader's clock.

    With `always="day"` the day stands there even when it is today, as paper needs it.
    """
    here = timezone.localtime(at)
    words = f"{date_format(here, 'DATE_FORMAT')}, {here:%H:%M} UTC"
    moment = at.isoformat(timespec="seconds")
    return format_html('<time datetime="{}" data-always="{}">{}</time>', moment, always, words)
