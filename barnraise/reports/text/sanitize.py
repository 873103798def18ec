"""Makes every text of a report showable at once, whatever renders it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from barnraise.ui.mixed_text import MixedText

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Report = TypeVar("Report", bound="DataclassInstance")

AS_IT_IS = frozenset(
    {"svg", "iso", "id", "item", "look", "code", "direction", "language", "key", "field"}
)


def sanitized(report: Report, change: Callable[[str], str]) -> Report:
    """The same report with `change` made to each of its texts."""
    return replace(report, **_fields(report, change))


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, MixedText):
        return value.changed(change)
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)
    if isinstance(value, Mapping):
        return {name: _changed(each, change) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **_fields(value, change))
    return value


def _fields(value: Any, change: Callable[[str], str]) -> dict[str, Any]:
    return {
        each.name: getattr(value, each.name)
        if each.name in AS_IT_IS
        else _changed(getattr(value, each.name), change)
        for each in fields(value)
    }
