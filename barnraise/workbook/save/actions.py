"""What the buttons of a page ask for: strike, choose one of two, join them, undo, restore."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from barnraise.ledger.draft import Draft, Value
from barnraise.refusals import WrongMoment
from barnraise.workbook.fields.address import clean
from barnraise.workbook.models import Entry, Workbook
from barnraise.workbook.save.posted import PostedField, key_in


@dataclass(frozen=True)
class Action:
    """One pressed button: its verb, the field it belongs to, and what it names, if anything."""

    verb: str  # one of VERBS
    field: str
    what: str = ""
    joined: str = ""  # one text out of several, as it was offered or corrected

    @classmethod
    def of(cls, data: QueryDict) -> "Action | None":
        """Read `do=verb:field[:what]`; anything else is no action."""
        verb, _colon, rest = data.get("do", "").partition(":")
        field, _colon, what = rest.partition(":")
        joined = clean(data.get(f"{field}~joined", "")).strip()
        return cls(verb, field, what, joined) if verb in VERBS and field else None


def draft_of_action(action: Action, posted: PostedField, workbook: Workbook) -> Draft | None:
    """The draft the button asks for, or None when there is nothing to do."""
    value = VERBS[action.verb](action, posted, workbook)
    return None if value is None else posted.draft(value, workbook.edition.sha256)


def _seen(posted: PostedField, workbook: Workbook) -> list[Entry]:
    """What the page showed in this field, oldest first."""
    entries = workbook.entries.filter(key__in=posted.sees, field=posted.field)
    return list(entries.order_by("version"))


def _seen_value(posted: PostedField, workbook: Workbook) -> dict[str, str | bool]:
    seen = _seen(posted, workbook)
    return dict(seen[-1].value) if seen else {}


def _strike(action: Action, posted: PostedField, workbook: Workbook) -> Value | None:
    seen = _seen_value(posted, workbook)
    return {**seen, "struck": action.verb == "strike"} if seen else None


def _choose(action: Action, posted: PostedField, workbook: Workbook) -> Value | None:
    seen = {str(entry.key): entry for entry in _seen(posted, workbook)}
    return (dict(seen[action.what].value) or None) if action.what in seen else None


def _join(action: Action, posted: PostedField, workbook: Workbook) -> Value | None:
    value = {**_seen_value(posted, workbook), posted.kind.main: action.joined}
    return value if action.joined else None


def _undo(action: Action, posted: PostedField, workbook: Workbook) -> Value | None:
    return before(workbook, posted)


def _restore(action: Action, posted: PostedField, workbook: Workbook) -> Value | None:
    """Let an earlier entry of the field, found in its history, stand again."""
    wanted = key_in(action.what)
    entry = workbook.entries.filter(key=wanted, field=posted.field).first() if wanted else None
    if entry and not entry.value:
        raise WrongMoment(_("These words were removed for good, so they cannot be brought back."))
    return dict(entry.value) if entry else None


VERBS = {
    "strike": _strike,
    "unstrike": _strike,
    "choose": _choose,
    "join": _join,
    "undo": _undo,
    "restore": _restore,
}


def before(workbook: Workbook, posted: PostedField) -> Value | None:
    """What stood in the field before the entries this page saw; None when nothing was said yet.

    Erased words are as if they had never been said.
    """
    seen = _seen(posted, workbook)
    if not seen:
        return None
    earlier = {key for entry in seen for key in entry.replaces} - {str(entry.key) for entry in seen}
    rows = workbook.entries.filter(key__in=earlier, field=posted.field)
    latest = rows.exclude(digest="").order_by("version").last()
    value = (dict(latest.value) if latest else {}) or blank_like(seen[-1])
    return value or None


def blank_like(entry: Entry) -> Value:
    """The same attributes, each saying nothing."""
    return {
        name: False if isinstance(content, bool) else "" for name, content in entry.value.items()
    }
