"""`barnraise report`: a workbook, or every one, as documents on this machine's disk."""

import json
import re
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from barnraise.house.atomic_file import AS_USUAL, atomic_file
from barnraise.house.cli.output import fail, say
from barnraise.house.env import UsageError
from barnraise.house.startup import one_connection, pending
from barnraise.reports.build.paper_form import PaperOptions, paper_form_of
from barnraise.reports.build.report import report_of
from barnraise.reports.errors import CannotBeMade
from barnraise.reports.file_kinds import BLANK, FILE_KINDS
from barnraise.reports.verify.count import Verification
from barnraise.workbook.models import Workbook
from barnraise.workbook.state.load import snapshot_of

ADDRESS = re.compile(r"(?:.*/w/)?([a-z0-9]+)/?.*")
FORM_ENDING = "pdf"


@dataclass(frozen=True)
class Made:
    """One document on the disk, or the sentence why there is none."""

    slug: str
    path: Path
    size: int = 0
    counts: dict[str, tuple[int, int]] | None = None
    why_not: str = ""


def run(args: Namespace) -> int:
    """Make each, say how far it is; 1 when one of them could not be made."""
    form, language = _form(args.format), _language(args.language)
    with one_connection():
        if pending():
            raise UsageError(
                "The database is not up to date; `barnraise run` brings it up to date."
            )
        books = _books(args)
        folder, file = _place(args, alone=not args.all)
        made = [
            _made(book, form, language, file or folder / _name(form, book), f"{n} of {len(books)}")
            for n, book in enumerate(books, 1)
        ]
    _tell(args, made)
    return 1 if any(each.why_not for each in made) else 0


def _form(name: str) -> str:
    """A format by its name in addresses, or the first one whose files end so."""
    wanted = name.lower().lstrip(".")
    for known, form in FILE_KINDS.items():
        if wanted in {known, form.ending}:
            return known
    if wanted == BLANK:
        return BLANK
    there = ", ".join(map(_called, FILE_KINDS))
    raise UsageError(
        f"There is no format {name!r}. There are: {there}, {BLANK} (a form to fill in)."
    )


def _called(name: str) -> str:
    return name if FILE_KINDS[name].ending == name else f"{name} (.{FILE_KINDS[name].ending})"


def _language(code: str) -> str:
    known = [known for known, _name in settings.LANGUAGES]
    if code not in known:
        raise UsageError(f"Barnraise does not speak {code!r} yet. It speaks: {', '.join(known)}.")
    return code


def _books(args: Namespace) -> list[Workbook]:
    rows = Workbook.objects.select_related("partnership", "edition").order_by("pk")
    if args.all:
        return list(rows)
    match = ADDRESS.fullmatch(args.workbook)
    book = rows.filter(partnership__slug=match[1]).first() if match else None
    if book is None:
        raise UsageError(
            f"There is no workbook {args.workbook!r} here. Its name is the part of its address "
            "after /w/."
        )
    return [book]


def _place(args: Namespace, *, alone: bool) -> tuple[Path, Path | None]:
    """The folder, and the one file where that was named."""
    wanted = Path(args.output or ".").expanduser()
    if (args.output or "").endswith("/") or not alone:
        wanted.mkdir(parents=True, exist_ok=True)
    if wanted.is_dir():
        return wanted, None
    if not wanted.parent.is_dir():
        raise UsageError(f"There is no folder {wanted.parent}. Make it first, or name another.")
    return wanted.parent, wanted


def _name(form: str, book: Workbook) -> str:
    slug = book.partnership.slug
    return (
        FILE_KINDS[form].file_name(slug)
        if form in FILE_KINDS
        else f"barnraise-{slug}-form.{FORM_ENDING}"
    )


def _made(book: Workbook, form: str, language: str, path: Path, place: str) -> Made:
    slug, title = book.partnership.slug, book.partnership.title
    say(f"{place}: {title} ({slug})")
    try:
        with override(language):
            checked = _checked(book, form, language)
    except CannotBeMade as refusal:
        return Made(slug, path, why_not=refusal.sentence)
    if not checked.complete:
        missing = ", ".join(checked.problems[:5])
        return Made(slug, path, why_not=f"It lost something while it was made: {missing}.")
    _write(path, checked.data)
    return Made(slug, path, len(checked.data), checked.counts)


def _checked(book: Workbook, form: str, language: str) -> Verification:
    # Only now: every library for documents comes with it, and what is refused needs none.
    from barnraise.reports.formats import make  # noqa: PLC0415

    if form == BLANK:
        title = book.partnership.title
        return make(
            form,
            paper_form_of(book.edition, title, language, PaperOptions(way=snapshot_of(book).way)),
        )
    return make(form, report_of(book, language, timezone.now()))


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: a document that was there before stays until the new one is."""
    try:
        with atomic_file(path, mode=AS_USUAL) as file:
            file.write(data)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error


def _tell(args: Namespace, made: list[Made]) -> None:
    if args.json:
        print(json.dumps([*_as_json(made)]))
    for each in made if not args.json else ():
        if not each.why_not:
            counts = (each.counts or {}).items()
            counted = ", ".join(f"{kind} {there} of {many}" for kind, (there, many) in counts)
            print(f"{each.path}: {each.size / 1000:,.0f} kB. Counted: {counted}.")
    for each in made:
        if each.why_not:
            fail(f"{each.slug} was not made. {each.why_not}")
    if not made:
        say("there is no workbook here yet")


def _as_json(made: list[Made]) -> Iterator[dict[str, object]]:
    for each in made:
        if each.why_not:
            yield {"workbook": each.slug, "ok": False, "why": each.why_not}
        else:
            row = {"file": str(each.path), "bytes": each.size, "counts": each.counts}
            yield {"workbook": each.slug, "ok": True, **row}
