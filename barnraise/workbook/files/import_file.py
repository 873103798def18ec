"""Makes a workbook of a workbook file: all of it in one transaction, or nothing at all."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from barnraise.instruments.imported_editions import import_edition
from barnraise.instruments.models import Edition
from barnraise.ledger import erase
from barnraise.ledger.bulk_load import bulk_load
from barnraise.ledger.models import Removed
from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.links import digest, new_keeper_token
from barnraise.partnerships.models import Member, Partnership, new_slug, random_word
from barnraise.partnerships.names import one_line
from barnraise.partnerships.proxy_members import proxy_member
from barnraise.workbook.file_origin import FileOrigin, SealState
from barnraise.workbook.files.consistency import draft_of, moment
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.isolated import checked
from barnraise.workbook.files.layout import Tree
from barnraise.workbook.files.seal import seal_state
from barnraise.workbook.models import Entry, Round, SetAside, Workbook
from barnraise.workbook.rounds.start import Started

EARLIER_LINKS = 1_000_000_000  # more than anyone replaces; links of an earlier life open nothing


@dataclass(frozen=True)
class Imported(Started):
    """A workbook that came out of a file, and what is to be said about it."""

    is_copy: bool
    was_example: bool
    entries: int  # that the file has; what was removed for good since then is told by others


class HereAlready(Exception):  # noqa: N818 - said as people say it
    """The file's workbook is on this server; nothing was changed."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def import_file(data: bytes, *, as_copy: bool = False) -> Imported:
    """Make the workbook this file holds, with a keeper's link of its own.

    Raises Fault when it is no sound workbook file, and HereAlready when its workbook is on this
    server, unless a copy is wanted. Whatever is raised, nothing is kept.
    """
    return made_of(checked(data), as_copy=as_copy)


def made_of(tree: Tree, *, as_copy: bool, at_new_address: bool = False) -> Imported:
    """The same, from a tree that was checked.

    At a new address in any case, nothing tells whether the file's workbook is on this server.
    """
    slug = tree["partnership"]["slug"]
    try:
        with write_transaction():
            if Removed.objects.filter(name=slug).exists():
                raise FileError(Why.ERASED)
            here = _is_here(slug)
            if here and not (as_copy or at_new_address):
                raise HereAlready(slug)
            address = new_slug() if here or at_new_address else slug
            made = _made(tree, is_copy=here and as_copy, slug=address)
            if here:
                _erase_again(made.workbook, Workbook.objects.get(partnership__slug=slug))
                made.workbook.refresh_from_db()
            return made
    except IntegrityError:
        if not at_new_address and Partnership.objects.filter(slug=slug).exists():
            raise HereAlready(slug) from None  # it came twice at once, and this is the second
        raise


def _is_here(slug: str) -> bool:
    return Partnership.objects.filter(slug=slug).exists()


def _made(tree: Tree, *, is_copy: bool, slug: str) -> Imported:
    token, entries = new_keeper_token(), tree["log"]["entries"]
    partnership = _partnership(tree["partnership"], token, is_copy=is_copy, slug=slug)
    editions = import_edition((each["document"] for each in tree["editions"]), random_word(10))
    edition = editions[tree["rounds"][-1]["edition"]]
    origin = _origin(tree)
    workbook = Workbook.objects.create(
        partnership=partnership,
        edition=edition,
        from_file_at=origin.at,
        from_file_entries=origin.entries,
        from_file_seal=origin.seal,
    )
    table = _Table(partnership)
    bulk_load(workbook, [_entry(workbook, each, table) for each in tree["entries"]])
    for each in tree["rounds"]:
        _round(workbook, each, editions, table)
    for each in tree["set_aside"]:
        _set_aside(workbook, each, table)
    for each in tree["erased"]:
        _erased(workbook, each)
    return Imported(workbook, token, is_copy, tree["partnership"]["example"], entries)


def _origin(tree: Tree) -> FileOrigin:
    """Where the workbook comes from; what this server did not know when it sealed stays unknown."""
    seal = seal_state(tree, settings.LINK_KEY)
    if seal is SealState.HOLDS and (before := tree["from_file"]):
        return FileOrigin(moment(before["at"]), before["entries"], SealState(before["seal"]))
    return FileOrigin(timezone.now(), tree["log"]["entries"], seal)


