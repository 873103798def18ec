"""`barnraise instrument import`: a checklist in any shape becomes a question set."""

import json
import sys
from argparse import Namespace
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from barnraise.house.env import UsageError
from barnraise.instruments.container_types import LANGUAGE
from barnraise.instruments.document import Instrument, Words
from barnraise.instruments.dump import dump
from barnraise.instruments.importers.build_set import document, slug, told
from barnraise.instruments.importers.draft import REMARKS, Draft
from barnraise.instruments.importers.errors import NotAChecklist
from barnraise.instruments.importers.forms import form, found_in, is_form
from barnraise.instruments.importers.sandbox import read
from barnraise.instruments.models import Edition
from barnraise.instruments.publish import Published, find, publish
from barnraise.refusals import Refusal


@dataclass(frozen=True)
class _Draft:
    """What was found, and the question set itself where the file was a form already."""

    found: Draft
    form: Instrument | None = None

    def document(self, key: str = "", version: int = 1) -> str:
        if self.form is None:
            return document(self.found, key=key, version=version)
        return dump(replace(self.form, key=key or self.form.key, version=version))


def bring(said: Namespace) -> int:
    """Read the document and show, write or publish what was found."""
    draft = _found(said)
    found = draft.found
    for remark in found.remarks:
        print(f"{said.file}: {REMARKS[remark]}", file=sys.stderr)
    if said.dry_run:
        print(json.dumps(plain(found), ensure_ascii=False, indent=2) if said.json else shown(found))
        return 0
    if said.publish:
        return _publish(draft, said)
    _left(found, said.file)
    text = draft.document(said.key or "")
    if said.output:
        Path(said.output).write_text(text, encoding="utf-8")
    elif said.json:
        print(json.dumps(plain(found), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(text)
    return 0


def _found(said: Namespace) -> _Draft:
    _clear(said)
    try:
        data = Path(said.file).read_bytes()
    except OSError as error:
        raise UsageError(f"{said.file} cannot be read ({error.strerror}).") from error
    try:
        return _of_form(data, said) if is_form(said.file) else _of_text(data, said)
    except NotAChecklist as refusal:
        raise Refusal(f"{said.file}: {refusal.sentence}") from refusal


def _of_text(data: bytes, said: Namespace) -> _Draft:
    found = read(data, Path(said.file).name, said.language)
    return _Draft(replace(found, title=said.title.strip()) if said.title else found)


def _of_form(data: bytes, said: Namespace) -> _Draft:
    made = form(data, Path(said.file).name)
    if said.title:
        titles = {**made.title.by_language, made.languages[0]: said.title.strip()}
        made = replace(made, title=Words(titles))
    return _Draft(found_in(made), made)


def _clear(said: Namespace) -> None:
    """Refuse options that mean nothing."""
    if said.language and is_form(said.file):
        raise UsageError("--language: a form says itself which languages it speaks.")
    if said.language and not LANGUAGE.fits(said.language):
        raise UsageError(f"--language {said.language}: {LANGUAGE.says}.")
    if said.key and slug(said.key) != said.key:
        raise UsageError(f"--key {said.key}: a key has only small letters, digits and -.")
    if said.title is not None and not 0 < len(said.title.strip()) <= 300:
        raise UsageError("--title: a title has 1 to 300 characters.")


def plain(found: Draft) -> dict[str, Any]:
    """What was found, for scripts."""
    return {
        "title": found.title,
        "intro": found.intro,
        "language": found.language,
        "stages": [
            {
                "title": stage.title,
                "mark": stage.mark,
                "intro": stage.intro,
                "notes": [{"key": key} for key in stage.notes],
                "questions": told(stage.questions),
            }
            for stage in found.stages
        ],
        "leftover": [{"line": one.line, "text": one.text} for one in found.leftover],
        "remarks": [{"code": one.value, "sentence": REMARKS[one]} for one in found.remarks],
    }


def shown(found: Draft) -> str:
    """The same, for people."""
    lines = [found.title, *([found.intro] if found.intro else [])]
    for number, stage in enumerate(found.stages, 1):
        lines += ["", f"{number}. {stage.title}", *([f"   {stage.intro}"] if stage.intro else [])]
        for place, question in enumerate(told(stage.questions), 1):
            lines.append(f"   {number}.{place} {question['label']}: {question['text']}")
            lines += [f"       - {part}" for part in question["parts"]]
            lines += [f"       [{question['guidance']}]"] if question["guidance"] else []
        lines += [f"   Notes: {key}" for key in stage.notes]
    counts = ", ".join(
        f"{len(held)} {name}{'s' * (len(held) != 1)}"
        for held, name in ((found.stages, "stage"), (found.questions, "question"))
    )
    lines += ["", f"{counts}; left over: {len(found.leftover) or 'nothing'}"]
    return "\n".join([*lines, *(f"   line {one.line}: {one.text}" for one in found.leftover)])


def _left(found: Draft, file: str) -> None:
    for one in found.leftover:
        text = one.text if len(one.text) <= 80 else one.text[:79] + "…"
        print(f"{file}:{one.line}: left over: {text}", file=sys.stderr)


def _publish(draft: _Draft, said: Namespace) -> int:
    found = draft.found
    key = said.key or (draft.form.key if draft.form else slug(found.title)) or "checklist"
    done = _published(draft, key, said.file)
    edition = done.edition
    if said.json:
        row = {"key": edition.key, "version": edition.version, "sha256": edition.sha256}
        print(json.dumps({**row, "is_new": done.is_new, **plain(found)}, ensure_ascii=False))
        return 0
    _left(found, said.file)
    print(
        f"Published {edition.key}@{edition.version}."
        if done.is_new
        else f"{edition.key}@{edition.version} is this very document; nothing changed."
    )
    return 0


def _published(draft: _Draft, key: str, file: str) -> Published:
    """An edition of it: the next version where the set is known with other words."""
    latest = find(key)
    version = latest.version if latest else 1
    text = draft.document(key, version)
    if latest and Edition.digest(text) != latest.sha256:
        text = draft.document(key, version + 1)
    return publish(text, name=file)
