"""What one device does in a random schedule, drawn from the seed step by step."""

import time
from collections.abc import Callable
from typing import Any

from tests.faults.device import Device, NoReceipt

SHARED = ("text/partner-text-1", "reason/goal_setting", "answer/goal_setting")
CHOICES = ("yes", "partly", "not_yet", "unsure")
POISON: list[tuple[str, dict[str, Any]]] = [
    ("answer/nowhere", {"choice": "yes"}),
    ("answer/goal_setting", {"choice": "perhaps"}),
    ("text/partner-text-1", {"text": "x" * 20_001}),
    ("note/goal_setting/short", {"text": "An odd address."}),
    ("reason/goal_setting", {"text": 7}),
]


class Script:
    """What one device does until it has said `many` things.

    It writes into fields that others write into as well, slips in entries that cannot be kept,
    sends what waits in any order and any number, and sends again what was acknowledged already.
    """

    def __init__(self, device: Device, many: int, number: int) -> None:
        self.device, self.many, self.number = device, many, number
        self.chance = device.chance
        self.said = self.poisoned = self.failures = 0
        self.mine: list[str] = []

    def run(self) -> None:
        """Every step, to the end."""
        while self.said < self.many:
            self.step()

    def step(self) -> None:
        """Say something, look at the page, or send."""
        luck = self.chance.random()
        if luck < 0.62 or not self.device.said:
            self.say()
        elif luck < 0.68:
            self.poison()
        elif luck < 0.71:
            self.attempt(self.device.look)
        else:
            self.attempt(self.send)

    def attempt(self, what: Callable[[], object]) -> None:
        """Try once; after a failure wait as devices do."""
        try:
            what()
            self.failures = 0
        except NoReceipt:
            self.failures += 1
            time.sleep(self.device.wait(min(self.failures, 3)) / 2)

    def words(self) -> str:
        """Words that nobody else ever says."""
        return f"Said by {self.number}, thing {self.said}, {self.chance.getrandbits(64):x}."

    def say(self) -> None:
        """Into a field that all share, a new item, or an item of one's own."""
        self.said += 1
        luck = self.chance.random()
        if luck < 0.4:
            field = self.chance.choice(SHARED)
            choice = {"choice": self.chance.choice(CHOICES)}
            self.device.say(
                field, **(choice if field.startswith("answer") else {"text": self.words()})
            )
            return
        if luck < 0.8 or not self.mine:
            kind = self.chance.choice(["note", "evidence", "step"])
            self.mine.append(f"{kind}/goal_setting/{self.chance.getrandbits(128):032x}")
            self.write_into(self.mine[-1])
        else:
            self.write_into(self.chance.choice(self.mine))

    def write_into(self, field: str) -> None:
        """All that an item holds, or now and then only its first part."""
        values: dict[str, dict[str, Any]] = {
            "note": {"text": self.words()},
            "evidence": {"title": self.words(), "link": "https://juniper.example/map"},
            "step": {"what": self.words(), "who": "Ana and Ben", "done": ""},
        }
        value = values[field.partition("/")[0]]
        if self.chance.random() < 0.3:
            value = dict([next(iter(value.items()))])
        self.device.say(field, **value)

    def poison(self) -> None:
        """Something that cannot be kept; the page goes on showing what it showed."""
        self.poisoned += 1
        field, value = self.chance.choice(POISON)
        seen = self.device.sees.pop(field, None)
        self.device.sees[field] = seen or ()
        self.device.say(field, **value)
        del self.device.sees[field]
        if seen is not None:
            self.device.sees[field] = seen

    def send(self) -> None:
        """Some of what waits, in any order, with some that went before."""
        waiting = list(self.device.waiting.values())
        taken = self.chance.sample(waiting, self.chance.randint(0, min(len(waiting), 20)))
        before = [self.device.said[key] for key in self.device.acknowledged]
        if before and self.chance.random() < 0.3:
            again = self.chance.sample(before, min(len(before), 3))
            taken += [each for each in again if each not in taken]
        self.chance.shuffle(taken)
        if taken:
            self.device.send(taken)
