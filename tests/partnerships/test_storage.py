"""New workbooks are refused where they would take the room of those that are there."""

import shutil
from collections import namedtuple
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from barnraise.instruments.publish import load_built_in
from barnraise.partnerships import storage
from barnraise.partnerships.models import Partnership
from barnraise.partnerships.storage import MB, database_bytes, is_disk_low
from barnraise.workbook.files.export_file import export_file
from tests.cast import Table, a_draft, a_table

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")
GB = 1000 * MB


def disk(monkeypatch: pytest.MonkeyPatch, total: int, free: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(total, total - free, free))


@pytest.mark.parametrize(
    ("total", "free", "low"),
    [
        (25 * GB, GB, True),
        (25 * GB, 2 * GB, False),
        (2000 * GB, 3 * GB, False),  # a great disk need not keep a hundred gigabytes free
        (2000 * GB, GB, True),
        (8 * MB, MB, False),  # a volume as small as can be
    ],
)
def test_a_disk_is_low_below_a_twentieth_or_two_gigabytes(
    monkeypatch: pytest.MonkeyPatch, total: int, free: int, low: bool
) -> None:
    disk(monkeypatch, total, free)
    assert is_disk_low() is low


@pytest.fixture
def table() -> Table:
    load_built_in()
    found = a_table()
    found.workbook.keep([a_draft("text/text-1", text="Rents rose.")], by=found.writer)
    return found


def ways_in(table: Table) -> dict[str, dict[str, Any]]:
    """Every address at which something new begins, with what is posted there."""
    kept = SimpleUploadedFile("workbook.json", export_file(table.workbook))
    return {
        reverse("workbook:workbooks"): {"name": "North Creek"},
        reverse("workbook:examples"): {},
        reverse("workbook:checklists"): {"text": "Winter\n\nStage 1: House\n- Is it warm?"},
        reverse("workbook:files"): {"file": kept, "copy": "yes"},
    }


def test_no_new_workbook_begins_on_a_disk_that_is_low_and_those_there_go_on(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk(monkeypatch, 25 * GB, GB)
    for path, fields in ways_in(table).items():
        answer = Client().post(path, fields)
        assert answer.status_code == 507, path
        assert b"no room for another workbook" in answer.content, path
        assert answer["Retry-After"]
    assert Partnership.objects.count() == 1
    draft = a_draft("text/text-1", text="They rose again.")
    [receipt] = table.workbook.keep([draft], by=table.writer)
    assert receipt.outcome == "stored"


def test_no_new_workbook_begins_once_the_database_takes_what_the_host_allows(
    table: Table, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "MB", 1)
    settings.ENV = replace(settings.ENV, max_mb=10 * database_bytes())
    assert Client().post(reverse("workbook:workbooks")).status_code == 302
    settings.ENV = replace(settings.ENV, max_mb=database_bytes())
    assert Client().post(reverse("workbook:workbooks")).status_code == 507
