"""From other people's checklists to question sets: nothing lost, nothing invented. Pure."""
