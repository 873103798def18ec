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

from barnraise.house.cli import failed
from barnraise.house.cli.progress import say
from barnraise.house.env import UsageError
from barnraise.house.startup import one_connection, pending
from barnraise.reports.build.paper_form import PaperOptions, paper_form_of
from barnraise.reports.build.report import report_of
from barnraise.reports.errors import CannotBeMade
from barnraise.reports.formats import BLANK, FORMATS, make
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


def act(said: Namespace) -> int:
    """Make each, say how far it is; 1 when one of them could not be made."""
    form, language = _form(said.format), _language(said.language)
    with one_connection():
        if pending():
            raise UsageError(
                "The database is not up to date; `barnraise run` brings it up to date."
            )
        books = _books(said)
        folder, file = _place(said, alone=not said.all)
        made = [
            _made(book, form, language, file or folder / _name(form, book), f"{n} of {len(books)}")
            for n, book in enumerate(books, 1)
        ]
    _tell(said, made)
    return 1 if any(each.why_not for each in made) else 0


def _form(said: str) -> str:
    """A format by its name in addresses, or the first one whose files end so."""
    wanted = said.lower().lstrip(".")
    for name, form in FORMATS.items():
        if wanted in {name, form.ending}:
            return name
    if wanted == BLANK:
        return BLANK
    known = ", ".join(_called(name) for name in FORMATS)
    raise UsageError(
        f"There is no format {said!r}. There are: {known}, {BLANK} (a form to fill in)."
    )


def _called(name: str) -> str:
    return name if FORMATS[name].ending == name else f"{name} (.{FORMATS[name].ending})"


def _language(said: str) -> str:
    known = [code for code, _name in settings.LANGUAGES]
    if said not in known:
        raise UsageError(f"Barnraise does not speak {said!r} yet. It speaks: {', '.join(known)}.")
    return said


def _books(said: Namespace) -> list[Workbook]:
    rows = Workbook.objects.select_related("partnership", "edition").order_by("pk")
    if said.all:
        return list(rows)
    found = ADDRESS.fullmatch(said.workbook)
    book = rows.filter(partnership__slug=found[1]).first() if found else None
    if book is None:
        raise UsageError(
            f"There is no workbook {said.workbook!r} here. Its name is the part of its address "
            "after /w/."
        )
    return [book]


def _place(said: Namespace, *, alone: bool) -> tuple[Path, Path | None]:
    """The folder, and the one file where that was named."""
    wanted = Path(said.output or ".").expanduser()
    if (said.output or "").endswith("/") or not alone:
        wanted.mkdir(parents=True, exist_ok=True)
    if wanted.is_dir():
        return wanted, None
    if not wanted.parent.is_dir():
        raise UsageError(f"There is no folder {wanted.parent}. Make it first, or name another.")
    return wanted.parent, wanted


def _name(form: str, book: Workbook) -> str:
    slug = book.partnership.slug
    return (
        FORMATS[form].file_name(slug) if form in FORMATS else f"barnraise-{slug}-form.{FORM_ENDING}"
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
    if form == BLANK:
        title = book.partnership.title
        return make(
            form,
            paper_form_of(book.edition, title, language, PaperOptions(way=snapshot_of(book).way)),
        )
    return make(form, report_of(book, language, timezone.now()))


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: a document that was there before stays until the new one is."""
    fresh = path.with_name(f".{path.name}.part")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error


def _tell(said: Namespace, made: list[Made]) -> None:
    if said.json:
        print(json.dumps([*_as_json(made)]))
    for each in made if not said.json else ():
        if not each.why_not:
            counts = (each.counts or {}).items()
            counted = ", ".join(f"{kind} {there} of {many}" for kind, (there, many) in counts)
            print(f"{each.path}: {each.size / 1000:,.0f} kB. Counted: {counted}.")
    for each in made:
        if each.why_not:
            failed(f"{each.slug} was not made. {each.why_not}")
    if not made:
        say("there is no workbook here yet")


def _as_json(made: list[Made]) -> Iterator[dict[str, object]]:
    for each in made:
        if each.why_not:
            yield {"workbook": each.slug, "ok": False, "why": each.why_not}
        else:
            told = {"file": str(each.path), "bytes": each.size, "counts": each.counts}
            yield {"workbook": each.slug, "ok": True, **told}
