"""Random schedules: five devices a workbook, one server, and everything that can go wrong."""

import random
import shutil
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tests.deadline import DEADLINE
from tests.faults.checking import Row, State, entries, stands
from tests.faults.device import Device, Said
from tests.faults.proxy import Proxy, weather
from tests.faults.scripts import Script
from tests.faults.server import Server

DEVICES = 5
CLOCKS = ("+2d", "-2d", "-30y", "+1y")
QUICK = 1.0  # seconds a device waits for an answer in bad weather


@dataclass
class Book:
    """One workbook and its devices: one schedule."""

    slug: str
    scripts: list[Script]

    @property
    def devices(self) -> list[Device]:
        return [each.device for each in self.scripts]

    @property
    def said(self) -> dict[str, Said]:
        """Everything that was ever said at any device."""
        return {key: each for device in self.devices for key, each in device.said.items()}


def a_book(server: Server, proxy: Proxy, chance: random.Random, many: int) -> Book:
    """A workbook that five devices have opened; the last two are two tabs of one browser."""
    devices = [Device(server.port, random.Random(chance.random())) for _one in range(DEVICES)]
    place = devices[0].start()
    for device in devices[1 : DEVICES - 1]:
        device.open(place)
    devices[-1].cookies = dict(devices[-2].cookies)
    for device in devices:
        device.slug = place.slug
        device.hang_up()
        device.port, device.patience = proxy.port, QUICK
    return Book(place.slug, [Script(each, many, number) for number, each in enumerate(devices)])


class Schedules:
    """Several workbooks that share one server, its kills, its wrong clock and its restore."""

    def __init__(
        self, server: Server, proxy: Proxy, chance: random.Random, *, books: int, many: int
    ) -> None:
        self.server, self.proxy, self.chance = server, proxy, chance
        self.kills = self.restores = self.skews = 0
        server.forget_limits()
        self.books = [a_book(server, proxy, chance, many) for _one in range(books)]
        self.many = books * DEVICES * many

    @property
    def scripts(self) -> list[Script]:
        return [each for book in self.books for each in book.scripts]

    def run(self) -> None:
        """Every script to its end; meanwhile a copy is made, a kill, and the copy restored."""
        self.proxy.faults = weather(random.Random(self.chance.random()))
        threads = [threading.Thread(target=each.run) for each in self.scripts]
        for thread in threads:
            thread.start()
        copy = self.server.data / "older.barn"
        acts = [lambda: self.copy(copy), self.crash, lambda: self.restore(copy)]
        for moment in sorted(self.chance.uniform(0.1, 0.9) for _act in acts):
            self._until(moment * self.many, threads)
            acts.pop(0)()
        for thread in threads:
            thread.join()

    def _until(self, many: float, threads: list[threading.Thread]) -> None:
        """Wait until so many things were said, or all is said."""
        while any(each.is_alive() for each in threads):
            if sum(each.said for each in self.scripts) >= many:
                return
            time.sleep(0.005)

    def copy(self, path: Path) -> None:
        """A backup while everybody writes."""
        done = self.server.command("backup", "--output", str(path))
        assert done.returncode == 0, done.stderr

    def crash(self) -> None:
        """Kill it, and start it again with a clock that may be wrong."""
        self.kills += 1
        self.server.kill()
        under = []
        if shutil.which("faketime") and self.chance.random() < 0.5:
            self.skews += 1
            under = ["faketime", "-f", self.chance.choice(CLOCKS)]
        self.server.start(under=under)

    def restore(self, path: Path) -> None:
        """Kill it, put the older copy in its place, start it again."""
        self.kills, self.restores = self.kills + 1, self.restores + 1
        self.server.kill()
        done = self.server.command("restore", str(path), "--yes")
        assert done.returncode == 0, done.stderr
        path.unlink()
        self.server.start()

    def settle(self) -> None:
        """The weather is fine again: everybody sends all they have, and then looks."""
        self.proxy.calm()
        for script in self.scripts:
            script.device.patience = DEADLINE
            script.say()  # whoever has nothing to say learns nothing of the restore
            script.device.drain()
        for script in self.scripts:
            script.device.sees.clear()
            script.device.look()


def differences(server: Server, book: Book) -> list[str]:
    """Where the database, the five pages and the model do not say the same; should be none."""
    rows = {row.id: row for row in entries(server, book.slug)}
    said = book.said
    kept = [said[key] for key in rows if key in said]
    model = stands(_Line(each) for each in kept)
    found = [f"nobody said {key}" for key in rows if key not in said]
    found += [f"{each.id} has other words" for each in kept if not _same(each, rows[each.id])]
    if model != stands(rows.values()):
        found.append("what stands is not what the model says")
    found += [f"device {n} sees another state" for n in _astray(book, model)]
    return found + [f"{key} was never settled" for key in _unsettled(book, set(rows))]


class _Line:
    """What a device said, as the model reads it."""

    def __init__(self, said: Said) -> None:
        self.id, self.field, self.replaces = said.id, said.field, frozenset(said.sees)


def _same(said: Said, row: Row) -> bool:
    words = all(row.value.get(name, "") == each for name, each in said.value.items() if each)
    return said.field == row.field and frozenset(said.sees) == row.replaces and words


def _astray(book: Book, model: State) -> list[int]:
    """The devices whose page shows something else than what stands.

    A note is a field on its writer's page only; on the others' its words are read.
    """
    said = book.said
    shared = {name: keys for name, keys in model.items() if not name.startswith("note/")}
    standing = {key for name, keys in model.items() if name not in shared for key in keys}
    written = {each.id: each.value["text"] for each in said.values() if _is_note(each)}
    return [
        number
        for number, device in enumerate(book.devices)
        if {name: set(ids) for name, ids in device.sees.items() if ids and _counts(name)} != shared
        or {key for key, text in written.items() if text in device.html} != standing
    ]


def _is_note(said: Said) -> bool:
    return said.field.startswith("note/goal_setting/") and not said.field.endswith("short")


def _counts(name: str) -> bool:
    return not name.startswith("note/")


def _unsettled(book: Book, there: set[str]) -> list[str]:
    """Entries that are not in the log, and of which no receipt says why."""
    left = []
    for device in book.devices:
        for key in device.said.keys() - there:
            receipt = device.unkept.get(key) or device.acknowledged.get(key)
            if receipt is None or receipt.outcome not in {"refused", "same"}:
                left.append(key)
    return left
