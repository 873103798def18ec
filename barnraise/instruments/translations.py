"""Which texts of a question set have no words yet in one of its languages. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from barnraise.instruments.document import Instrument, Words


@dataclass(frozen=True, slots=True)
class Missing:
    """A text, by its path (counted from 1), and the language it does not speak."""

    key: str
    language: str


def untranslated(instrument: Instrument) -> tuple[Missing, ...]:
    """Every text that people will read in the first language it has instead of theirs."""
    return tuple(
        Missing(path, language)
        for path, words in texts(instrument)
        for language in instrument.languages
        if not words.by_language.get(language)
    )


def texts(value: object, path: str = "") -> Iterator[tuple[str, Words]]:
    """Every text in a value that says something, with its path."""
    if isinstance(value, Words):
        if value:
            yield path, value
        return
    for name, held in _held(value):
        yield from texts(held, f"{path}.{name}" if path else name)


def _held(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, tuple):
        yield from ((str(number), item) for number, item in enumerate(value, 1))
    elif isinstance(value, Mapping):
        yield from value.items()
    elif is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value))
