"""The disk is full, or has turned read-only: saves are refused, reading goes on."""

import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.aloud import Refused, health, reads, refused, sound_after_restart, until_health
from tests.faults.device import Device
from tests.faults.figures import Tries, figure
from tests.faults.install import a_server
from tests.faults.mounting import Disk, fill, grow, need_mounts, small_disk
from tests.faults.server import engine
from tests.faults.storm import Storm

pytestmark = pytest.mark.skipif(engine() != "sqlite", reason="about SQLite's files")


def test_a_full_disk_refuses_saves_shows_pages_and_recovers_by_itself(tmp_path: Path) -> None:
    name = "disk full"
    need_mounts(name)
    tries = Tries(name, engine=engine(), short=1, long=20)
    for number, chance in tries:
        with (
            small_disk(tmp_path / str(number), megabytes=24) as place,
            a_server(place) as server,
        ):
            storm = Storm(server, chance, many=8)
            visitor = Device(server.port, chance)
            visitor.open(storm.place)
            with storm.raging():
                storm.until(60)
                large = fill(place)
                assert until_health(server, 503) == "the disk is full"
                found = until_refused(visitor, 507)
                assert "full" in found.sentence
                assert found.retry_after > 0
                assert reads(visitor)
                assert "full" in posted_without_script(visitor)
                if number % 2:
                    grow(place, megabytes=64)
                else:
                    large.unlink()
                until_health(server, 200)
                storm.until(60)
                visitor.drain()
            storm.devices.append(visitor)
            tries.count(**sound_after_restart(storm))
            large.unlink(missing_ok=True)


def until_refused(device: Device, status: int) -> Refused:
    """The log may still have room that was its own before; then it takes a few saves more."""
    for _try in range(400):
        with suppress(AssertionError):
            found = refused(device)
            assert found.status == status, found
            return found
    raise AssertionError("nothing was refused")


def posted_without_script(device: Device) -> str:
    """The page that somebody without scripts gets for a save, with their words on it."""
    html = device.ask("GET", f"/w/{device.slug}/stages/1/").body.decode()
    token = html.split('csrfmiddlewaretoken" value="')[1].split('"')[0]
    words = "These words must not be lost."
    form = {"csrfmiddlewaretoken": token, "page": "1"}
    form |= {"text/partner-text-1~id": "", "text/partner-text-1.text": words}
    answer = device.ask("POST", f"/w/{device.slug}/entries/", form=form)
    page = answer.body.decode()
    assert answer.status == 507, answer.status
    assert page.count(words) == 2  # to read, and to be sent again
    return page


def test_a_disk_that_turns_read_only_is_read_on_and_written_again_when_it_can_be(
    tmp_path: Path,
) -> None:
    name = "disk read-only"
    need_mounts(name, "mkfs.ext4")
    tries = Tries(name, engine=engine(), short=1, long=20)
    for number, chance in tries:
        disk = Disk(tmp_path / str(number))
        disk.mount()
        try:
            with a_server(disk.place / "data") as server:
                storm = Storm(server, chance, many=8)
                visitor = Device(server.port, chance)
                visitor.open(storm.place)
                with storm.raging():
                    storm.until(60)
                    disk.break_down()
                    until_health(server, 503)
                    found = until_refused(visitor, 503)
                    assert found.retry_after > 0
                    assert reads(visitor)
                    status, reason = health(server)
                    assert (status, "disk" in reason) == (503, True)
                    disk.repair()
                    until_health(server, 200)
                    storm.until(60)
                    visitor.drain()
                storm.devices.append(visitor)
                tries.count(**sound_after_restart(storm))
        finally:
            disk.take_off()


def test_a_backup_without_room_says_so_and_leaves_no_half_file(tmp_path: Path) -> None:
    name = "backup without room"
    need_mounts(name)
    began = time.monotonic()
    with (
        a_server(tmp_path / "data") as server,
        small_disk(tmp_path / "copies", megabytes=1) as place,
    ):
        device = Device(server.port)
        device.start()
        fill(place)
        done = server.command("backup", "-o", str(place))
        assert done.returncode == 1
        assert "no room" in done.stderr.lower(), done.stderr
        assert "Traceback" not in done.stderr
        left = [path.name for path in place.iterdir() if path.name != "something-large"]
        assert left == []
        device.say("text/partner-text-1", text="Said while the copies have no room.")
        device.drain()
    figure(name, engine=engine(), tries=1, seconds=time.monotonic() - began, half_files=len(left))
