"""Reading the sheet `barnraise` back: what stands beside the form, by its row and field. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from barnraise.instruments.document import NOTHING, Words
from barnraise.instruments.exchange.xlsform.lines import FormLine
from barnraise.instruments.exchange.xlsform.result import BELONGS_NOWHERE, LeftoverList

USED = ("row", "field", "code", "text")


@dataclass
class ExtraSheet:
    """Each place is taken once; what nobody took is left over."""

    is_there: bool
    places: dict[tuple[str, str], list[FormLine]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[FormLine], *, is_there: bool) -> "ExtraSheet":
        extra_sheet = cls(is_there)
        for line in lines:
            extra_sheet.places.setdefault((line.text("row"), line.text("field")), []).append(line)
        return extra_sheet

    def take(self, row: str, name: str) -> list[FormLine]:
        return self.places.pop((row, name), [])

    def words(self, row: str, name: str) -> Words:
        """The one text at a place, or nothing; a second one stays where it is."""
        lines = self.take(row, name)
        if lines[1:]:
            self.places[row, name] = lines[1:]
        return lines[0].words.get("text", NOTHING) if lines else NOTHING

    def code(self, row: str, name: str) -> str:
        lines = self.take(row, name)
        return lines[0].text("code") if lines else ""

    def leave(self, leftover: LeftoverList) -> None:
        for lines in self.places.values():
            for line in lines:
                for means in ("text", "code", "field"):
                    if means in line.words or line.text(means):
                        leftover.add(line.left(means, BELONGS_NOWHERE))
                        break
