"""Makes standing entries into the report's signed values."""

from datetime import UTC, datetime
from typing import TypedDict

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument
from barnraise.reports.document.values import Day, Evidence, PointInTime, Quote, Step
from barnraise.ui.mixed_text import by_person, joined
from barnraise.workbook.state.labels import plain_words
from barnraise.workbook.state.snapshot import FieldState, StandingEntry
from barnraise.workbook.state.wording import act_words, day, signed_by, signed_name, words_of


class Signature(TypedDict):
    """What everything signed has."""

    id: str
    by: str
    name: str
    organization: str
    at: PointInTime
    struck: bool
    rival: bool
    struck_by: str


def moment(at: datetime) -> PointInTime:
    """A point in time, in UTC, which the words say; in whole minutes, as in a workbook file."""
    at = at.astimezone(UTC).replace(second=0, microsecond=0)
    words = f"{date_format(at, 'DATE_FORMAT')}, {at:%H:%M} UTC"
    return PointInTime(at.isoformat(timespec="seconds"), words)


def signed(entry: StandingEntry, field_state: FieldState) -> Signature:
    """Who wrote it and when, and what others did to it."""
    return {
        "id": str(entry.id),
        "by": signed_by(entry),
        "name": signed_name(entry),
        "organization": by_person(entry.organization),
        "at": moment(entry.at),
        "struck": entry.struck,
        "rival": field_state.split,
        "struck_by": _act(entry, "struck"),
    }


def _act(entry: StandingEntry, flag: str) -> str:
    hand = entry.turned_by(flag)
    if hand is None or not entry.value.get(flag):
        return ""
    return joined(", ", (act_words(flag, hand), moment(hand.at).words))


def quotes(*field_states: FieldState, instrument: Instrument, language: str) -> tuple[Quote, ...]:
    """Every version of these in words; a blank one only where it stands beside another."""
    worded = (
        (entry, field_state, joined(" · ", plain_words(entry, instrument, language)))
        for field_state in field_states
        for entry in field_state.versions
    )
    return tuple(
        Quote(**signed(entry, field_state), text=text)
        for entry, field_state, text in worded
        if text or field_state.split
    )


def answers(field_state: FieldState, instrument: Instrument, language: str) -> tuple[Quote, ...]:
    """Every standing answer in this place, in words."""
    return tuple(
        Quote(
            **signed(entry, field_state),
            text=words_of(entry.text("choice"), instrument, language),
            code=entry.text("choice"),
        )
        for entry in field_state.versions
        if entry.text("choice") or field_state.split
    )


def heres(field_state: FieldState) -> tuple[Quote, ...]:
    """Who says that the work is in this stage now."""
    return tuple(
        Quote(**signed(entry, field_state), text=_("The work is here now"))
        for entry in field_state.versions
        if entry.value.get("here")
    )


def evidence(*field_states: FieldState) -> tuple[Evidence, ...]:
    """Every version of these pieces of evidence."""
    return tuple(
        Evidence(
            **signed(entry, field_state),
            title=by_person(entry.text("title")),
            link=entry.text("link"),
        )
        for field_state in field_states
        for entry in field_state.versions
    )


def steps(*field_states: FieldState) -> tuple[Step, ...]:
    """Every version of these next steps."""
    return tuple(
        Step(
            **signed(entry, field_state),
            item=field_state.field.rpartition("/")[2],
            version=entry.version,
            what=by_person(entry.text("what")),
            who=by_person(entry.text("who")),
            due=Day(entry.text("due"), day(entry.text("due"))),
            done=bool(entry.value.get("done")),
            done_by=_act(entry, "done"),
        )
        for field_state in field_states
        for entry in field_state.versions
    )