def _partnership(row: Tree, token: str, *, is_copy: bool, slug: str) -> Partnership:
    """Under its old name; a copy says that it is one."""
    link = partial(secrets.randbelow, EARLIER_LINKS)
    return Partnership.objects.create(
        slug=slug,
        name=_copied(row["name"]) if is_copy else row["name"],
        started_at=moment(row["started_at"]),
        keeper_digest=digest(token),
        writer_generation=link() + 2,
        reader_generation=link() + 2,
    )


def _copied(name: str) -> str:
    """The name of a copy; a long name is shortened, the word for a copy is not."""
    whole = _("%(name)s (copy)")
    room = 120 - len(whole % {"name": ""})
    return one_line(whole % {"name": (name or _("Our workbook"))[:room].rstrip()}, 120)


@dataclass(frozen=True)
class _Table:
    """Seats for those who spoke elsewhere. Nobody here sits on them, so nobody can claim one."""

    partnership: Partnership
    writers: dict[int, Member] = field(default_factory=dict)
    people: dict[tuple[str, str], Member] = field(default_factory=dict)

    def writer(self, number: int) -> Member:
        """The seat of all who were this number in their field."""
        if number not in self.writers:
            self.writers[number] = proxy_member(self.partnership)
        return self.writers[number]

    def person(self, row: Mapping[str, str]) -> Member:
        """The seat of whoever signed like this."""
        name, organization = row["name"], row["organization"]
        if (name, organization) not in self.people:
            self.people[name, organization] = proxy_member(self.partnership, organization, name)
        return self.people[name, organization]


def _entry(workbook: Workbook, row: Tree, table: _Table) -> Entry:
    return Entry(
        log=workbook,
        version=row["version"],
        key=UUID(row["id"]),
        field=row["field"],
        value=row["value"],
        replaces=row["replaces"],
        edition=row["edition"],
        digest=row["digest"],
        by=table.writer(row["by"]),
        name=row["name"],
        organization=row["organization"],
        at=moment(row["at"]),
    )


def _round(workbook: Workbook, row: Tree, editions: Mapping[str, Edition], table: _Table) -> None:
    Round.objects.create(
        workbook=workbook,
        number=row["number"],
        edition=editions[row["edition"]],
        opened_at=moment(row["opened_at"]),
        opened_by=table.person(row["opened_by"]) if row["opened_by"] else None,
    )


def _set_aside(workbook: Workbook, row: Tree, table: _Table) -> None:
    draft = draft_of(row)
    kept = SetAside.objects.create(
        log=workbook,
        key=draft.id,
        digest=row["digest"],
        payload=draft.canonical.decode(),
        by=table.person(row["by"]),
        **row["by"],
    )
    SetAside.objects.filter(pk=kept.pk).update(at=moment(row["at"]))  # it is set by itself first


def _erased(workbook: Workbook, row: Tree) -> None:
    """What was removed for good, by which it is known if it comes again."""
    act = workbook.erasures.create(
        key=UUID(row["act"]),
        field=row["field"],
        words=row["words"],
        names=row["names"],
        name=row["by"]["name"],
        organization=row["by"]["organization"],
        at=moment(row["at"]),
    )
    model = workbook.erased.model
    marks = [model(log=workbook, erasure=act, key=UUID(key)) for key in row["entries"]]
    workbook.erased.bulk_create(marks)


def _erase_again(copied: Workbook, here: Workbook) -> None:
    """A file from before a removal brings nothing back: its copy loses what the workbook lost."""
    table = _Table(copied.partnership)
    for act in here.erasures.order_by("pk"):
        name, organization = signed = (act.name, act.organization)
        again = erase.Act(
            key=act.key,
            field=act.field,
            keys=frozenset(act.erased.values_list("key", flat=True)),
            words=act.words,
            names=act.names,
            signed=signed,
            at=act.at,
            whole=act.words,  # what was set aside there goes too: one cannot know whose it was
        )
        by = table.person({"name": name, "organization": organization})
        erase.erase(copied, again, by=by)
