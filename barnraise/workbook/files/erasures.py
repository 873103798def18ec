"""What was removed for good, in a file: who and when and of which entries, never what. Pure.

An entry whose words are gone keeps its place, says nothing and has no digest. The removal is an
entry of its own, which says nothing and may replace itself.
"""

from collections.abc import Iterator
from typing import Any

from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.layout import Tree, written_at


def told(workbook: Any) -> list[dict[str, Any]]:
    """The `erased` part of a workbook's file."""
    acts = workbook.erasures.order_by("pk").prefetch_related("erased")
    return [
        {
            "act": str(act.key),
            "field": act.field,
            "entries": sorted(str(each.key) for each in act.erased.all()),
            "words": act.words,
            "names": act.names,
            "by": {"name": act.name, "organization": act.organization},
            "at": written_at(act.at),
        }
        for act in acts
    ]


def latest(workbook: Any) -> str:
    """The id of the latest removal, "" for none."""
    key = workbook.erasures.order_by("-pk").values_list("key", flat=True).first()
    return str(key or "")


def acts(tree: Tree) -> frozenset[str]:
    """Ids of the entries that stand for a removal."""
    return frozenset(each["act"] for each in tree["erased"])


def wordless(tree: Tree) -> frozenset[str]:
    """Ids of entries that have no words any more."""
    return frozenset(_taken(tree, "words"))


def _taken(tree: Tree, what: str) -> Iterator[str]:
    for each in tree["erased"]:
        if each[what]:
            yield from each["entries"]


def agree(tree: Tree) -> None:
    """Raise the first Fault in this part, or in what entries still say that they must not."""
    for number, each in enumerate(tree["erased"], 1):
        if each["entries"] != sorted(set(each["entries"])):
            raise FileError(Why.UNFIT, f"erased/{number}")
    if len(acts(tree)) != len(tree["erased"]):
        raise FileError(Why.UNFIT, "erased")
    nameless = frozenset(_taken(tree, "names"))
    for number, each in enumerate(tree["entries"], 1):
        if each["id"] in nameless and (each["name"] or each["organization"]):
            raise FileError(Why.UNFIT, f"entries/{number}/name")
