"""A report as the plain values that the typst files read: every text made showable."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from barnraise.reports.document.report import Report
from barnraise.reports.render.pdf.pictures import column_width, pictures

Data = dict[str, Any]
Tame = Callable[[str], str]

LONG = re.compile(r"\S{48,}")  # a word that no line holds
ZERO_WIDTH_SPACE = "\u200b"
AS_IT_IS = {"svg", "link", "iso", "id", "item", "look", "code", "direction", "language"}
MAX_CHANGES = 12
LONG_TEXT = 900  # characters above which a text may be broken over two pages
MAX_WORDS = 240  # characters of one change; the whole of it stands in the history


def data_of(report: Report, tame: Tame) -> Data:
    """The report as JSON can hold it."""
    newest = report.history[: -MAX_CHANGES - 1 : -1]
    earlier = len(report.history) - len(newest)
    data: Data = plain(report, tame, without=("history", "slug", "version", "way"))
    data["changes"] = [
        {**plain(each, tame), "what": tame(_short(each.what, MAX_WORDS))} for each in newest
    ]
    for stage in data["stages"]:
        for box in stage["texts"]:
            box["long"] = sum(len(each["text"]) for each in box["versions"]) > LONG_TEXT
    data["more_changes"] = report.label("more_changes") % {"n": earlier} if earlier else ""
    data["running"] = tame(_short(report.title, 56))
    data["running_set"] = tame(_short(report.subtitle, 52))
    data["picture_height"] = 100
    data["pictures"] = drawings = pictures(report)
    data["column_width"] = column_width(drawings)
    return data


def plain(value: Any, tame: Tame, without: Sequence[str] = ()) -> Any:
    """Values as JSON can hold them: texts tamed, dataclasses as mappings."""
    if isinstance(value, str):
        return _breakable(tame(value))
    if is_dataclass(value):
        return _fields(value, tame, without)
    if isinstance(value, Mapping):
        return {name: plain(each, tame) for name, each in value.items()}
    if isinstance(value, tuple):
        return [plain(each, tame) for each in value]
    return value


def _fields(value: Any, tame: Tame, without: Sequence[str]) -> Data:
    data = {}
    for each in fields(value):
        if each.name in without:
            continue
        content = getattr(value, each.name)
        data[each.name] = content if each.name in AS_IT_IS else plain(content, tame)
        if each.name == "link":
            data["shown"] = plain(content, tame)
            data["link"] = content if value.leads and tame(content) == content else ""
    return data


def _breakable(text: str) -> str:
    """Lets a line end inside a word that is longer than any line."""
    return LONG.sub(lambda word: ZERO_WIDTH_SPACE.join(_cut(word[0], 24)), text)


def _cut(word: str, size: int) -> list[str]:
    return [word[start : start + size] for start in range(0, len(word), size)]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
