"""Milestones that stand: moments with a name, so that one can look back at them and compare."""

from dataclasses import dataclass
from datetime import datetime

from barnraise.ui.mixed_text import MixedText, by_person, joined
from barnraise.workbook.fields.rules import MILESTONES
from barnraise.workbook.state.snapshot import FieldState, Snapshot, StandingEntry


@dataclass(frozen=True)
class Milestone:
    """A named moment. `number` counts from the first that was named."""

    number: int
    field_state: FieldState

    @property
    def entry(self) -> StandingEntry:
        """The name that stands; the latest where two were given without sight of each other."""
        return self.field_state.entries[-1]

    @property
    def item(self) -> str:
        return self.field_state.field.removeprefix(MILESTONES)

    @property
    def name(self) -> MixedText:
        names = dict.fromkeys(each.text("name") for each in self.field_state.versions)
        return joined(" · ", map(by_person, names))

    @property
    def note(self) -> MixedText:
        return by_person(self.entry.text("note"))

    @property
    def version(self) -> int:
        return min(each.born or each.version for each in self.field_state.entries)

    @property
    def at(self) -> datetime:
        return min(each.born_at or each.at for each in self.field_state.entries)


def milestones(snapshot: Snapshot) -> tuple[Milestone, ...]:
    """All that stand, the oldest first."""
    field_states = [
        field_state
        for address, field_state in snapshot.field_states.items()
        if address.startswith(MILESTONES) and field_state.said
    ]
    field_states.sort(key=lambda field_state: Milestone(0, field_state).version)
    return tuple(
        Milestone(number, field_state) for number, field_state in enumerate(field_states, 1)
    )
