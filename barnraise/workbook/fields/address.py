"""The address of everything that can be said in a workbook, and whether a value fits there.

An address is a path: `answer/goal_setting`, `part/goal_setting/2`, `note/goal_setting/3f2a…`.
It begins with a kind of `kinds`, and goes on as that kind's path says.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from barnraise.instruments.characters import with_plain_breaks
from barnraise.instruments.document import Instrument
from barnraise.ledger.draft import Value
from barnraise.workbook.fields.kinds import KINDS, Attribute, Kind

ITEM = re.compile(r"[0-9a-f]{32}")
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Unknown(ValueError):  # noqa: N818 - said as people say it
    """The address names nothing in this question set."""


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed field: its kind and what it names."""

    kind: Kind
    names: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        """The key of the question this speaks of, or ""."""
        return self.names[0] if "question" in self.kind.path else ""


def parse(field: str, instrument: Instrument) -> Address:
    """The address `field` spells, or Unknown."""
    name, *names = field.split("/")
    kind = KINDS.get(name)
    if kind is None or len(names) != len(kind.path):
        raise Unknown(field)
    if not all(_names(what, names, i, instrument) for i, what in enumerate(kind.path)):
        raise Unknown(field)
    return Address(kind, tuple(names))


def parse_among(field: str, instruments: Iterable[Instrument]) -> Address:
    """The address in the first of these question sets that knows it, or Unknown."""
    for instrument in instruments:
        try:
            return parse(field, instrument)
        except Unknown:
            continue
    raise Unknown(field)


def _names(what: str, names: list[str], place: int, instrument: Instrument) -> bool:
    """Whether `names[place]` names a thing of the sort `what` in this question set."""
    name = names[place]
    match what:
        case "question":
            return name in instrument.by_key
        case "part":
            parts = instrument.by_key[names[0]].parts
            return name in {str(number) for number in range(1, len(parts) + 1)}
        case "notes":
            return any(name == notes.key for notes in instrument.note_fields)
        case "stage":
            return any(name == stage.key for stage in instrument.stages)
        case _:
            return ITEM.fullmatch(name) is not None


def clean(text: str) -> str:
    """Text as it is kept: one kind of line end, no control characters, no blanks at the end."""
    return UNWANTED.sub("", with_plain_breaks(text)).rstrip()


def wrong(kind: Kind, value: Value) -> str:
    """The name of the first attribute whose content cannot be kept, or ""."""
    allowed = {attribute.name: attribute for attribute in kind.attributes}
    if unknown := set(value) - set(allowed):
        return min(unknown)
    for name, content in value.items():
        if not _fits(allowed[name], content):
            return name
    return ""


def _fits(attribute: Attribute, content: object) -> bool:
    if attribute.is_flag:
        return isinstance(content, bool)
    if not isinstance(content, str) or UNWANTED.search(content):
        return False
    if attribute.among:
        return content in ("", *attribute.among)
    if len(content) > attribute.most:
        return False
    return not content or attribute.form is None or attribute.form(content)


def is_blank(value: Value) -> bool:
    """Whether the value says nothing at all."""
    return not any(value.values())
