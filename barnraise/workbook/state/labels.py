"""What a field is called, and what an entry says, in the reader's words."""

from dataclasses import replace

from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument, NoteField
from barnraise.ui.mixed_text import by_person, filled, joined
from barnraise.workbook.fields.address import Address
from barnraise.workbook.fields.kinds import KINDS, Attribute, Kind, is_date, kind_of
from barnraise.workbook.state.snapshot import StandingEntry
from barnraise.workbook.state.wording import day, words_of


def title_of(address: Address, instrument: Instrument, language: str) -> str:
    """The field in words: the question's label, or the stage's text."""
    if address.question:
        question = instrument.question(address.question)
        return joined(" ", (instrument.number(question), question.label.in_(language)))
    if address.kind.name == "milestone":
        return _("Milestone")
    for number, stage in enumerate(instrument.stages, 1):
        if address.names and address.names[0] in {stage.key, *(notes.key for notes in stage.notes)}:
            title = stage.title.in_(language)
            return filled(_("Stage %(n)s · %(title)s"), n=str(number), title=title)
    return _("How we answer")


def full_title(address: Address, instrument: Instrument, language: str) -> str:
    """The field in words, and what is said there: "1.2 Local conditions · note"."""
    title = title_of(address, instrument, language)
    return title if address.kind.stands_alone else joined(" · ", (title, kind_words(address.kind)))


def words_said(entry: StandingEntry, instrument: Instrument, language: str) -> tuple[str, ...]:
    """Each thing an entry says, as a reader would say it; nothing for a blank one."""
    kind = kind_of(entry.field)
    attributes = kind.attributes if kind else ()
    known = [_attribute(entry, each, instrument, language) for each in attributes]
    names = {each.name for each in attributes}
    other = [text for name, text in entry.value.items() if name not in names]
    return tuple(words for words in (*known, *other) if words and isinstance(words, str))


def plain_words(entry: StandingEntry, instrument: Instrument, language: str) -> tuple[str, ...]:
    """The same without what flags say, such as that it was struck."""
    value = {name: content for name, content in entry.value.items() if isinstance(content, str)}
    return words_said(replace(entry, value=value), instrument, language)


def _attribute(
    entry: StandingEntry, attribute: Attribute, instrument: Instrument, language: str
) -> str:
    content = entry.value.get(attribute.name)
    if not content:
        return ""
    if attribute.is_flag:
        return _(attribute.words)
    if attribute.among:
        return _choice(str(content), instrument, language)
    return day(str(content)) if attribute.form is is_date else by_person(str(content))


def _choice(choice: str, instrument: Instrument, language: str) -> str:
    ways = {"scale": _("On the scale"), "tick": _("By ticking")}
    return ways.get(choice) or words_of(choice, instrument, language)


def prompt_words(box: NoteField, language: str) -> str:
    """What a text box asks for; one that says nothing of itself is called what it is."""
    return box.prompt.in_(language) or _("Text of the stage")


def kind_words(kind: Kind) -> str:
    """What one thing of this kind is called."""
    return _(kind.words)


def kinds() -> dict[str, str]:
    """What each kind of thing said is called, by the name it has in addresses."""
    return {name: kind_words(kind) for name, kind in KINDS.items()}
