"""Private links. The keeper's is random and kept as a digest; the others are derived by HMAC.

A derived link can be shown again at any time, yet the database holds nothing that opens anything:
the key lies in a file of the data folder (docs/explanation/links.md).
"""

import base64
import hashlib
import hmac
import re

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.dispatch import Signal

from barnraise.ledger.events import log_event
from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.models import Partnership, Role, random_word

KEEPER_LENGTH = 28  # letters; 138 bits
KEPT = re.compile(r"k[2-9a-z]{28}")
DERIVED = re.compile(r"([wr])([a-z0-9]{10})([a-z2-7]{26})")
LETTERS = {"w": Role.WRITER, "r": Role.READER}

ended = Signal()  # what opened a workbook opens nothing any more, and that is on disk


def new_keeper_token() -> str:
    """A token for the keeper; only `digest` of it is ever stored."""
    return "k" + random_word(KEEPER_LENGTH)


def digest(token: str) -> str:
    """SHA-256 of a token, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def derived_token(partnership: Partnership, role: Role) -> str:
    """The write or read link's token: role letter, public id, 128 bits of HMAC-SHA-256."""
    message = f"{partnership.slug}:{role}:{partnership.generation(role)}".encode()
    mac = hmac.new(settings.LINK_KEY.encode(), message, hashlib.sha256).digest()[:16]
    text = base64.b32encode(mac).decode().rstrip("=").lower()
    return f"{role[0]}{partnership.slug}{text}"


def resolve_token(token: str) -> tuple[Partnership, Role] | None:
    """The partnership and role a token opens, or None; compared in constant time."""
    if KEPT.fullmatch(token):
        kept = Partnership.objects.filter(keeper_digest=digest(token)).first()
        return (kept, Role.KEEPER) if kept else None
    found = DERIVED.fullmatch(token)
    partnership = Partnership.objects.filter(slug=found[2]).first() if found else None
    if found is None or partnership is None:
        return None
    role = LETTERS[found[1]]
    same = hmac.compare_digest(derived_token(partnership, role), token)
    return (partnership, role) if same else None


def replace_link(partnership: Partnership, role: Role) -> str:
    """Make a new link of this role; the old one, and what was opened with it, end at once.

    A keeper who replaces their own link has to be seated again (see `views`).
    """
    field = f"{role}_generation"
    changes: dict[str, object] = {field: F(field) + 1}
    token = new_keeper_token() if role == Role.KEEPER else ""
    if token:
        changes["keeper_digest"] = digest(token)
    with write_transaction():
        Partnership.objects.filter(pk=partnership.pk).update(**changes)
        partnership.refresh_from_db()
        log_event("link_replaced", workbook=partnership.slug, role=role)
        transaction.on_commit(announce_end)
    return token or derived_token(partnership, role)


def roles_below(role: Role) -> tuple[Role, ...]:
    """The roles whose links are shown to whoever has this one, apart from its own."""
    below = {Role.KEEPER: (Role.WRITER, Role.READER), Role.WRITER: (Role.READER,)}
    return below.get(role, ())


def announce_end() -> None:
    """Tell whoever listens that something ended which a restore must not revive."""
    ended.send(sender=Partnership)
