"""Several who write without a pause, whatever becomes of the server meanwhile."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.deadline import DEADLINE, until
from tests.faults.checking import Found, look_over
from tests.faults.device import Device, NoReceipt, Place
from tests.faults.server import Server

TEXTS = [f"text/partner-text-{number}" for number in range(1, 6)]
BATCH = 8  # entries a device says before it sends


class Storm:
    """Devices at one workbook, each in a thread of its own; every text is said once."""

    def __init__(self, server: Server, chance: random.Random, many: int) -> None:
        self.server = server
        server.forget_limits()
        self.place: Place = Device(server.port).start()
        self.devices = [self._device(chance.random()) for _each in range(many)]
        self.is_over = threading.Event()
        self.faults: list[BaseException] = []

    def _device(self, seed: float) -> Device:
        device = Device(self.server.port, random.Random(seed), patience=DEADLINE)
        device.open(self.place)
        return device

    def _write(self, device: Device) -> None:
        try:
            while not self.is_over.is_set():
                self._say_and_send(device)
            device.drain()
        except BaseException as error:
            self.faults.append(error)

    def _say_and_send(self, device: Device) -> None:
        if len(device.waiting) < BATCH:
            for _each in range(BATCH):
                word = f"Said {len(device.said)} times by {id(device)}."
                device.say(device.chance.choice(TEXTS), text=word)
        try:
            device.send()
        except NoReceipt:
            time.sleep(device.wait(1))

    @contextmanager
    def raging(self) -> Iterator["Storm"]:
        """They write until the block ends, and then send what they still hold."""
        threads = [threading.Thread(target=self._write, args=[each]) for each in self.devices]
        for each in threads:
            each.start()
        try:
            yield self
        finally:
            self.is_over.set()
            for each in threads:
                each.join()
        assert not self.faults, self.faults

    @property
    def acknowledged(self) -> int:
        """How many entries have a receipt by now."""
        return sum(len(each.acknowledged) for each in self.devices)

    def until(self, more: int) -> None:
        """Wait until so many more entries were acknowledged."""
        wanted = self.acknowledged + more
        until(
            lambda: self.acknowledged >= wanted,
            lambda: f"only {self.acknowledged} of {wanted} were acknowledged",
        )

    def found(self) -> Found:
        """Its workbook compared with what its devices were told."""
        return look_over(self.server, self.place.slug, self.devices)
