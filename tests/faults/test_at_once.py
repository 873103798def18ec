"""Fifty send the very same at the same moment: it is kept once, and all get the same receipt."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.deadline import DEADLINE
from tests.faults.checking import entries, look_over
from tests.faults.device import Device, Receipt, Said
from tests.faults.figures import Tries
from tests.faults.install import a_server
from tests.faults.server import engine

CROWD = 50


def send(gate: threading.Barrier, said: Said, device: Device) -> Receipt:
    """Send it as soon as everybody is ready to."""
    device.said[said.id] = said
    gate.wait(DEADLINE)
    return device.send([said])[0]


def test_fifty_identical_posts_make_one_row_and_fifty_equal_receipts(tmp_path: Path) -> None:
    tries = Tries("fifty identical posts at once", engine=engine(), short=10, long=200)
    with a_server(tmp_path) as server, ThreadPoolExecutor(CROWD) as pool:
        first = Device(server.port)
        first.start()
        crowd = [
            Device(server.port, cookies=first.cookies, slug=first.slug) for _one in range(CROWD)
        ]
        gate = threading.Barrier(CROWD)
        for number, chance in tries:
            field = f"note/goal_setting/{chance.getrandbits(128):032x}"
            said = Device(0, chance).say(field, text=f"Sent by fifty, round {number}.")
            receipts = list(pool.map(partial(send, gate, said), crowd))
            rows = [row for row in entries(server, first.slug) if row.field == field]
            tries.count(posts=CROWD, rows=len(rows))
            assert [row.id for row in rows] == [said.id]
            assert {(each.id, each.kept_as) for each in receipts} == {(said.id, said.id)}
            outcomes = Counter(each.outcome for each in receipts)
            assert outcomes == {"stored": 1, "duplicate": CROWD - 1}
        assert look_over(server, first.slug, crowd).is_sound
