"""Template tags for looking back: what happened in a sitting, and moments in choices."""

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from barnraise.ui.mixed_text import joined
from barnraise.ui.templatetags.languages import marked
from barnraise.workbook.history.sittings import Sitting
from barnraise.workbook.state.milestones import Milestone
from barnraise.workbook.state.wording import signature

register = template.Library()

MAX_NAMED = 6  # people named in one line
MAX_NAME = 60  # characters of a name in a list to choose from


@register.filter
def what_happened(sitting: Sitting, kinds: Mapping[str, str]) -> str:
    """The kinds of things that were said, and how many of each."""
    return " · ".join(f"{kinds.get(kind, kind)} ({many})" for kind, many in sitting.fields)


@register.filter
def who_spoke(sitting: Sitting) -> SafeString:
    """Everyone who signed; the first few when they are many."""
    named = [signature(*signed) for signed in sitting.who]
    return marked(joined("; ", [*named[:MAX_NAMED], *(["…"] if len(named) > MAX_NAMED else [])]))


@register.filter
def milestones_in(sitting: Sitting, names: Mapping[str, Milestone]) -> list[Milestone]:
    """The milestones that were named in it."""
    versions = {entry.version for entry in sitting.kept}
    return [milestone for milestone in names.values() if milestone.version in versions]


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
