"""Whether every log says the same in its entries, its counts and its table of what stands."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps

from barnraise.ledger.append import rebuilt
from barnraise.ledger.models import Log


def troubles(using: str) -> Iterator[str]:
    """A sentence for each thing wrong with any log of this database."""
    for log in logs(using):
        yield from _of(log)


def logs(using: str) -> Iterator[Any]:
    """Every log there is, of whatever room."""
    for model in apps.get_models():
        if issubclass(model, Log):
            yield from model._default_manager.using(using).order_by("pk").iterator()


def _of(log: Any) -> Iterator[str]:
    name = f"{log._meta.verbose_name} {log.pk}"
    erased = set(log.erased.filter(erasure__words=True).values_list("key", flat=True))
    last = 0
    for entry in log.entries.order_by("version").iterator():
        if entry.version != last + 1:
            yield f"{name} has no entry of version {last + 1}."
        last = entry.version
        if entry.key in erased and (entry.value or entry.digest):
            yield f"{name}: the entry of version {last} was erased, and still says something."
        elif entry.key not in erased and entry.draft.digest != entry.digest:
            yield f"{name}: the entry of version {last} is not what was received."
    if last != log.version:
        yield f"{name} counts {log.version} entries, and the last one kept is {last}."
    if _standing(log) != rebuilt(log):
        yield f"{name}: what stands is not what its entries say."


def _standing(log: Any) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    for field, key in log.standing.values_list("field", "entry__key"):
        found.setdefault(field, set()).add(key)
    return found
