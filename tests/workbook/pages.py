"""A page as a browser holds it: what it showed when it was loaded, posted as often as one likes."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.http import QueryDict

from barnraise.ledger.receipt import Receipt
from barnraise.partnerships.models import Member
from barnraise.workbook.fields.kinds import KINDS, Kind
from barnraise.workbook.models import Workbook
from barnraise.workbook.save.actions import Action
from barnraise.workbook.save.posted import posted_fields
from barnraise.workbook.save.save import SaveResult, save
from barnraise.workbook.state.load import snapshot_of
from barnraise.workbook.state.snapshot import FieldState
from tests.cast import Table

Typed = Mapping[str, str | list[str]]


class Page:
    """The fields of a page, with their fresh ids, what they showed, and what was seen."""

    def __init__(self, table: Table, *fields: str) -> None:
        self.table = table
        self.held: dict[str, list[str]] = {}
        for field in fields:
            place = place_of(table, field)
            self.held[f"{field}~id"] = [str(uuid4())]
            self.held[f"{field}~sees"] = [place.sees]
            self.held |= _shown(KINDS[field.split("/", 1)[0]], place)

    def id(self, field: str) -> UUID:
        return UUID(self.held[f"{field}~id"][0])

    def data(self, typed: Typed | None = None) -> dict[str, list[str]]:
        """What the browser sends: what the page held, but for what was typed over it."""
        lists = {k: v if isinstance(v, list) else [v] for k, v in (typed or {}).items()}
        return {**self.held, **lists}

    def post(
        self, typed: Typed | None = None, *, by: Member | None = None, do: str = ""
    ) -> SaveResult:
        """Send the page, as the writer unless told otherwise, with the button `do` pressed."""
        data = QueryDict(mutable=True)
        for name, values in self.data(typed).items():
            data.setlist(name, list(values))
        if do:
            data["do"] = do
        book, action = now(self.table), Action.of(data)
        posted = list(posted_fields(data, book))
        return save(book, posted, by=by or self.table.writer, action=action)


def _shown(kind: Kind, place: FieldState) -> dict[str, list[str]]:
    """Each attribute as its control sends it back untouched; nothing where two versions stand."""
    if place.split:
        return {}
    value = {**kind.unsaid, **place.value}
    sent = {}
    for attribute in kind.attributes:
        said = value.get(attribute.name)
        if attribute.is_flag:
            sent[attribute.name] = ["off", "on"] if said else ["off"]
        else:
            sent[attribute.name] = [str(said or "").replace("\n", "\r\n")]
    return {f"{place.field}.{name}": values for name, values in sent.items()}


def now(table: Table) -> Workbook:
    """The workbook as a new request fetches it."""
    return Workbook.objects.select_related("edition", "partnership").get(pk=table.workbook.pk)


def place_of(table: Table, field: str) -> FieldState:
    """What stands in a field now."""
    return snapshot_of(now(table)).field_state(field)


def say(table: Table, field: str, *, by: Member | None = None, **value: str | bool) -> Receipt:
    """Open a page, say something in one field of it, save."""
    typed = {
        f"{field}.{name}": ("on" if content else "off") if isinstance(content, bool) else content
        for name, content in value.items()
    }
    [receipt] = Page(table, field).post(typed, by=by).receipts
    assert receipt.kept, receipt.reason
    return receipt


def say_unseen(table: Table, field: str, *values: dict[str, str | bool]) -> list[Receipt]:
    """The writer and the second writer say these in turn, neither seeing the other's."""
    pages = [Page(table, field) for _value in values]
    return [
        page.post({f"{field}.{k}": v for k, v in value.items()}, by=by).receipts[0]  # type: ignore[misc]
        for page, value, by in zip(pages, values, (table.writer, table.second), strict=False)
    ]
