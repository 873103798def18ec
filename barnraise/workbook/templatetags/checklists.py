"""Template tags for correcting a checklist: fields in every language, side by side."""

from collections.abc import Sequence

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from barnraise.instruments.document import Words

register = template.Library()

ONE_LINE = 70  # characters up to which a text gets a line instead of a box


@register.filter
def place_name(start: str, number: int) -> str:
    """A place's name: `s` and 1 make `s1`."""
    return f"{start}{number}"


@register.filter
def sub(name: str, part: str) -> str:
    """A place within a place: `s1` and `title` make `s1.title`."""
    return f"{name}.{part}"


@register.simple_tag(takes_context=True)
def words_field(
    context: Context, name: str, words: Words, languages: Sequence[str], label: str
) -> SafeString:
    """A field in each language; long texts get a box."""
    texts = {language: words.by_language.get(language, "") for language in languages}
    texts = _as_posted(context, name, texts)
    is_long = any(len(text) > ONE_LINE or "\n" in text for text in texts.values())
    return _side_by_side(name, texts, label, rows=3 if is_long else 1)


@register.simple_tag(takes_context=True)
def parts_field(
    context: Context, name: str, parts: Sequence[Words], languages: Sequence[str]
) -> SafeString:
    """The parts of a question, a part a line, in each language."""
    texts = {
        language: "\n".join(each.by_language.get(language, "") for each in parts)
        for language in languages
    }
    texts = _as_posted(context, name, texts)
    return _side_by_side(name, texts, _("Parts, one on each line"), rows=max(2, len(parts)))


@register.simple_tag(takes_context=True)
def key_field(context: Context, name: str, key: str, label: str) -> SafeString:
    """The field of a key."""
    return format_html(
        '<p><label for="{0}">{2}</label><input id="{0}" name="{0}" value="{1}"></p>',
        name,
        (context.get("posted") or {}).get(name, key),
        label,
    )


def _as_posted(context: Context, name: str, texts: dict[str, str]) -> dict[str, str]:
    """What was posted and could not be kept is shown again, so that no word is lost."""
    posted = context.get("posted") or {}
    return {language: posted.get(f"{name}.{language}", text) for language, text in texts.items()}


def _side_by_side(name: str, texts: dict[str, str], label: str, *, rows: int) -> SafeString:
    several = len(texts) > 1
    fields = format_html_join(
        "",
        '<p class="grow"><label for="{0}.{1}">{2}{3}</label>'
        '<textarea id="{0}.{1}" name="{0}.{1}" lang="{1}" dir="auto" rows="{4}">{5}</textarea></p>',
        (
            (name, language, label, f" ({language})" if several else "", rows, text)
            for language, text in texts.items()
        ),
    )
    return format_html('<div class="row bring-languages">{}</div>', fields)
