"""A partnership, the devices that opened its links, and the people who sit at its table."""

import secrets
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from barnraise.partnerships.names import one_line, signature_line
from barnraise.ui.mixed_text import by_person

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 or o, no 1, i or l: they are read aloud


def random_word(length: int) -> str:
    """`length` random letters and digits, about 4.95 bits each."""
    return "".join(secrets.choice(ALPHABET) for _place in range(length))


def new_slug() -> str:
    return random_word(10)


def today() -> date:
    """The day it is, in UTC."""
    return timezone.now().date()


class Role(models.TextChoices):
    """What a link lets its holder do."""

    KEEPER = "keeper", _("keeper")
    WRITER = "writer", _("writer")
    READER = "reader", _("reader")


class Partnership(models.Model):
    """The tenant: a group of organizations and residents who work on one thing together."""

    slug = models.CharField(max_length=16, unique=True, default=new_slug)
    name = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    example_until = models.DateTimeField(null=True, blank=True, db_index=True)
    keeper_digest = models.CharField(max_length=64, unique=True)
    keeper_generation = models.PositiveIntegerField(default=1)
    writer_generation = models.PositiveIntegerField(default=1)
    reader_generation = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Exact(Length("keeper_digest"), 64),
                name="partnerships_keeper_digest_is_sha256",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name, or words for a partnership that gave none."""
        return by_person(self.name) or str(_("Our workbook"))

    @property
    def is_example(self) -> bool:
        return self.example_until is not None

    def rename(self, name: str) -> None:
        """Give it another name, or none."""
        self.name = one_line(name, 120)
        self.save(update_fields=["name"])

    def generation(self, role: str) -> int:
        """How often the link of this role was made; a replaced link is an older generation."""
        return int(getattr(self, f"{role}_generation"))


class Device(models.Model):
    """A browser that opened a link: known by a cookie of which only the SHA-256 is kept."""

    digest = models.CharField(max_length=64, unique=True)
    first_seen = models.DateTimeField(default=timezone.now)


class Member(models.Model):
    """A device's place at a table, and the name its person chose to sign with, if any.

    One that ended stays for what was written from it, with a device that nobody holds.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="members")
    device = models.ForeignKey(Device, models.CASCADE, related_name="members")
    role = models.CharField(max_length=8, choices=Role.choices)
    generation = models.PositiveIntegerField()
    name = models.CharField(max_length=80, blank=True)
    organization = models.CharField(max_length=120, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    seen_on = models.DateField(default=today)
    ended_at = models.DateTimeField(null=True, blank=True)
    arrival = models.PositiveIntegerField(null=True, blank=True)  # see `arrivals`

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "device"], name="partnerships_one_place_per_device"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="partnerships_member_role_is_known"
            ),
        ]

    @property
    def signature(self) -> tuple[str, str]:
        """Name and organization as they are signed under what this person writes."""
        return self.name, self.organization

    @property
    def said_by(self) -> str:
        """The signature in one line, "" for none."""
        return signature_line(*self.signature)

    @property
    def link_was_replaced(self) -> bool:
        return self.generation != self.partnership.generation(self.role)

    @property
    def may_write(self) -> bool:
        return self.role != Role.READER

    @property
    def keeps(self) -> bool:
        return self.role == Role.KEEPER

    def stay_seated(self) -> None:
        """Go on as before, although the link this place was opened with was just replaced."""
        self.generation = self.partnership.generation(self.role)
        self.save(update_fields=["generation"])

    def sign(self, name: str, organization: str) -> None:
        """Say who writes from this device; earlier entries keep the signature they had."""
        self.name, self.organization = one_line(name, 80), one_line(organization, 120)
        self.save(update_fields=["name", "organization"])


class Opening(models.Model):
    """A link that a known browser has just opened: counts as soon as it comes with its new secret.

    Until then its old secret is good: an answer that is lost on its way takes nothing away. Without
    a device the browser came with another new secret first, and this one starts afresh.
    """

    digest = models.CharField(max_length=64, unique=True)
    device = models.ForeignKey(Device, models.CASCADE, null=True, related_name="openings")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    role = models.CharField(max_length=8, choices=Role.choices)
    generation = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now, db_index=True)


class EndedSeat(models.Model):
    """That a device's secret opens a table no more: a digest of both, for a restore to know."""

    mark = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)


class Counter(models.Model):
    """How often something was asked by someone (a keyed digest) in one window of time."""

    kind = models.CharField(max_length=16)
    who = models.CharField(max_length=32)
    window = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "who", "window"], name="partnerships_one_counter"
            )
        ]
