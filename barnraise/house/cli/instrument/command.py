"""`barnraise instrument`: check, list and publish question sets, and choose which comes first."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from barnraise.house.cli.instrument.export_set import edition_named, export_set
from barnraise.house.cli.instrument.files import from_library, library, read
from barnraise.house.cli.instrument.import_set import import_set
from barnraise.house.cli.instrument.next_step import tell_how_to_offer
from barnraise.house.cli.output import fail
from barnraise.house.env import UsageError
from barnraise.house.startup import pending
from barnraise.instruments.models import Edition
from barnraise.instruments.parser import NotAQuestionSet, parse
from barnraise.instruments.publish import (
    NotPublished,
    offer,
    offered,
    publish,
    put_first,
    withdraw,
)


def run(args: Namespace) -> int:
    """Do what the verb says."""
    try:
        return _VERBS[args.verb](args)
    except NotAQuestionSet as error:
        return _problems(error, args)
    except NotPublished as error:
        return fail(str(error))


def _problems(error: NotAQuestionSet, args: Namespace) -> int:
    if args.json:
        found = [{"line": p.line, "key": p.key, "sentence": p.sentence} for p in error.problems]
        print(json.dumps({"ok": False, "problems": found}))
    else:
        print(error, file=sys.stderr)
    return 1


def _check(args: Namespace) -> int:
    instrument = parse(read(args.file), name=args.file)
    stages, questions = len(instrument.stages), len(instrument.questions)
    if args.json:
        print(json.dumps({"ok": True, "stages": stages, "questions": questions}))
    else:
        print(f"{args.file} is a question set: {stages} stages, {questions} questions.")
    return 0


def _list(args: Namespace) -> int:
    if args.library:
        return _list_library(args)
    _up_to_date()
    rows = [_row(edition, first=place == 0) for place, edition in enumerate(offered())]
    if args.json:
        print(json.dumps(rows))
        return 0
    for row in rows:
        first = "  (comes first)" if row["first"] else ""
        print(
            f"{row['key']}@{row['version']}  {', '.join(row['languages'])}  {row['title']}{first}"
        )
    return 0


def _list_library(args: Namespace) -> int:
    sets = {name: parse(read(str(path)), name=name) for name, path in library().items()}
    rows = [
        {"name": name, "title": one.title.in_(one.languages[0]), "questions": len(one.questions)}
        for name, one in sets.items()
    ]
    if args.json:
        print(json.dumps(rows))
        return 0
    for row in rows:
        print(f"{row['name']}  {row['questions']} questions  {row['title']}")
    return 0


def _publish(args: Namespace) -> int:
    _up_to_date()
    file = from_library(args.file) if args.library else args.file
    done = publish(read(file), name=file)
    changes = {kind: list(getattr(done.changes, kind)) for kind in ("new", "changed", "removed")}
    if args.json:
        print(json.dumps({**_row(done.edition), "is_new": done.is_new, "changes": changes}))
        return 0
    if not done.is_new:
        print(f"{done.edition.key}@{done.edition.version} is this very document; nothing changed.")
        return 0
    print(f"Published {done.edition.key}@{done.edition.version}.")
    for kind, keys in changes.items():
        print(f"  {kind}: {', '.join(keys) or 'none'}")
    tell_how_to_offer(done.edition)
    return 0


def _default(args: Namespace) -> int:
    return _placed(args, put_first, "comes first now")


def _offer(args: Namespace) -> int:
    return _placed(args, offer, "is offered now")


def _withdraw(args: Namespace) -> int:
    return _placed(args, withdraw, "is offered no more")


def _placed(args: Namespace, act: Callable[[Edition], None], sentence: str) -> int:
    """Change what is offered, and say what is so now."""
    _up_to_date()
    edition = edition_named(args.which)
    act(edition)
    there = [each.sha256 for each in offered()]
    row = _row(edition, offered=edition.sha256 in there, first=there[:1] == [edition.sha256])
    print(json.dumps(row) if args.json else f"{edition.key}@{edition.version} {sentence}.")
    return 0


def _row(edition: Edition, **more: Any) -> dict[str, Any]:
    instrument = edition.instrument
    return {
        "key": edition.key,
        "version": edition.version,
        "sha256": edition.sha256,
        "title": instrument.title.in_(instrument.languages[0]),
        "languages": list(instrument.languages),
        **more,
    }


def _export(args: Namespace) -> int:
    _up_to_date()
    return export_set(args)


def _import(args: Namespace) -> int:
    if args.publish and not args.dry_run:
        _up_to_date()
    return import_set(args)


def _up_to_date() -> None:
    if pending():
        raise UsageError("The database is not up to date; `barnraise run` brings it up to date.")


_VERBS = {
    "check": _check,
    "list": _list,
    "publish": _publish,
    "default": _default,
    "offer": _offer,
    "withdraw": _withdraw,
    "export": _export,
    "import": _import,
}
