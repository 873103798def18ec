"""A report as the plain values that the typst files read: every text made showable."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from barnraise.reports.document.report import Report
from barnraise.reports.render.pdf.pictures import column_width, pictures
from barnraise.ui.mixed_text import LanguageRun, MixedText, direction_of

Data = dict[str, Any]
Tame = Callable[[str], str]

CODE = re.compile("[a-z]{2,3}(?![a-z])")  # all of a language that typst takes
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
    plainly = Plainly(tame, report.language)
    data: Data = plainly.mapping(report, without=("history", "slug", "version", "way"))
    data["changes"] = [
        plainly.mapping(replace(each, what=_short(each.what, MAX_WORDS))) for each in newest
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


@dataclass(frozen=True)
class Plainly:
    """Makes values such as JSON can hold them, for a document in `language`.

    Texts are tamed and dataclasses become mappings. A text with words of another language is a
    mapping as well, which says the language of each run (see worded.typ).
    """

    tame: Tame
    language: str

    def __call__(self, value: Any) -> Any:
        """Any value."""
        if isinstance(value, MixedText) and any(map(self._is_foreign, value.runs)):
            return {"runs": [self._run(run) for run in value.runs]}
        if isinstance(value, str):
            return _breakable(self.tame(value))
        if is_dataclass(value):
            return self.mapping(value)
        if isinstance(value, Mapping):
            return {name: self(each) for name, each in value.items()}
        if isinstance(value, tuple):
            return [self(each) for each in value]
        return value

    def mapping(self, value: Any, without: Sequence[str] = ()) -> Data:
        """A dataclass by the names of its fields."""
        data = {}
        for each in fields(value):
            if each.name in without:
                continue
            content = getattr(value, each.name)
            data[each.name] = content if each.name in AS_IT_IS else self(content)
            if each.name == "link":
                data["shown"] = self(content)
                data["link"] = content if value.leads and self.tame(content) == content else ""
        return data

    def _is_foreign(self, run: LanguageRun) -> bool:
        return bool(run.language) and run.language != self.language

    def _run(self, run: LanguageRun) -> Data:
        known = CODE.match((run.language or "").lower()) if self._is_foreign(run) else None
        language = known[0] if known else ""
        direction = "rtl" if run.is_backward else direction_of(run.language or self.language)
        return {"text": _breakable(self.tame(run.text)), "lang": language, "dir": direction}


def _breakable(text: str) -> str:
    """Lets a line end inside a word that is longer than any line."""
    return LONG.sub(lambda word: ZERO_WIDTH_SPACE.join(_cut(word[0], 24)), text)


def _cut(word: str, size: int) -> list[str]:
    return [word[start : start + size] for start in range(0, len(word), size)]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
