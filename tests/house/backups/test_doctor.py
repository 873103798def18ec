"""The doctor finds each damage, says it in a sentence and what to do; a sound folder is silent."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from barnraise.house.doctor import examine
from barnraise.house.doctor.findings import Finding, Level
from barnraise.instruments.models import Edition
from barnraise.ledger.removal import removal
from barnraise.partnerships import storage
from barnraise.workbook.models import Entry, Standing, Workbook
from tests.house.backups.conftest import Install


def visited(install: Install) -> list[Finding]:
    return list(examine.findings(replace(settings.ENV, data=install.data)))


def errors(install: Install) -> list[str]:
    found = visited(install)
    assert all(finding.hint for finding in found)
    return [finding.sentence for finding in found if finding.level == Level.ERROR]


@pytest.fixture
def sound(install: Install) -> Iterator[Install]:
    assert errors(install) == []
    return install


def test_in_a_sound_folder_only_what_waits_for_a_person_is_listed(sound: Install) -> None:
    [aside] = visited(sound)
    assert aside.level == Level.WARNING
    key = sound.table.workbook.set_aside.get().key
    assert "has 1 entry set aside" in aside.sentence
    assert str(key) in aside.sentence


def test_changed_words_are_found(sound: Install) -> None:
    with removal("a test"):
        Entry.objects.filter(version=1).update(value={"text": "other"})
    assert any("version 1 is not what was received" in one for one in errors(sound))


def test_a_gap_and_a_wrong_count_are_found(sound: Install) -> None:
    with removal("a test"):
        Entry.objects.filter(version=2).delete()
    assert any("has no entry of version 2" in one for one in errors(sound))
    Workbook.objects.filter(pk=sound.table.workbook.pk).update(version=9)
    assert any("counts 9 entries, and the last one kept is 3" in one for one in errors(sound))


def test_a_standing_table_that_is_wrong_is_found(sound: Install) -> None:
    Standing.objects.first().delete()  # type: ignore[union-attr]
    assert any("what stands is not what its entries say" in one for one in errors(sound))


def test_a_changed_question_set_is_found(sound: Install) -> None:
    edition = Edition.objects.get()
    with removal("a test"):
        Edition.objects.update(document=edition.document + "\n")
    assert any("is not what was published" in one for one in errors(sound))


def test_a_key_others_may_read_is_a_warning(sound: Install) -> None:
    (sound.data / "links.key").chmod(0o644)
    assert any("Other users of this machine may read" in one.sentence for one in visited(sound))


def test_a_key_that_was_missing_is_an_error(sound: Install) -> None:
    (sound.data / "links.key").write_text("new\n")
    written = (sound.data / "links.key").stat().st_mtime
    (sound.data / "barnraise.sqlite3").touch()
    os.utime(sound.data / "barnraise.sqlite3", (written - 9, written - 9))
    assert any("was missing" in one for one in errors(sound))


def test_a_full_disk_is_a_warning(sound: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 10**6, "total": 10**9})()
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage)
    said = [one.sentence for one in visited(sound)]
    assert any("Only 1 MB of disk are free" in one for one in said)
    assert "New workbooks are refused, for the disk is nearly full." in said


def test_a_database_as_large_as_the_host_allows_is_a_warning(
    sound: Install, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(storage, "MB", 1)
    settings.ENV = replace(settings.ENV, max_mb=1)
    assert any("BARNRAISE_MAX_MB allows" in one.sentence for one in visited(sound))


def test_examples_that_linger_and_leftovers_are_notes(sound: Install) -> None:
    partnership = sound.table.partnership
    partnership.example_until = timezone.now() - timedelta(days=1)
    partnership.save()
    (sound.data / ".restoring-x").mkdir()
    (sound.data / "links.key.before-restore-x").touch()
    notes = [finding.sentence for finding in visited(sound) if finding.level == Level.NOTE]
    assert len(notes) == 3


def test_a_newer_or_older_database_is_not_read(sound: Install) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('workbook', '0999_later', CURRENT_TIMESTAMP)"
        )
    try:
        assert errors(sound) == ["The database was written by a newer Barnraise."]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '0999_later'")
