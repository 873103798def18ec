"""May this be said here, by this person? One sentence for each draft that may not be kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument
from barnraise.ledger.draft import Draft, Value
from barnraise.ledger.models import Log
from barnraise.partnerships.models import Member
from barnraise.workbook.fields.address import Unknown, parse_among, wrong
from barnraise.workbook.fields.kinds import KINDS, Attribute, Kind

MILESTONES = "milestone/"  # how their addresses begin
MAX_MILESTONES = 200

Asked = Callable[[], Iterable[Instrument]]  # the question set now asked, then earlier ones


def rejections_of(log: Log, asked: Asked, drafts: Sequence[Draft], *, by: Member) -> list[str]:
    """For each draft "" when it may be kept, else the reason in the reader's language."""
    reasons = [_unfit(asked, draft) for draft in drafts]
    reasons = _named(log, drafts, reasons, by)
    fit = [draft for draft, reason in zip(drafts, reasons, strict=True) if not reason]
    signed = _signed_entries(log, fit)
    return [
        reason or _not_theirs(draft, signed.get(draft.field), by)
        for draft, reason in zip(drafts, reasons, strict=True)
    ]


def _unfit(asked: Asked, draft: Draft) -> str:
    try:
        kind = parse_among(draft.field, asked()).kind
    except Unknown:
        return _("This question set has no such question, so this was not kept.")
    name = wrong(kind, draft.value)
    return _sentence(kind, name, draft.value[name]) if name else ""


def _sentence(kind: Kind, name: str, content: object) -> str:
    """Why the content of the attribute `name` cannot be kept."""
    attribute = next((each for each in kind.attributes if each.name == name), Attribute(name))
    if attribute.most and isinstance(content, str) and len(content) > attribute.most:
        over = {"over": len(content) - attribute.most, "most": attribute.most}
        return (
            _(
                "This text is too long: %(most)s characters fit in one piece, and it has %(over)s "
                "more. Please shorten it or split it in two."
            )
            % over
        )
    if name == "link":
        return _(
            "A link must begin with https:// or http:// and have no spaces. Nothing else was lost."
        )
    if name == "due":
        return _("The date could not be read. Please write it as year-month-day, like 2027-03-31.")
    return _("This could not be read. Please copy your words and load the page again.")


def _named(log: Log, drafts: Sequence[Draft], reasons: list[str], by: Member) -> list[str]:
    """The reasons, and why a milestone may not be named: that is the keeper's, and has an end."""
    if not any(draft.field.startswith(MILESTONES) for draft in drafts):
        return reasons
    standing = log.standing.filter(field__startswith=MILESTONES)
    there = set(standing.values_list("field", flat=True))
    found = []
    for draft, reason in zip(drafts, reasons, strict=True):
        why = reason
        if draft.field.startswith(MILESTONES) and not reason:
            why = _unnamed(draft, by, full=len(there | {draft.field}) > MAX_MILESTONES)
            there |= set() if why else {draft.field}
        found.append(why)
    return found


def _unnamed(draft: Draft, by: Member, *, full: bool) -> str:
    if not by.keeps:
        return _("Only the person who keeps this workbook can name a milestone.")
    if not draft.value.get("name"):
        return _("A milestone needs a name.")
    if full:
        most = {"most": MAX_MILESTONES}
        return (
            _(
                "This workbook holds %(most)s milestones, and no more fit in. You can give one of "
                "them another name."
            )
            % most
        )
    return ""


@dataclass
class _Signed:
    """A signed small entry: who wrote it first, and what each of its entries says."""

    owner: int
    values: dict[UUID, Value] = field(default_factory=dict)


def _signed_entries(log: Log, drafts: Sequence[Draft]) -> dict[str, _Signed]:
    """The signed small entries that drafts speak of, by field."""
    fields = {draft.field for draft in drafts if KINDS[draft.field.split("/", 1)[0]].signed}
    found: dict[str, _Signed] = {}
    if fields:
        rows = log.entries.filter(field__in=fields).order_by("version")
        for row in rows:
            found.setdefault(row.field, _Signed(row.by_id)).values[row.key] = row.value
    return found


def _not_theirs(draft: Draft, signed: _Signed | None, by: Member) -> str:
    """Notes are changed by whoever wrote them; a keeper may strike them, and take that back.

    What is here already, or is gone, changes nothing when it comes again, whoever sends it.
    """
    if signed is None or signed.owner == by.pk or (by.keeps and _only_strikes(draft, signed)):
        return ""
    if draft.id in signed.values and signed.values[draft.id] in ({}, dict(draft.value)):
        return ""
    return _("Only the person who wrote this can change it. You can add a note of your own.")


def _only_strikes(draft: Draft, signed: _Signed) -> bool:
    """Whether the draft leaves every word as it was in an entry it replaces."""
    before = (signed.values[key] for key in draft.replaces if key in signed.values)
    return any({**draft.value, "struck": ""} == {**value, "struck": ""} for value in before)
