"""Reads a page as a browser takes it: the language and the direction of every text in it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser

ARABIC = re.compile("[\u0600-\u06ff]")
LATIN = re.compile("[A-Za-z]{2}")
ISOLATES = re.compile("\u2068[^\u2068\u2069]*\u2069")
VOID = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
NO_ELEMENTS = {"title", "desc", "option"}  # only letters stand in these
SPOKEN = ("title", "aria-label", "alt", "placeholder", "label", "content")


@dataclass(frozen=True)
class Spoken:
    """An Arabic text: where it stands, in which language, and whether its direction is its own."""

    place: str
    text: str
    language: str
    is_apart: bool


Path = list[tuple[str, dict[str, str]]]


class LanguageReader(HTMLParser):
    """Collects every text with an Arabic letter in it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: Path = []
        self.spoken: list[Spoken] = []
        self.in_attributes: list[str] = []
        self.claimed: list[str] = []  # words of ours that are given out as somebody else's

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.in_attributes += [
            f"{tag} {name}: {known[name]}"
            for name in SPOKEN
            if ARABIC.search(ISOLATES.sub("", known.get(name, "")))
        ]
        if ARABIC.search(known.get("value", "")) and known.get("type") not in {"hidden", "radio"}:
            self.spoken.append(_spoken([*self.open, (tag, known)], known["value"]))
        if tag not in VOID:
            self.open.append((tag, known))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Drawn elements that are empty."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            name, _attributes = self.open.pop()
            assert name == tag, (name, tag, self.getpos())

    def handle_data(self, data: str) -> None:
        tag = self.open[-1][0] if self.open else ""
        if ARABIC.search(data) and tag not in {"script", "style"}:
            self.spoken.append(_spoken(self.open, data))
        elif LATIN.search(data) and _language(self.open) in {"", "ar"} and "://" not in data:
            self.claimed.append(f"{_place(self.open)}: {data.strip()[:50]}")


def _place(path: Path) -> str:
    return " ".join(f"{name}.{known.get('class', '')}".strip(".") for name, known in path[-5:])


def _language(path: Path) -> str:
    return next((known["lang"] for _tag, known in reversed(path) if "lang" in known), "none")


def _spoken(path: Path, text: str) -> Spoken:
    tag, known = path[-1]
    if tag in NO_ELEMENTS:
        is_apart = "lang" in known or not ARABIC.search(ISOLATES.sub("", text))
        return Spoken(_place(path), text, "", is_apart)
    return Spoken(_place(path), text.strip(), _language(path), _is_apart(path))


def _is_apart(path: Path) -> bool:
    """Whether the next element around it that has a direction takes it from the words or language.

    What else stands in that element says its language itself, or is found among `claimed`.
    """
    directions = (known.get("dir", "auto" if tag == "bdi" else "") for tag, known in reversed(path))
    return next(filter(None, directions), "") in {"rtl", "auto"}


def spoken_in(page: str) -> LanguageReader:
    """All Arabic texts of a page or a document."""
    reader = LanguageReader()
    reader.feed(page)
    reader.close()
    return reader


def faults(reader: LanguageReader, set_texts: Collection[str]) -> list[str]:
    """What stands in the wrong language, or turns its neighbors around."""
    wrong = [f"attribute {each}" for each in reader.in_attributes]
    wrong += [f"ours, claimed: {each}" for each in reader.claimed]
    for each in reader.spoken:
        tag = each.place.split()[-1].split(".")[0]
        language = "ar" if each.text in set_texts and tag not in NO_ELEMENTS else ""
        if not each.is_apart:
            wrong.append(f"not apart: {each.place}: {each.text[:50]!r}")
        if each.language != language:
            wrong.append(f"lang {each.language!r}: {each.place}: {each.text[:50]!r}")
    return wrong
