"""Backups and places: a device that was put out, or left, is not let in by a restore."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from barnraise.house.backups import erasures
from barnraise.partnerships.models import Device, EndedSeat, Member, Role
from barnraise.partnerships.seats import end_seats, forget_device
from tests.cast import a_seat
from tests.house.backups.conftest import Install


def end_ben(install: Install) -> None:
    end_seats([Member.objects.get(pk=install.table.writer.pk)])


def status(install: Install, who: str) -> int:
    return install.table.client(who).get(f"/w/{install.table.slug}/").status_code


def test_a_place_that_ended_stays_ended_after_a_restore(install: Install) -> None:
    assert status(install, "writer") == status(install, "reader") == 200
    path = install.back_up()
    end_ben(install)
    forget_device(Member.objects.get(pk=install.table.reader.pk).device.digest)
    install.restore(path)
    assert [status(install, who) for who in ("keeper", "writer", "reader")] == [200, 403, 403]


def test_an_old_secret_stays_old_after_a_restore(install: Install) -> None:
    old, path = install.table.seat("writer"), install.back_up()
    fresh = a_seat(install.table.partnership, Role.WRITER, old.secret)
    assert old.client.get(f"/w/{install.table.slug}/").status_code == 403
    install.restore(path)
    assert old.client.get(f"/w/{install.table.slug}/").status_code == 403
    assert fresh.client.get(f"/w/{install.table.slug}/").status_code == 404  # not in the backup


def test_a_fresh_machine_knows_it_by_the_list(install: Install) -> None:
    digest = Member.objects.get(pk=install.table.writer.pk).device.digest
    path = install.back_up()
    end_ben(install)
    erasures.write_list(path.parent, erasures.in_database("default"))
    _as_it_was(install, digest)
    assert status(install, "writer") == 200
    install.restore(path)
    assert [status(install, who) for who in ("keeper", "writer")] == [200, 403]


def _as_it_was(install: Install, digest: str) -> None:
    device = Device.objects.get(digest=digest)
    place = Member.objects.filter(pk=install.table.writer.pk)
    place.update(device=device, ended_at=None)
    EndedSeat.objects.all().delete()


def test_the_list_forgets_what_a_year_ends_in_any_case(tmp_path: Path) -> None:
    known = erasures.Erasures()
    known.seats = {
        "a" * 64: timezone.now() - timedelta(days=3),
        "b" * 64: timezone.now() - timedelta(days=800),
    }
    erasures.write_list(tmp_path, known)
    lines = (tmp_path / erasures.NAME).read_text().splitlines()
    assert [json.loads(line)["seat"] for line in lines] == ["a" * 64]
    assert erasures.in_list(tmp_path / erasures.NAME).seats.keys() == {"a" * 64}
