"""Template tag for a joined text: what came from which of two versions, in marks and in words."""

from collections.abc import Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from barnraise.workbook.text.merge import By, Merge, MergePiece

register = template.Library()

SIDES = {By.ONE: "1", By.OTHER: "2", By.BOTH: "1 2"}


@register.simple_tag
def joined_words(merged: Merge) -> SafeString:
    """The joined text; what was added or taken out says by which version."""
    return mark_safe("".join(part for piece in merged.pieces for part in _parts(piece)))  # noqa: S308  each part is escaped


def _parts(piece: MergePiece) -> Iterator[SafeString]:
    if piece.by is By.NOBODY:
        yield format_html("{}", piece.text)
        return
    side = SIDES.get(piece.by, "")
    if piece.gone.strip() and piece.gone != piece.text:
        yield _marked("del", piece.gone, side, _("taken out in version %(n)s:"))
    if piece.by is By.APART:
        yield _to_choose(piece)
    elif piece.text:
        yield _marked("ins", piece.text, side, _("added in version %(n)s:"))


def _to_choose(piece: MergePiece) -> SafeString:
    """What each version says, in the brackets that stand in the text."""
    sides = [(n, each.strip()) for n, each in ((1, piece.one), (2, piece.other)) if each.strip()]
    return format_html(
        "{}<mark>{}[{}]</mark>",
        piece.text[: piece.text.index("[")],
        _hidden(_("Choose here:")),
        format_html_join(" | ", '{1}<sup aria-hidden="true">{0}</sup>', sides),
    )


def _marked(tag: str, text: str, side: str, sentence: str) -> SafeString:
    """A mark with its number to see and its words to hear; blanks before it stay outside."""
    body = text.lstrip()
    words = sentence % {"n": side.replace(" ", _(" and "))} if side else _("taken out:")
    return format_html(
        '{0}<{1}>{2}{3}<sup aria-hidden="true">{4}</sup></{1}>',
        text[: len(text) - len(body)],
        tag,
        _hidden(f"({words})"),
        body,
        side,
    )


def _hidden(words: str) -> SafeString:
    """Words of the page amid a person's, which keep their own language and direction."""
    return format_html('<bdi class="hidden" lang="{}">{} </bdi>', get_language(), words)
