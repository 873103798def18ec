"""Template filters that say which words are whose: language and direction of each piece of text."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from barnraise.ui.mixed_text import (
    UNKNOWN,
    LanguageRun,
    by_person,
    direction_of,
    isolated,
    runs_of,
)

register = template.Library()
register.filter("isolated", isolated)


@register.filter
def marked(text: str) -> SafeString:
    """The text with each piece in an element that says its language; never in an attribute."""
    page = get_language() or ""
    return mark_safe("".join(_element(run, page) for run in runs_of(text)))  # noqa: S308  escaped


@register.filter
def person(text: str) -> SafeString:
    """A person's words amid the page's, with a direction of their own; never in an attribute."""
    return marked(by_person(text))


def _element(run: LanguageRun, page: str) -> SafeString:
    if run.language is None:
        return conditional_escape(run.text)
    if run.language == UNKNOWN:
        return format_html('<bdi lang="">{}</bdi>', run.text)
    if run.language != page:
        direction = direction_of(run.language)
        return format_html('<span lang="{}" dir="{}">{}</span>', run.language, direction, run.text)
    is_foreign = run.is_backward != (direction_of(page) == "rtl")
    return format_html("<bdi>{}</bdi>", run.text) if is_foreign else conditional_escape(run.text)


@register.filter
def language_attributes(text: str) -> SafeString:
    """The same as attributes of a block that holds nothing but this text."""
    languages = {run.language for run in runs_of(text)}
    if UNKNOWN in languages:
        return mark_safe(' dir="auto" lang=""')
    [language, *others] = languages or {None}
    if others or language in {None, get_language()}:
        return mark_safe(' dir="auto"')
    return format_html(' lang="{}" dir="{}"', language, direction_of(language))
