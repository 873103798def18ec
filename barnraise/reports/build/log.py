"""Everything ever said, row by row, and what stands where the questions no longer ask."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from json import loads

from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument
from barnraise.reports.build.values import moment, signed
from barnraise.reports.document.report import Change, Unasked
from barnraise.reports.document.values import Quote
from barnraise.ui.mixed_text import by_person, filled, joined
from barnraise.workbook.fields.address import Address, Unknown, is_blank, parse
from barnraise.workbook.history.signed_words import signed_words
from barnraise.workbook.models import Workbook
from barnraise.workbook.state.authorship import Authorship, FieldRow
from barnraise.workbook.state.labels import full_title, words_said
from barnraise.workbook.state.load import field_row
from barnraise.workbook.state.snapshot import FieldState, StandingEntry
from barnraise.workbook.state.wording import signature


class FieldTitles:
    """What fields are called, asked of every question set this workbook ever had."""

    def __init__(self, workbook: Workbook, language: str) -> None:
        self.instruments = tuple(workbook.asked())
        self.language = language
        self.known: dict[str, str] = {}

    def of(self, field: str) -> str:
        """The question or stage, and what is said there: "1.2 Local conditions · note"."""
        if field not in self.known:
            self.known[field] = self._of(field)
        return self.known[field]

    def _of(self, field: str) -> str:
        for instrument in self.instruments:
            address = _parsed(field, instrument)
            if address is not None:
                return full_title(address, instrument, self.language)
        return field

    def words(self, entry: StandingEntry) -> str:
        """What an entry says, in one text."""
        if entry.erased or entry.erases:
            return _("removed for good") if entry.erased else _("removed something for good")
        words = words_said(entry, self.instruments[0], self.language)
        return joined(" · ", words) or _("emptied")


def _parsed(field: str, instrument: Instrument) -> Address | None:
    try:
        return parse(field, instrument)
    except Unknown:
        return None


def log_rows(workbook: Workbook, titles: FieldTitles, *, until: int) -> tuple[Change, ...]:
    """Every entry in the order it was kept, up to the version `until`."""
    standing = set(workbook.standing.values_list("entry__key", flat=True))
    rows = workbook.entries.filter(version__lte=until).order_by("version")
    of_field: dict[str, list[FieldRow]] = {}
    for each in map(field_row, rows):
        of_field.setdefault(each.entry.field, []).append(each)
    hands = {field: Authorship(there) for field, there in of_field.items()}
    return tuple(
        _change(row.entry, hands[row.entry.field], titles, stands=row.entry.id in standing)
        for row in sorted(chain(*of_field.values()), key=lambda row: row.entry.version)
    )


def _change(
    entry: StandingEntry, hands: Authorship, titles: FieldTitles, *, stands: bool
) -> Change:
    signed = signed_words(entry, hands, titles.instruments[0], titles.language)
    words = joined(" · ", signed.words) or titles.words(entry)
    where = (entry.version, str(entry.id), entry.field, titles.of(entry.field))
    return Change(*where, signed.by, moment(entry.at), words, stands)


def no_longer_asked(
    workbook: Workbook, field_states: Mapping[str, FieldState], titles: FieldTitles
) -> tuple[Unasked, ...]:
    """What stands in fields that are no longer asked, then what waits for a person."""
    unasked = (
        field_state
        for name, field_state in field_states.items()
        if not _parsed(name, titles.instruments[0])
    )
    return (*_standing(unasked, titles), *_set_aside(workbook, titles))


def _standing(field_states: Iterable[FieldState], titles: FieldTitles) -> Iterator[Unasked]:
    for field_state in field_states:
        for entry in field_state.versions:
            if is_blank(entry.value):
                continue
            quote = Quote(**signed(entry, field_state), text=titles.words(entry))
            yield Unasked(field_state.field, titles.of(field_state.field), quote)


def _set_aside(workbook: Workbook, titles: FieldTitles) -> Iterator[Unasked]:
    for row in workbook.set_aside.order_by("pk"):
        payload = loads(row.payload)
        field = payload["field"]
        name, organization = row.name, row.organization
        entry = StandingEntry(row.key, field, payload["value"], 0, row.at, 0, name, organization)
        waiting = _("Set aside for a person to look at: %(title)s")
        title = filled(waiting, title=titles.of(field))
        quote = Quote(
            str(row.key),
            signature(name, organization),
            by_person(name),
            by_person(organization),
            moment(row.at),
            text=titles.words(entry),
        )
        yield Unasked(field, title, quote)
