"""Makes standing lines into the report's signed values."""

from datetime import UTC, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument
from barnraise.reports.document.report import Choice, Day, Evidence, Moment, Quote, Step
from barnraise.workbook.state.looks import LOOK
from barnraise.workbook.state.snapshot import FieldState, StandingEntry
from barnraise.workbook.state.wording import day, words_of


def moment(at: datetime) -> Moment:
    """A point in time, in UTC, which the words say."""
    at = at.astimezone(UTC)
    words = f"{date_format(at, 'DATE_FORMAT')}, {at:%H:%M} UTC"
    return Moment(at.isoformat(timespec="seconds"), words)


def signature(name: str, organization: str) -> str:
    """Who said it, in one line; words for somebody who did not sign."""
    return ", ".join(part for part in (name, organization) if part) or _("someone who did not sign")


def choice(code: str, instrument: Instrument, language: str) -> Choice:
    """A choice with its words and its look."""
    return Choice(code, words_of(code, instrument, language), LOOK[code])


def _signed(line: StandingEntry, field_state: FieldState) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "by": signature(line.name, line.organization),
        "name": line.name,
        "organization": line.organization,
        "at": moment(line.at),
        "struck": line.struck,
        "rival": field_state.split,
    }


def texts(*field_states: FieldState) -> tuple[Quote, ...]:
    """Every version of these texts; a blank one only where it stands beside another."""
    return tuple(
        Quote(**_signed(line, field_state), text=line.text())
        for field_state in field_states
        for line in field_state.versions
        if line.text() or field_state.split
    )


def answers(field_state: FieldState, instrument: Instrument, language: str) -> tuple[Quote, ...]:
    """Every standing answer in this place, in words."""
    return tuple(
        Quote(
            **_signed(line, field_state),
            text=words_of(line.text("choice"), instrument, language),
            code=line.text("choice"),
        )
        for line in field_state.versions
        if line.text("choice") or field_state.split
    )


def heres(field_state: FieldState) -> tuple[Quote, ...]:
    """Who says that the work is in this stage now."""
    return tuple(
        Quote(**_signed(line, field_state), text=_("The work is here now"))
        for line in field_state.versions
        if line.value.get("here")
    )


def evidence(*field_states: FieldState) -> tuple[Evidence, ...]:
    """Every version of these pieces of evidence."""
    return tuple(
        Evidence(**_signed(line, field_state), title=line.text("title"), link=line.text("link"))
        for field_state in field_states
        for line in field_state.versions
    )


def steps(*field_states: FieldState) -> tuple[Step, ...]:
    """Every version of these next steps."""
    return tuple(
        Step(
            **_signed(line, field_state),
            item=field_state.field.rpartition("/")[2],
            version=line.version,
            what=line.text("what"),
            who=line.text("who"),
            due=Day(line.text("due"), day(line.text("due"))),
            done=bool(line.value.get("done")),
        )
        for field_state in field_states
        for line in field_state.versions
    )
