"""The one cast of the tests: Juniper Bend and its people, made with the rooms' own verbs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from barnraise.instruments.models import Edition
from barnraise.instruments.publish import publish
from barnraise.ledger.draft import Draft
from barnraise.ledger.removal import removal
from barnraise.partnerships.devices import digest_of, seat
from barnraise.partnerships.models import Device, Member, Partnership, Role
from barnraise.partnerships.openings import claim
from barnraise.workbook.models import Entry, SetAside, Workbook
from barnraise.workbook.rounds.start import start

SMALL_SET = Path(__file__).with_name("small-set.yaml")
ROLES = {
    "keeper": (Role.KEEPER, "Ana", "Juniper Bend Housing"),
    "writer": (Role.WRITER, "Ben", "Lakeside Schools"),
    "second": (Role.WRITER, "Chloe", "Tenants' Council"),
    "reader": (Role.READER, "", ""),
}


@dataclass(frozen=True)
class Seat:
    """A member, and the secret in their browser's cookie."""

    member: Member
    secret: str

    @property
    def client(self) -> Client:
        """A browser that holds the cookie."""
        browser = Client()
        browser.cookies[settings.DEVICE_COOKIE_NAME] = self.secret
        return browser


@dataclass(frozen=True)
class Table:
    """A partnership at its workbook; its people are seated when they are first asked for."""

    workbook: Workbook
    token: str

    @property
    def partnership(self) -> Partnership:
        return self.workbook.partnership

    @property
    def slug(self) -> str:
        return self.partnership.slug

    @cached_property
    def _seats(self) -> dict[str, Seat]:
        return {}

    def seat(self, who: str) -> Seat:
        """The seat of "keeper", "writer", "second" (another writer), "reader" or "stranger"."""
        if who not in self._seats:
            self._seats[who] = self._seated(who)
        return self._seats[who]

    def _seated(self, who: str) -> Seat:
        if who == "stranger":
            return a_table("Sumac Hill").seat("keeper")
        role, name, organization = ROLES[who]
        found = a_seat(self.partnership, role)
        found.member.sign(name, organization)
        return found

    def client(self, who: str) -> Client:
        """This person's browser."""
        return self.seat(who).client

    @property
    def keeper(self) -> Member:
        return self.seat("keeper").member

    @property
    def writer(self) -> Member:
        return self.seat("writer").member

    @property
    def second(self) -> Member:
        return self.seat("second").member

    @property
    def reader(self) -> Member:
        return self.seat("reader").member

    @property
    def stranger(self) -> Member:
        """Somebody with a place of their own, at another table."""
        return self.seat("stranger").member


def a_seat(partnership: Partnership, role: Role, secret: str = "") -> Seat:
    """A new browser, or the one with this secret, that has just opened a link of this role."""
    request, response = RequestFactory().post("/"), HttpResponse()
    if secret:
        request.COOKIES[settings.DEVICE_COOKIE_NAME] = secret
    seat(request, response, partnership, role)
    given = response.cookies[settings.DEVICE_COOKIE_NAME].value
    claim(digest_of(given))
    return Seat(partnership.members.get(device__digest=digest_of(given)), given)


def a_small_edition() -> Edition:
    """Two stages, five questions, English and Spanish."""
    return publish(SMALL_SET.read_text(encoding="utf-8"), name=SMALL_SET.name).edition


def a_table(name: str = "Juniper Bend", edition: Edition | None = None) -> Table:
    """A partnership that has just started a workbook, on the small set unless told otherwise."""
    started = start(name, edition or a_small_edition())
    return Table(started.workbook, started.token)


def a_draft(field: str, *sees: UUID, **value: str | bool) -> Draft:
    """Something said just now, by someone who saw these entries in the field."""
    return Draft(uuid4(), field, value, frozenset(sees))


def an_item(kind: str, question: str = "goal") -> str:
    """The address of a new note, view, piece of evidence or next step."""
    return f"{kind}/{question}/{uuid4().hex}"


@contextmanager
def forgotten() -> Iterator[None]:
    """What is written in the block is taken back at its end; for one example of a law."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def forget_everything() -> None:
    """Empty what only a removal can empty; needed after a test that commits for real."""
    with removal("a test is over"):
        Entry.objects.all().delete()
        SetAside.objects.all().delete()
        Partnership.objects.all().delete()
        Device.objects.all().delete()
        Edition.objects.all().delete()
