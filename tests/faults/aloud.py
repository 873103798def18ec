"""What a server says of itself while something is wrong, and when it is well again."""

import json
import time
from dataclasses import dataclass
from http.client import HTTPConnection

from tests.deadline import DEADLINE, until
from tests.faults.checking import is_intact
from tests.faults.device import Device
from tests.faults.server import Server
from tests.faults.storm import Storm

TEXT = "text/partner-text-1"


@dataclass(frozen=True)
class Refused:
    """How a save was refused."""

    status: int
    sentence: str
    retry_after: int


def health(server: Server) -> tuple[int, str]:
    """What the health page says now."""
    line = HTTPConnection("127.0.0.1", server.port, timeout=DEADLINE)
    try:
        line.request("GET", "/health/")
        answer = line.getresponse()
        return answer.status, answer.read().decode().strip()
    finally:
        line.close()


def until_health(server: Server, wanted: int) -> str:
    """Wait until the health page has this status; what it then says."""

    def look() -> str:
        status, said = health(server)
        return f"{said} " if status == wanted else ""

    def told() -> str:
        return f"health is still {health(server)}\n{server.said()[-3000:]}"

    return until(look, told, pause=0.05).strip()


def refused(device: Device) -> Refused:
    """Try to save a sentence, which must be refused; nothing may be called kept."""
    said = device.say(TEXT, text=f"Said in trouble, as number {len(device.said)} of {id(device)}.")
    body = json.dumps({"page": "1", "since": 0, "entries": [said.text]})
    headers = {
        "Content-Type": "application/json",
        "X-Barnraise": "sync",
        "Origin": f"http://127.0.0.1:{device.port}",
        "Cookie": "; ".join(f"{name}={value}" for name, value in device.cookies.items()),
    }
    line = HTTPConnection("127.0.0.1", device.port, timeout=DEADLINE)
    try:
        line.request("POST", f"/w/{device.slug}/sync/", body, headers)
        answer = line.getresponse()
        told = json.loads(answer.read())
        assert "receipts" not in told, told
        retry = int(answer.headers.get("Retry-After") or 0)
        return Refused(answer.status, told["sentence"], retry)
    finally:
        line.close()


def reads(device: Device) -> bool:
    """Whether pages are shown: a stage, the overview, the sheet to print, the first page."""
    slug = device.slug
    paths = [f"/w/{slug}/stages/2/", f"/w/{slug}/", f"/w/{slug}/sheet/", "/", "/about/"]
    return [device.ask("GET", path).status for path in paths] == [200] * len(paths)


def stays_the_same(storm: Storm, *, seconds: float, patience: float = DEADLINE) -> bool:
    """Whether soon nothing is acknowledged for a while.

    What was on disk before the trouble is acknowledged rightly, and a busy device may read that
    answer late. A server that goes on acknowledging never leaves eight devices quiet this long.
    """
    end = time.monotonic() + patience
    before, since = storm.acknowledged, time.monotonic()
    while time.monotonic() < end:
        if storm.acknowledged != before:
            before, since = storm.acknowledged, time.monotonic()
        if time.monotonic() - since >= seconds:
            return True
        time.sleep(0.05)
    return False


def sound_after_restart(storm: Storm) -> dict[str, int]:
    """Everything acknowledged is there once, now and after a kill; the doctor finds nothing."""
    server = storm.server
    before = storm.found()
    server.kill()
    server.start()
    found = storm.found()
    assert found == before
    assert found.is_sound, found
    assert is_intact(server)
    assert "Traceback" not in server.said(), server.said()[-5000:]
    doctor = json.loads(server.command("doctor", "--json").stdout)
    assert doctor["ok"], doctor
    return {
        "acknowledged": found.acknowledged,
        "rows": found.rows,
        "lost": found.lost,
        "doubled": found.doubled,
    }
