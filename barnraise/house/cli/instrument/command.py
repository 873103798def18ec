"""`barnraise instrument`: check, list and publish question sets, and choose which comes first."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from barnraise.house.cli import failed
from barnraise.house.cli.export_instrument import edition_named, export
from barnraise.house.cli.import_instrument import bring
from barnraise.house.cli.instrument_files import from_library, library, read
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


def act(said: Namespace) -> int:
    """Do what the verb says."""
    try:
        return _VERBS[said.verb](said)
    except NotAQuestionSet as error:
        return _problems(error, said)
    except NotPublished as error:
        return failed(str(error))


def _problems(error: NotAQuestionSet, said: Namespace) -> int:
    if said.json:
        found = [{"line": p.line, "key": p.key, "sentence": p.sentence} for p in error.problems]
        print(json.dumps({"ok": False, "problems": found}))
    else:
        print(error, file=sys.stderr)
    return 1


def _check(said: Namespace) -> int:
    instrument = parse(read(said.file), name=said.file)
    stages, questions = len(instrument.stages), len(instrument.questions)
    if said.json:
        print(json.dumps({"ok": True, "stages": stages, "questions": questions}))
    else:
        print(f"{said.file} is a question set: {stages} stages, {questions} questions.")
    return 0


def _list(said: Namespace) -> int:
    if said.library:
        return _list_library(said)
    _up_to_date()
    rows = [_row(edition, first=place == 0) for place, edition in enumerate(offered())]
    if said.json:
        print(json.dumps(rows))
        return 0
    for row in rows:
        first = "  (comes first)" if row["first"] else ""
        print(
            f"{row['key']}@{row['version']}  {', '.join(row['languages'])}  {row['title']}{first}"
        )
    return 0


def _list_library(said: Namespace) -> int:
    sets = {name: parse(read(str(path)), name=name) for name, path in library().items()}
    rows = [
        {"name": name, "title": one.title.in_(one.languages[0]), "questions": len(one.questions)}
        for name, one in sets.items()
    ]
    if said.json:
        print(json.dumps(rows))
        return 0
    for row in rows:
        print(f"{row['name']}  {row['questions']} questions  {row['title']}")
    return 0


def _publish(said: Namespace) -> int:
    _up_to_date()
    file = from_library(said.file) if said.library else said.file
    done = publish(read(file), name=file)
    changes = {kind: list(getattr(done.changes, kind)) for kind in ("new", "changed", "removed")}
    if said.json:
        print(json.dumps({**_row(done.edition), "is_new": done.is_new, "changes": changes}))
        return 0
    if not done.is_new:
        print(f"{done.edition.key}@{done.edition.version} is this very document; nothing changed.")
        return 0
    print(f"Published {done.edition.key}@{done.edition.version}.")
    for kind, keys in changes.items():
        print(f"  {kind}: {', '.join(keys) or 'none'}")
    return 0


def _default(said: Namespace) -> int:
    return _placed(said, put_first, "comes first now")


def _offer(said: Namespace) -> int:
    return _placed(said, offer, "is offered now")


def _withdraw(said: Namespace) -> int:
    return _placed(said, withdraw, "is offered no more")


def _placed(said: Namespace, act: Callable[[Edition], None], told: str) -> int:
    """Change what is offered, and say what is so now."""
    _up_to_date()
    edition = edition_named(said.which)
    act(edition)
    there = [each.sha256 for each in offered()]
    row = _row(edition, offered=edition.sha256 in there, first=there[:1] == [edition.sha256])
    print(json.dumps(row) if said.json else f"{edition.key}@{edition.version} {told}.")
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


def _export(said: Namespace) -> int:
    _up_to_date()
    return export(said)


def _import(said: Namespace) -> int:
    if said.publish and not said.dry_run:
        _up_to_date()
    return bring(said)


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
