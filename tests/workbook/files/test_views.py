"""The file over HTTP: who gets it, and what becomes of one that is given to a server."""

import json
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from barnraise.partnerships.links import resolve_token
from barnraise.partnerships.models import Partnership, Role
from barnraise.workbook.example.create import remove
from barnraise.workbook.files import upload
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.files.schema import FILE
from barnraise.workbook.models import Entry, Workbook
from tests.cast import Table
from tests.workbook.files.conftest import state

pytestmark = pytest.mark.django_db


def give(client: Client, data: bytes, **more: str) -> HttpResponse:
    answer: HttpResponse = client.post(  # type: ignore[assignment]
        "/files/", {"file": SimpleUploadedFile("workbook.json", data), **more}
    )
    return answer


@pytest.mark.parametrize("who", ["reader", "writer", "keeper"])
def test_everyone_who_can_read_the_workbook_can_take_its_file(
    rich: Table, file: bytes, who: str
) -> None:
    answer = rich.client(who).get(f"/w/{rich.slug}/file/")
    assert answer.content == file
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == f'attachment; filename="barnraise-{rich.slug}.json"'


def test_a_file_that_is_opened_seats_its_giver_as_the_keeper(
    rich: Table, file: bytes, client: Client
) -> None:
    remove(rich.partnership)
    answer = give(client, file)
    assert answer.status_code == 302, answer.content
    partnership = Partnership.objects.get()
    assert answer["Location"] == f"/w/{partnership.slug}/"
    assert partnership.slug != rich.slug
    token = client.cookies["barnraise_fresh"].value
    assert resolve_token(token) == (partnership, Role.KEEPER)
    page = client.get(answer["Location"]).content.decode()
    assert token in page
    assert "Opened, with all of its" in page
    again = client.get(f"/w/{partnership.slug}/file/").json()
    assert again["entries"] == json.loads(file)["entries"]
    assert again["from_file"] is None  # it bears our seal, so we know of every name in it


def test_a_workbook_that_is_here_is_offered_to_those_who_have_a_place_at_it(
    rich: Table, file: bytes
) -> None:
    before = export_file(rich.workbook)
    for who in ("reader", "writer", "keeper"):
        answer = give(rich.client(who), file)
        assert answer.status_code == 409
        assert f'href="/w/{rich.slug}/"' in answer.content.decode()
        assert "Or make a copy" in answer.content.decode()
    assert Workbook.objects.count() == 1
    assert export_file(rich.workbook) == before


def test_a_copy_is_made_when_who_has_a_place_asks_for_it(rich: Table, file: bytes) -> None:
    answer = give(rich.client("writer"), file, copy="yes")
    assert answer.status_code == 302
    assert rich.slug not in answer["Location"]
    assert Partnership.objects.exclude(slug=rich.slug).get().name.endswith(" (copy)")


SLUG, TOKEN, UUID, DRAWN = (
    rb"(?<=/w/)[2-9a-z]{10}",
    rb"k[2-9a-z]{28}",
    rb'(?<=~id" value=")[0-9a-f-]{36}',
    rb'(?<=stroke="#000" d=")[^"]+',  # a link as a QR code
)
FORM_TOKEN, LENGTH = rb'(?<=value=")[0-9A-Za-z]{64}(?=")', rb"^\d{5,}$"
RANDOM = re.compile(b"|".join((SLUG, TOKEN, UUID, DRAWN, FORM_TOKEN, LENGTH)))


Told = tuple[int, list[tuple[str, bytes]], list[tuple[str, int]], bytes]


def _told(client: Client, data: bytes, **more: str) -> Told:
    """All that a browser learns from giving a file, but for what is random each time."""
    answer = give(client, data, **more)
    page = client.get(answer["Location"])
    cookies = sorted((name, len(each.value)) for name, each in client.cookies.items())
    headers = [
        (name, RANDOM.sub(b"", value.encode()))
        for sent in (answer, page)
        for name, value in sorted(sent.items())
    ]
    assert not answer.content
    return answer.status_code, headers, cookies, RANDOM.sub(b"", page.content)


@pytest.mark.parametrize("more", [{}, {"copy": "yes"}], ids=["opened", "as a copy"])
@pytest.mark.parametrize("who", ["nobody", "stranger"])
def test_who_has_no_place_at_a_workbook_hears_the_same_whether_it_is_here_or_not(
    rich: Table, file: bytes, who: str, more: dict[str, str]
) -> None:
    secret = rich.seat("stranger").secret if who == "stranger" else ""
    browsers = []
    for _time in range(2):
        browsers.append(Client())
        if secret:
            browsers[-1].cookies[settings.DEVICE_COOKIE_NAME] = secret
    here = _told(browsers[0], file, **more)
    remove(rich.partnership)
    not_here = _told(browsers[1], file, **more)
    assert b"Juniper" in here[-1]
    assert here == not_here


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Choose a workbook file first."),
        (b"Hello", "This is not a workbook file."),
        (b"\xff\xfe\x00", "cannot be read as text"),
        (b'{"format": "barnraise workbook",', "cut short (near line 1)"),
        (b'{"format": "barnraise workbook", "format_version": 3}', "its form is 3"),
    ],
)
def test_what_cannot_be_opened_gets_a_sentence_and_changes_nothing(
    client: Client, data: bytes, words: str
) -> None:
    answer = give(client, data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Workbook.objects.exists()


def test_a_file_that_is_too_large_is_not_even_held(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "MAX_BYTES", 50_000)
    answer = give(client, b"{" + b" " * 200_000)
    assert answer.status_code == 422
    assert "larger than any workbook" in answer.content.decode()


def test_a_file_larger_than_other_uploads_may_be_is_taken(
    rich: Table, file: bytes, client: Client
) -> None:
    remove(rich.partnership)
    padded = file.replace(b"\n", b"\n" + b" " * 300_000)
    assert len(padded) > 7_000_000
    assert give(client, padded).status_code == 302


def test_words_of_a_file_are_shown_as_words(rich: Table, file: bytes, client: Client) -> None:
    name = "<script>alert(1)</script>"
    evil = b'{"format": "barnraise workbook", "' + name.encode() + b'": 1.5, "x": 1.5}'
    twice = evil.replace(b"1.5", b"1").replace(b'"x"', b'"' + name.encode() + b'"')
    assert name not in give(client, evil).content.decode()
    assert "&lt;script&gt;" in give(client, twice).content.decode()


def test_too_many_files_from_one_place_are_refused(client: Client) -> None:
    answers = [give(client, b"").status_code for _time in range(31)]
    assert answers == [422] * 30 + [429]


def test_a_file_that_would_not_come_back_whole_is_not_given_away(
    rich: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("barnraise.workbook.files.views.export_file", lambda _workbook: b"{}")
    answer = rich.client("keeper").get(f"/w/{rich.slug}/file/")
    assert answer.status_code == 409
    assert "did not come out whole" in answer.content.decode()


def test_the_description_is_served_as_it_is_published(client: Client) -> None:
    answer = client.get("/files/schema.json")
    assert answer.content == FILE.read_bytes()
    assert json.loads(answer.content)["title"] == "Barnraise workbook file (2)"


def test_a_form_without_its_token_is_refused_before_the_file_is_read(
    rich: Table, file: bytes
) -> None:
    before = state()
    remove_token = Client(enforce_csrf_checks=True)
    assert give(remove_token, file).status_code == 403
    assert state() == before
    assert Entry.objects.exists()
