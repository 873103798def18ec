"""A keeper removes the whole workbook; those who were in it are told, to others it never was."""

import json
import re

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from barnraise.instruments.models import Edition
from barnraise.ledger.db_errors import LogGone
from barnraise.ledger.models import Removed
from barnraise.partnerships.models import Device, Partnership
from barnraise.workbook.erasure.remove_workbook import remove
from barnraise.workbook.models import Entry, Workbook
from barnraise.workbook.models.checklist import DONE, ChecklistDraft, forget_old
from barnraise.workbook.rounds.start import start_on_own
from tests.cast import Table, a_draft, a_small_edition, an_item
from tests.checklists import CHECKLIST
from tests.workbook.offline.requests import entry, outcomes, send
from tests.workbook.pages import say

SECRET = "Maria Lopez is nine"


def asked(table: Table, name: str, who: str = "keeper") -> int:
    return table.client(who).post(f"/w/{table.slug}/removal/", {"name": name}).status_code


def test_it_is_offered_to_be_taken_home_first(table: Table) -> None:
    page = table.client("keeper").get(f"/w/{table.slug}/removal/").content.decode()
    assert page.index(f"/w/{table.slug}/reports/") < page.index('name="name"')


@pytest.mark.parametrize("name", ["", "Sumac Hill", "Juniper"])
def test_without_its_name_nothing_is_removed(table: Table, name: str) -> None:
    assert asked(table, name) == 422
    assert Partnership.objects.filter(slug=table.slug).exists()


def test_with_its_name_everything_is_gone_but_one_line(table: Table) -> None:
    say(table, an_item("note"), text=SECRET)
    table.workbook.keep([], by=table.writer)
    slug, devices = table.slug, list(table.partnership.members.values_list("device", flat=True))
    assert asked(table, " juniper  bend ") == 302
    assert not Partnership.objects.filter(slug=slug).exists()
    assert not Workbook.objects.exists()
    assert not Entry.objects.exists()
    assert not Device.objects.filter(pk__in=devices).exists()
    everything = json.dumps(
        [list(model.objects.values()) for model in apps.get_models()], default=str
    )
    assert SECRET not in everything
    assert "Juniper" not in everything.replace("Juniper Bend Housing", "")
    assert everything.count(slug) == 1
    assert Removed.objects.get().name == slug


def test_a_checklist_that_became_the_workbook_goes_along(db: None) -> None:
    client, text = Client(), CHECKLIST.replace("gutters", SECRET)
    brought = client.post("/checklists/", {"text": text, "language": "en"})["Location"]
    started = client.post(f"{brought}workbook/", {"name": "Maple Street"})["Location"]
    assert client.get(started).status_code == 200
    assert SECRET in client.get(brought).content.decode()
    workbook = Workbook.objects.get()
    remove(workbook)
    assert client.get(brought).status_code == 404
    everything = json.dumps(
        [list(model.objects.values()) for model in apps.get_models()], default=str
    )
    assert SECRET not in everything


def test_a_checklist_that_became_a_workbook_does_not_stay_without_it(db: None) -> None:
    client = Client()
    brought = client.post("/checklists/", {"text": CHECKLIST, "language": "en"})["Location"]
    client.post(f"{brought}workbook/", {"name": "Maple Street"})
    forget_old()
    assert ChecklistDraft.objects.count() == 1  # a button may have been pressed twice
    ChecklistDraft.objects.update(became_at=timezone.now() - DONE * 2)
    forget_old()
    assert ChecklistDraft.objects.count() == 0
    assert Workbook.objects.count() == 1


def test_who_was_in_it_is_told_and_a_stranger_sees_what_never_was(table: Table) -> None:
    slug, writer, stranger = table.slug, table.client("writer"), table.client("stranger")
    asked(table, "Juniper Bend")
    for path in ("", "stages/1/", "sheet/", "links/", "history/answer/goal/", "reports/"):
        told = writer.get(f"/w/{slug}/{path}")
        assert told.status_code == 410
        assert "removed it for good" in told.content.decode()
        for other in (stranger, Client()):
            there = other.get(f"/w/{slug}/{path}")
            nowhere = other.get(f"/w/zzzzzzzzzz/{path}")
            assert there.status_code == nowhere.status_code == 404
            bare = [each.content.replace(slug.encode(), b"zzzzzzzzzz") for each in (there, nowhere)]
            assert _untold(bare[0]) == _untold(bare[1])


def _untold(page: bytes) -> bytes:
    """A page without its form token."""
    return re.sub(rb'csrfmiddlewaretoken" value="[^"]*"', b"", page)


def test_a_device_that_sends_again_hears_erased_for_every_entry(table: Table) -> None:
    texts = [entry(), entry(an_item("note"), text=SECRET)]
    slug, writer, stranger = table.slug, table.client("writer"), table.client("stranger")
    send(writer, slug, texts[0])
    asked(table, "Juniper Bend")
    answer = send(writer, slug, *texts)
    assert outcomes(answer) == ["erased", "erased"]
    ids = [json.loads(text)["id"] for text in texts]
    assert [each["id"] for each in answer.json()["receipts"]] == ids
    assert answer.json()["count"] == 2
    assert send(stranger, slug, *texts).status_code == 404
    assert send(writer, slug, *texts, headers={}).status_code == 403
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("writer", 403), ("reader", 403), ("stranger", 404)])
def test_only_the_keeper_removes_it(table: Table, who: str, status: int) -> None:
    assert asked(table, "Juniper Bend", who) == status
    assert Partnership.objects.filter(slug=table.slug).exists()


def test_its_own_questions_go_with_it_and_shared_ones_stay(table: Table) -> None:
    shared = a_small_edition()
    own = start_on_own(shared.instrument, "Our own").workbook
    remove(own)
    remove(table.workbook)
    assert list(Edition.objects.values_list("key", flat=True)) == [shared.key]


def test_a_save_that_is_on_its_way_meanwhile_is_refused_in_words(table: Table) -> None:
    workbook, draft = table.workbook, a_draft(an_item("note"), text=SECRET)
    writer = table.writer
    remove(workbook)
    with pytest.raises(LogGone):
        workbook.keep([draft], by=writer)
    assert not Entry.objects.exists()
