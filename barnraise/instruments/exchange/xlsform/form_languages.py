"""Which languages a form speaks, the first one first, and what its columns call them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from barnraise.instruments.exchange.xlsform.language_names import code_of

PRIVATE = ("qaa", "qab", "qac", "qad", "qae", "qaf", "qag", "qah", "qai", "qaj")  # ISO 639


@dataclass(frozen=True, slots=True)
class FormLanguages:
    """Codes of languages in order, the code for each name, and the names that had to be guessed."""

    codes: tuple[str, ...]
    by_name: Mapping[str, str]
    unknown: tuple[str, ...] = ()
    guessed: bool = False

    def code_of(self, name: str) -> str:
        return self.by_name.get(name, self.codes[0])


def form_languages(names: Iterable[str], default: str, likely: Sequence[str]) -> FormLanguages:
    """The languages of columns with these names; "" is a column that names none.

    Such a column is in the form's default language; else in the first of the `likely` ones that no
    other column has; else, when nothing is likely, in the first language there is.
    """
    listed = list(dict.fromkeys(names))
    private = iter(PRIVATE)
    by_name = {name: code_of(name) or next(private, PRIVATE[-1]) for name in listed if name}
    unknown = tuple(name for name in by_name if not code_of(name))
    first = by_name.get(default) or code_of(default)
    guessed = "" in listed and not first
    if "" in listed:
        free = (code for code in likely if code not in by_name.values())
        by_name[""] = first or next(free, next(iter(by_name.values()), "en"))
    order = list(dict.fromkeys(by_name[name] for name in listed))
    if first in order:
        order.insert(0, order.pop(order.index(first)))
    return FormLanguages(tuple(order) or ("en",), by_name, unknown, guessed)
