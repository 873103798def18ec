"""Choices, dates and reasons as words in the reader's language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from barnraise.instruments.document import Instrument
from barnraise.partnerships.names import signature_line
from barnraise.ui.mixed_text import by_person, filled, joined
from barnraise.workbook.fields.kinds import DATE
from barnraise.workbook.file_origin import FileOrigin, SealState
from barnraise.workbook.state.hand import Hand
from barnraise.workbook.state.looks import LOOK, ShownChoice
from barnraise.workbook.state.snapshot import StandingEntry
from barnraise.workbook.state.topics import Topic


def words_of(choice: str, instrument: Instrument, language: str) -> str:
    """The word for a choice in the reader's language."""
    for anchor in instrument.scale:
        if anchor.code == choice:
            return anchor.label.in_(language)
    return {
        "disagree": _("We do not agree yet"),
        "two": _("Two different answers"),
    }.get(choice, _("No answer yet"))


def shown_choice(code: str, instrument: Instrument, language: str) -> ShownChoice:
    """A choice with its words and its look."""
    return ShownChoice(code, words_of(code, instrument, language), LOOK[code])


def signature(name: str, organization: str) -> str:
    """Who said it, in one line; words for somebody who did not sign."""
    return signature_line(name, organization) or _("someone who did not sign")


def signed_by(entry: StandingEntry) -> str:
    """Who wrote these words, and who said it first where that is somebody else."""
    who = signature(entry.name, entry.organization)
    if entry.reworked:
        return filled(_("changed by %(who)s"), who=who)
    if entry.first:
        first = signature(*entry.first.signed)
        return filled(_("%(who)s (first by %(first)s)"), who=who, first=first)
    return who


def signed_name(entry: StandingEntry) -> str:
    """The name alone, as a table holds it; of a text for everyone that it was changed by it."""
    name = by_person(entry.name)
    return filled(_("changed by %(who)s"), who=name) if entry.reworked and name else name


def act_words(flag: str, hand: Hand) -> str:
    """That somebody else than its writer turned a flag of a small entry, and who."""
    words = {"struck": _("crossed out by %(who)s"), "done": _("marked done by %(who)s")}[flag]
    return filled(words, who=signature(*hand.signed))


def turned_words(flag: str, *, on: bool) -> str:
    """What somebody did who turned this flag, without the words it stands under."""
    words = {
        ("struck", True): _("crossed it out"),
        ("struck", False): _("put it back"),
        ("done", True): _("marked it done"),
        ("done", False): _("opened it again"),
    }
    return words[flag, on]


def origin_words(origin: FileOrigin) -> str:
    """That the workbook was opened from a file, and whether its names can be relied on."""
    words = {
        SealState.HOLDS: _(
            "Opened from a file on %(day)s. The file is as this server wrote it, names too."
        ),
        SealState.NONE: _(
            "Opened from a file on %(day)s. What it says of who wrote what was not checked here."
        ),
        SealState.BROKEN: _(
            "Opened from a file on %(day)s that was changed after this server wrote it. "
            "What it says of who wrote what was not checked here."
        ),
    }[origin.seal]
    return words % {"day": date_format(origin.at, "DATE_FORMAT")}


def day(due: str) -> str:
    """A date, given as year-month-day, as people write it in this language."""
    try:
        return date_format(date.fromisoformat(due), "DATE_FORMAT") if DATE.fullmatch(due) else due
    except ValueError:
        return due


def reason_of(topic: Topic, instrument: Instrument, language: str) -> str:
    """Why a question is worth talking about."""
    said = words_of(topic.state.choice, instrument, language)
    if topic.leaning:
        leaning = ngettext(
            "%(n)s other question leans on it", "%(n)s other questions lean on it", topic.leaning
        )
        return joined(" · ", (said, leaning % {"n": topic.leaning}))
    return said if topic.has_step else joined(" · ", (said, _("no next step named")))
