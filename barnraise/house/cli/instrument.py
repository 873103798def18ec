"""`barnraise instrument`: check, list and publish question sets, and choose which comes first."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from barnraise.house.cli import failed
from barnraise.house.readying import pending
from barnraise.house.surroundings import Unclear
from barnraise.instruments.models import Edition
from barnraise.instruments.parsing import NotAQuestionSet, decoded, parse
from barnraise.instruments.publishing import NotPublished, find, offered, publish, put_first


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
    instrument = parse(_read(said.file), name=said.file)
    stages, questions = len(instrument.stages), len(instrument.questions)
    if said.json:
        print(json.dumps({"ok": True, "stages": stages, "questions": questions}))
    else:
        print(f"{said.file} is a question set: {stages} stages, {questions} questions.")
    return 0


def _list(said: Namespace) -> int:
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


def _publish(said: Namespace) -> int:
    _up_to_date()
    done = publish(_read(said.file), name=said.file)
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
    _up_to_date()
    key, _, version = said.which.partition("@")
    if version and not (version.isascii() and version.isdigit()):
        return failed(f"A version is a number, as in {key}@2.")
    edition = find(key, int(version) if version else None)
    if edition is None:
        return failed(f"There is no question set {said.which}. See: barnraise instrument list")
    put_first(edition)
    print(
        json.dumps(_row(edition, first=True))
        if said.json
        else f"{key}@{edition.version} comes first now."
    )
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


def _read(file: str) -> str:
    try:
        return decoded(Path(file).read_bytes(), file)
    except OSError as error:
        raise Unclear(f"{file} cannot be read ({error.strerror}).") from error


def _up_to_date() -> None:
    if pending():
        raise Unclear("The database is not up to date; `barnraise run` brings it up to date.")


_VERBS = {"check": _check, "list": _list, "publish": _publish, "default": _default}
