"""Template tags for looking back: what happened in a sitting, and moments in choices."""

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from barnraise.workbook.history.sittings import Sitting
from barnraise.workbook.state.milestones import Milestone

register = template.Library()

MAX_NAMED = 6  # people named in one line
MAX_NAME = 60  # characters of a name in a list to choose from


@register.filter
def what_happened(sitting: Sitting, kinds: Mapping[str, str]) -> str:
    """The kinds of things that were said, and how many of each."""
    return " · ".join(f"{kinds.get(kind, kind)} ({many})" for kind, many in sitting.fields)


@register.filter
def who_spoke(sitting: Sitting) -> str:
    """Everyone who signed; the first few when they are many."""
    named = [who or _("someone who did not sign") for who in sitting.who]
    return "; ".join(named[:MAX_NAMED]) + ("; …" if len(named) > MAX_NAMED else "")


@register.filter
def milestones_in(sitting: Sitting, names: Mapping[str, Milestone]) -> list[Milestone]:
    """The milestones that were named in it."""
    versions = {each.version for each in sitting.kept}
    return [each for each in names.values() if each.version in versions]


@register.filter
def moment_words(at: datetime) -> str:
    """A moment where no time element may stand."""
    here = timezone.localtime(at)
    return f"{date_format(here, 'DATE_FORMAT')}, {here:%H:%M} UTC"


@register.filter
def cut_short(name: str) -> str:
    """A name that does not make a list wider than a phone."""
    return name if len(name) <= MAX_NAME else name[: MAX_NAME - 1].rstrip() + "…"


@register.filter
def text(number: int) -> str:
    """A number as an address spells it."""
    return str(number)
