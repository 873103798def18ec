"""The readable history of one field: who, when, what; one person's sitting folded into one line."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from barnraise.instruments.document import Instrument
from barnraise.partnerships.work_budget import costly
from barnraise.workbook.fields.address import Address, Unknown, parse
from barnraise.workbook.history.signed_words import signed_words
from barnraise.workbook.history.sittings import PAUSE
from barnraise.workbook.models import Entry, Workbook
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.locations import back_to, page_of
from barnraise.workbook.state.authorship import Authorship
from barnraise.workbook.state.labels import title_of
from barnraise.workbook.state.load import field_row, line
from barnraise.workbook.state.snapshot import StandingEntry


@dataclass(frozen=True)
class Revision:
    """What one person did to a field without a longer pause, and whether its end still stands.

    `removed` is how many entries it removed for good, where it is such an act.
    """

    entries: tuple[StandingEntry, ...]
    by: str
    words: tuple[str, ...]
    stands: bool
    removed: int = 0
    from_file: bool = False  # of which nobody here knows who wrote it

    @property
    def last(self) -> StandingEntry:
        return self.entries[-1]

    @property
    def many(self) -> int:
        return len(self.entries)


@require_safe
@costly
def history(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """Everything ever said in a field, the newest first."""
    page = PageContext.at(request, slug)
    address, instrument = address_in(page, field)
    field_state = page.snapshot.field_state(field)
    folded = _folded(page, field)
    context = {
        **page.context(),
        "field_state": field_state,
        "sittings": folded[::-1],
        "title": title_of(address, instrument, page.language),
        "page_name": page_of(address, page.instrument),
        "back": back_to(page.slug, address, page.instrument),
        "may_restore": not address.kind.signed
        and (page.member.keeps or address.kind.name != "milestone"),
        "in_words": address.kind.in_words,
    }
    return render(request, "workbook/history/field.html", context)


def _folded(page: PageContext, field: str) -> list[Revision]:
    hands = Authorship(map(field_row, page.workbook.entries.filter(field=field)))
    standing = {each.id for each in page.snapshot.field_state(field).entries}
    removed, origin = _removed(page.workbook, field), page.workbook.file_origin
    folded = []
    for entries in revisions((row.entry for row in hands.rows), standing):
        last = entries[-1]
        signed = signed_words(last, hands, page.instrument, page.language)
        many = removed.get(last.id, 0)
        came = bool(origin and origin.leaves_open(last.version))
        folded.append(Revision(entries, signed.by, signed.words, last.id in standing, many, came))
    return folded


def _removed(workbook: Workbook, field: str) -> dict[UUID, int]:
    """How many entries each erasure of this field removed."""
    acts = workbook.erasures.filter(field=field).annotate(many=Count("erased"))
    return dict(acts.values_list("key", "many"))


def address_in(page: PageContext, field: str) -> tuple[Address, Instrument]:
    """The field, and the version of the questions that knows it: now's, or an earlier one's."""
    for instrument in page.workbook.asked():
        try:
            return parse(field, instrument), instrument
        except Unknown:
            continue
    raise Http404


def _goes_on(last: StandingEntry, line: StandingEntry) -> bool:
    return _who(last) == _who(line) and line.at - last.at < PAUSE


def _who(line: StandingEntry) -> tuple[object, ...]:
    """Whose sitting it is; what is erased, and what erased it, are not folded into anything."""
    return line.by, line.name, line.erased, line.erases and line.id


def revisions(
    lines: Iterable[StandingEntry], standing: Collection[UUID] = ()
) -> list[tuple[StandingEntry, ...]]:
    """Lines in their order, cut where the writer changes, half an hour goes by, or one stands."""
    groups: list[list[StandingEntry]] = []
    for entry in lines:
        last = groups[-1][-1] if groups else None
        if last and last.id not in standing and _goes_on(last, entry):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return [tuple(group) for group in groups]


def revision_with(key: UUID, entries: Iterable[Entry], standing: Collection[UUID]) -> set[UUID]:
    """The ids of the line of the history that this entry belongs to."""
    folded = revisions((line(entry) for entry in entries), standing)
    with_key = (group for group in folded if any(entry.id == key for entry in group))
    return {entry.id for entry in next(with_key, ())}
