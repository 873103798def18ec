"""Publishing editions: what a new version may be, and what it changes."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from barnraise.instruments.diff import Changes, compare, returned_as_another
from barnraise.instruments.document import Instrument
from barnraise.instruments.models import CARRIED, Edition
from barnraise.instruments.offers import move, offer, offered, put_first, withdraw
from barnraise.instruments.parser import decoded, parse
from barnraise.ledger.removal import removal
from barnraise.ledger.writer import write_transaction

__all__ = [  # what an edition can do is found here, offers included
    "NotPublished",
    "Published",
    "find",
    "load_built_in",
    "offer",
    "offered",
    "publish",
    "put_first",
    "withdraw",
]

LIBRARY = Path(__file__).parent / "library"
BUILT_IN = ("partnership-readiness.yaml",)

logger = logging.getLogger(__name__)


class NotPublished(Exception):  # noqa: N818 - said as people say it
    """A question set that may not be published; its text says why."""

    @property
    def sentence(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Published:
    """An edition, whether it came just now, and what it changes against the version before it."""

    edition: Edition
    is_new: bool
    changes: Changes


def publish(text: str, *, name: str = "document") -> Published:
    """Store a document as an edition for good; the same bytes twice are one edition.

    Raises NotAQuestionSet when the document has faults (`name` is its file's name), NotPublished
    when it has none but may not be a version of its set. A set that is offered is offered in its
    new version from now on; workbooks keep the version they began with.
    """
    instrument = parse(text, name)
    digest = Edition.digest(text)
    with write_transaction():
        there = Edition.objects.filter(sha256=digest).first()
        same = None if there is None or there.is_carried else there
        earlier = _earlier(instrument, same)
        if same is None:
            _check(instrument, earlier)
        changes = compare(earlier[0].instrument if earlier else None, instrument)
        edition = same or _stored(instrument, text, there)
        if same is None:
            move(edition)
    return Published(edition, same is None, changes)


def _stored(instrument: Instrument, text: str, carried: Edition | None) -> Edition:
    """A new edition; one that was carried here before takes its own name at last."""
    if carried is None:
        return Edition.objects.create(
            key=instrument.key,
            version=instrument.version,
            sha256=Edition.digest(text),
            document=text,
        )
    with removal("published after it was carried here"):
        Edition.objects.filter(pk=carried.pk).update(key=instrument.key, version=instrument.version)
    carried.refresh_from_db()
    return carried


def _earlier(instrument: Instrument, same: Edition | None) -> list[Edition]:
    """The set's other versions, newest first: all of them, or those before one already here."""
    editions = Edition.objects.filter(key=instrument.key).order_by("-version")
    return list(editions.filter(version__lt=same.version) if same else editions)


def _check(instrument: Instrument, earlier: list[Edition]) -> None:
    if not earlier:
        return
    key, version, latest = instrument.key, instrument.version, earlier[0].version
    numbers = {"key": key, "version": version, "latest": latest}
    if any(edition.version == version for edition in earlier):
        raise NotPublished(
            _(
                "Version %(version)d of “%(key)s” is published already, with other words. "
                "What is published never changes: give this document a version above %(latest)d."
            )
            % numbers
        )
    if version < latest:
        raise NotPublished(
            _(
                "“%(key)s” is published in version %(latest)d already: "
                "give this document a version above %(latest)d, not %(version)d."
            )
            % numbers
        )
    _check_returning(instrument, earlier)


def _check_returning(instrument: Instrument, earlier: list[Edition]) -> None:
    keys = returned_as_another(instrument, [edition.instrument for edition in earlier])
    if keys:
        raise NotPublished(
            _(
                "An earlier version used %(keys)s for something else, and a key never changes "
                "its meaning: choose new keys."
            )
            % {"keys": ", ".join(f"“{key}”" for key in keys)}
        )


def find(key: str, version: int | None = None) -> Edition | None:
    """An edition by its set's key and version; the latest when no version is named."""
    editions = Edition.objects.filter(key=key).order_by("-version")
    return (editions if version is None else editions.filter(version=version)).first()


def load_built_in() -> None:
    """Publish and offer the question sets that come with the program; a query when all are there.

    A host's own later version of such a set is respected, and so is a host's decision not to
    offer it: only a set that was never here is offered by itself.
    """
    files = {Edition.digest(text): (name, text) for name, text in _built_in()}
    published = Edition.objects.exclude(key__startswith=CARRIED).filter(sha256__in=files)
    here = set(published.values_list("sha256", flat=True))
    for digest, (name, text) in files.items():
        if digest not in here:
            _load(name, text)


def _built_in() -> Iterator[tuple[str, str]]:
    for name in BUILT_IN:
        yield name, decoded((LIBRARY / name).read_bytes(), name)


def _load(name: str, text: str) -> None:
    with write_transaction():
        was_known = find(parse(text, name).key) is not None
        try:
            published = publish(text, name=name)
        except NotPublished as reason:
            logger.warning("%s was not loaded: %s", name, reason)
        else:
            if not was_known:
                offer(published.edition)
