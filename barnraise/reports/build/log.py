"""Everything ever said, row by row, and what stands where the questions no longer ask."""

from collections.abc import Iterable, Iterator, Mapping
from json import loads

from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument
from barnraise.reports.build.values import moment, signature
from barnraise.reports.document.report import Change, Left, Quote
from barnraise.workbook.fields import Address, Unknown, is_blank, parse
from barnraise.workbook.models import Workbook
from barnraise.workbook.state.labels import kinds, title_of, words_said
from barnraise.workbook.state.load import line
from barnraise.workbook.state.snapshot import FieldState, StandingEntry


class FieldTitles:
    """What fields are called, asked of every question set this workbook ever had."""

    def __init__(self, workbook: Workbook, language: str) -> None:
        self.asked = tuple(workbook.asked())
        self.language = language
        self.kinds = kinds()
        self.found: dict[str, str] = {}

    def of(self, field: str) -> str:
        """The question or stage, and what is said there: "1.2 Local conditions · note"."""
        if field not in self.found:
            self.found[field] = self._of(field)
        return self.found[field]

    def _of(self, field: str) -> str:
        for instrument in self.asked:
            address = _parsed(field, instrument)
            if address is not None:
                kind = self.kinds[address.kind.name]
                title = title_of(address, instrument, self.language)
                return title if address.kind.name in {"way", "milestone"} else f"{title} · {kind}"
        return field

    def words(self, said: StandingEntry) -> str:
        """What an entry says, in one text."""
        if said.erased or said.erases:
            return _("removed for good") if said.erased else _("removed something for good")
        return " · ".join(words_said(said, self.asked[0], self.language)) or _("emptied")


def _parsed(field: str, instrument: Instrument) -> Address | None:
    try:
        return parse(field, instrument)
    except Unknown:
        return None


def log_rows(workbook: Workbook, titles: FieldTitles, *, until: int) -> tuple[Change, ...]:
    """Every entry in the order it was kept, up to the version `until`."""
    standing = set(workbook.standing.values_list("entry__key", flat=True))
    rows = workbook.entries.filter(version__lte=until).order_by("version")
    return tuple(
        Change(
            row.version,
            str(row.key),
            row.field,
            titles.of(row.field),
            signature(row.name, row.organization),
            moment(row.at),
            titles.words(line(row)),
            row.key in standing,
        )
        for row in rows
    )


def no_longer_asked(
    workbook: Workbook, field_states: Mapping[str, FieldState], titles: FieldTitles
) -> tuple[Left, ...]:
    """What stands in fields that are no longer asked, then what waits for a person."""
    unasked = (
        field_state
        for name, field_state in field_states.items()
        if not _parsed(name, titles.asked[0])
    )
    return (*_standing(unasked, titles), *_set_aside(workbook, titles))


def _standing(field_states: Iterable[FieldState], titles: FieldTitles) -> Iterator[Left]:
    for field_state in field_states:
        for each in field_state.versions:
            if is_blank(each.value):
                continue
            said = Quote(
                str(each.id),
                signature(each.name, each.organization),
                each.name,
                each.organization,
                moment(each.at),
                each.struck,
                field_state.split,
                titles.words(each),
            )
            yield Left(field_state.field, titles.of(field_state.field), said)


def _set_aside(workbook: Workbook, titles: FieldTitles) -> Iterator[Left]:
    for row in workbook.set_aside.select_related("by").order_by("pk"):
        held = loads(row.payload)
        name, organization = row.by.signature
        each = StandingEntry(
            row.key, held["field"], held["value"], 0, row.at, 0, name, organization
        )
        title = _("Set aside for a person to look at: %(title)s") % {
            "title": titles.of(held["field"])
        }
        said = Quote(
            str(row.key),
            signature(name, organization),
            name,
            organization,
            moment(row.at),
            text=titles.words(each),
        )
        yield Left(held["field"], title, said)
