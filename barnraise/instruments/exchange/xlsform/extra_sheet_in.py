"""Reading the sheet `barnraise` back: what stands beside the form, by its row and field. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from barnraise.instruments.document import NOTHING, Words
from barnraise.instruments.exchange.xlsform.lines import Line
from barnraise.instruments.exchange.xlsform.result import BELONGS_NOWHERE, Leftover

USED = ("row", "field", "code", "text")


@dataclass
class ExtraSheet:
    """Each place is taken once; what nobody took is left over."""

    is_there: bool
    places: dict[tuple[str, str], list[Line]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line], *, is_there: bool) -> "ExtraSheet":
        asides = cls(is_there)
        for line in lines:
            asides.places.setdefault((line.said("row"), line.said("field")), []).append(line)
        return asides

    def take(self, row: str, name: str) -> list[Line]:
        return self.places.pop((row, name), [])

    def words(self, row: str, name: str) -> Words:
        """The one text at a place, or nothing; a second one stays where it is."""
        found = self.take(row, name)
        if found[1:]:
            self.places[row, name] = found[1:]
        return found[0].words.get("text", NOTHING) if found else NOTHING

    def code(self, row: str, name: str) -> str:
        found = self.take(row, name)
        return found[0].said("code") if found else ""

    def leave(self, leftover: Leftover) -> None:
        for lines in self.places.values():
            for line in lines:
                for means in ("text", "code", "field"):
                    if means in line.words or line.said(means):
                        leftover.add(line.left(means, BELONGS_NOWHERE))
                        break
