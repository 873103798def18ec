"""What a field is called, and what an entry says, in the reader's words."""

from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument
from barnraise.workbook.fields import KINDS, Address
from barnraise.workbook.state.snapshot import StandingEntry
from barnraise.workbook.state.wording import day, words_of


def title_of(address: Address, instrument: Instrument, language: str) -> str:
    """The field in words: the question's label, or the stage's text."""
    if address.question:
        question = instrument.question(address.question)
        return f"{instrument.number(question)} {question.label.in_(language)}"
    if address.kind.name == "milestone":
        return _("Milestone")
    for number, stage in enumerate(instrument.stages, 1):
        if address.names and address.names[0] in {stage.key, *(notes.key for notes in stage.notes)}:
            return _("Stage %(n)s · %(title)s") % {"n": number, "title": stage.title.in_(language)}
    return _("How we answer")


def words_said(line: StandingEntry, instrument: Instrument, language: str) -> tuple[str, ...]:
    """Each thing an entry says, as a reader would say it; nothing for a blank one."""
    value = line.value
    said = [_choice(str(value["choice"]), instrument, language)] if value.get("choice") else []
    said += [line.text(name) for name in ("name", "note", "text", "title", "link", "what", "who")]
    said.append(day(line.text("due")))
    said.append(_("done") if value.get("done") else "")
    said.append(_("struck") if line.struck else "")
    said.append(_("The work is here now") if value.get("here") else "")
    return tuple(each for each in said if each)


def _choice(choice: str, instrument: Instrument, language: str) -> str:
    ways = {"scale": _("On the scale"), "tick": _("By ticking")}
    return ways.get(choice) or words_of(choice, instrument, language)


def kinds() -> dict[str, str]:
    """What each kind of thing said is called, by the name it has in addresses."""
    words = {
        "answer": _("answer"),
        "part": _("answer to a part"),
        "reason": _("reason"),
        "view": _("view"),
        "note": _("note"),
        "evidence": _("evidence"),
        "step": _("next step"),
        "text": _("text of the stage"),
        "now": _("where the work is"),
        "milestone": _("milestone"),
    }
    return {name: words.get(name, name) for name in KINDS}
