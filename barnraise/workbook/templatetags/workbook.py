"""Template tags for what was said: words in the reader's language, regions, hidden fields."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from barnraise.instruments.document import NoteField, Question, Stage, Words
from barnraise.ui.mixed_text import isolated
from barnraise.ui.templatetags.languages import marked
from barnraise.workbook.fields.kinds import KINDS
from barnraise.workbook.file_origin import FileOrigin
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.placeholders import ID, ITEM, REPLACING
from barnraise.workbook.pages.regions import cached_region
from barnraise.workbook.state import labels, wording
from barnraise.workbook.state.looks import LOOK
from barnraise.workbook.state.newest import beginnings, count_earlier, newest
from barnraise.workbook.state.overdue import is_overdue
from barnraise.workbook.state.snapshot import FieldState, StandingEntry
from barnraise.workbook.state.topics import Topic
from barnraise.workbook.state.wording import day, reason_of, words_of

register = template.Library()


@register.filter
def in_language(words: Words, language: str) -> SafeString:
    """A text of the question set in this language; one it falls back to says its own."""
    return marked(words.in_(language))


@register.filter
def plain_in(words: Words, language: str) -> str:
    """The same where no element may stand: in attributes, titles and lists to choose from."""
    return isolated(words.in_(language))


@register.filter
def prompt_words(box: NoteField, language: str) -> SafeString:
    """What a text box asks for, never nothing."""
    return marked(labels.prompt_words(box, language))


@register.filter
def origin_words(origin: FileOrigin) -> str:
    """That the workbook was opened from a file, and whether its names can be relied on."""
    return wording.origin_words(origin)


@register.simple_tag
def most(kind: str, attribute: str = "") -> int:
    """How many characters fit into a text of this kind; its first one unless told otherwise."""
    texts = KINDS[kind].attributes
    return next(each.most for each in texts if each.name == (attribute or texts[0].name))


@register.filter
def choice_words(choice: str, page: PageContext) -> SafeString:
    """A choice in words: the scale's own, or ours for what the scale does not name."""
    return marked(words_of(choice, page.instrument, page.language))


@register.filter
def look_of(choice: str) -> str:
    """How a piece with this choice is drawn."""
    return LOOK[choice]


@register.filter
def signature(line: StandingEntry) -> SafeString:
    """Who wrote it: a name, an organization, both, or words for neither."""
    return marked(wording.signed_by(line))


@register.filter
def other_hand(line: StandingEntry, flag: str) -> bool:
    """Whether somebody else than its writer turned this flag."""
    return line.turned_by(flag) is not None


@register.filter
def acts(line: StandingEntry) -> list[tuple[SafeString, datetime]]:
    """What stands at it by others than its writer, each with who and when; then plain flags."""
    return [
        (marked(wording.act_words(flag, hand)), hand.at)
        for flag, hand in line.acts
        if line.value.get(flag)
    ]


@register.filter
def number(question: Question, page: PageContext) -> str:
    """A question's number, like "1.4"."""
    return page.instrument.number(question)


@register.simple_tag
def region(page: PageContext, kind: str, key: str = "") -> SafeString:
    """A part of the page that changes by itself."""
    return cached_region(page, f"{kind}-{key}" if key else kind)


@register.simple_tag
def entry_inputs(field_state: FieldState) -> SafeString:
    """The hidden fields every changeable field carries: a fresh id, and what its reader saw."""
    return format_html(
        '<input type="hidden" name="{0}~id" value="{1}">'
        '<input type="hidden" name="{0}~sees" value="{2}">',
        field_state.field,
        ID,
        field_state.sees,
    )


@register.simple_tag
def new_item(kind: str, key: str) -> FieldState:
    """An empty place for one more note, view, piece of evidence or next step."""
    return FieldState(f"{kind}/{key}/{ITEM}")


@register.filter
def mine(field_state: FieldState, page: PageContext) -> bool:
    """Whether this reader may change the small signed entry."""
    return bool(field_state.entries) and all(
        line.by == page.member.pk for line in field_state.entries
    )


@register.simple_tag
def replacing_mark() -> SafeString:
    """Stands where a region says that it takes the place of an older one."""
    return mark_safe(REPLACING)  # noqa: S308  a constant


@register.filter
def attribute(line: StandingEntry, name: str) -> str:
    """One attribute of what was said, "" when it was not given."""
    return line.text(name)


register.filter("day", day)
register.filter("newest", newest)
register.filter("count_earlier", count_earlier)


@register.inclusion_tag("workbook/parts/earlier_items.html")
def earlier_items(
    page: PageContext, kind: str, question: Question, listed: tuple[FieldState, ...]
) -> dict[str, object]:
    """The way to those of a question's small entries that its page does not show."""
    return {"page": page, "kind": kind, "question": question, "many": count_earlier(listed)}


@register.filter
def overdue(line: StandingEntry) -> bool:
    """Whether what this next step says should have been done by now."""
    return is_overdue(line.value)


@register.filter
def main_words(line: StandingEntry) -> str:
    """What a line says first: its text, its step, its title, or its link."""
    return next(
        (line.text(name) for name in ("text", "what", "title", "link") if line.text(name)), ""
    )


@register.filter
def newest_words(versions: tuple[StandingEntry, ...]) -> list[tuple[StandingEntry, str]]:
    """The newest versions of a field, each with as much of its words as fits beside the others."""
    shown = newest(versions)
    return list(zip(shown, beginnings([main_words(each) for each in shown]), strict=True))


@register.filter
def stage_number(question: Question, page: PageContext) -> str:
    """The number of the stage a question belongs to."""
    return page.instrument.number(question).split(".")[0]


@register.filter
def texts(stage: Stage, page: PageContext) -> list[tuple[NoteField, FieldState]]:
    """The text boxes of a stage, each with what stands in it."""
    return [(notes, page.snapshot.field_state(f"text/{notes.key}")) for notes in stage.notes]


@register.filter
def topic_words(topic: Topic, page: PageContext) -> SafeString:
    """Why it is worth talking about, in words."""
    return marked(reason_of(topic, page.instrument, page.language))
