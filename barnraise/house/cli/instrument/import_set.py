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
class _Checklist:
    """What was found, and the question set itself where the file was a form already."""

    draft: Draft
    form: Instrument | None = None

    def document(self, key: str = "", version: int = 1) -> str:
        if self.form is None:
            return document(self.draft, key=key, version=version)
        return dump(replace(self.form, key=key or self.form.key, version=version))


def import_set(args: Namespace) -> int:
    """Read the document and show, write or publish what was found."""
    checklist = _read(args)
    draft = checklist.draft
    for remark in draft.remarks:
        print(f"{args.file}: {REMARKS[remark]}", file=sys.stderr)
    if args.dry_run:
        print(json.dumps(plain(draft), ensure_ascii=False, indent=2) if args.json else shown(draft))
        return 0
    if args.publish:
        return _publish(checklist, args)
    _left(draft, args.file)
    text = checklist.document(args.key or "")
    if args.output:
        Path(args.output).write_text(text, encoding="utf-8")
    elif args.json:
        print(json.dumps(plain(draft), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(text)
    return 0


def _read(args: Namespace) -> _Checklist:
    _clear(args)
    try:
        data = Path(args.file).read_bytes()
    except OSError as error:
        raise UsageError(f"{args.file} cannot be read ({error.strerror}).") from error
    try:
        return _of_form(data, args) if is_form(args.file) else _of_text(data, args)
    except NotAChecklist as refusal:
        raise Refusal(f"{args.file}: {refusal.sentence}") from refusal


def _of_text(data: bytes, args: Namespace) -> _Checklist:
    draft = read(data, Path(args.file).name, args.language)
    return _Checklist(replace(draft, title=args.title.strip()) if args.title else draft)


def _of_form(data: bytes, args: Namespace) -> _Checklist:
    made = form(data, Path(args.file).name)
    if args.title:
        titles = {**made.title.by_language, made.languages[0]: args.title.strip()}
        made = replace(made, title=Words(titles))
    return _Checklist(found_in(made), made)


def _clear(args: Namespace) -> None:
    """Refuse options that mean nothing."""
    if args.language and is_form(args.file):
        raise UsageError("--language: a form says itself which languages it speaks.")
    if args.language and not LANGUAGE.fits(args.language):
        raise UsageError(f"--language {args.language}: {LANGUAGE.says}.")
    if args.key and slug(args.key) != args.key:
        raise UsageError(f"--key {args.key}: a key has only small letters, digits and -.")
    if args.title is not None and not 0 < len(args.title.strip()) <= 300:
        raise UsageError("--title: a title has 1 to 300 characters.")


def plain(draft: Draft) -> dict[str, Any]:
    """What was found, for scripts."""
    return {
        "title": draft.title,
        "intro": draft.intro,
        "language": draft.language,
        "stages": [
            {
                "title": stage.title,
                "mark": stage.mark,
                "intro": stage.intro,
                "notes": [{"key": key} for key in stage.notes],
                "questions": told(stage.questions),
            }
            for stage in draft.stages
        ],
        "leftover": [{"line": one.line, "text": one.text} for one in draft.leftover],
        "remarks": [{"code": one.value, "sentence": REMARKS[one]} for one in draft.remarks],
    }


def shown(draft: Draft) -> str:
    """The same, for people."""
    lines = [draft.title, *([draft.intro] if draft.intro else [])]
    for number, stage in enumerate(draft.stages, 1):
        lines += ["", f"{number}. {stage.title}", *([f"   {stage.intro}"] if stage.intro else [])]
        for place, question in enumerate(told(stage.questions), 1):
            lines.append(f"   {number}.{place} {question['label']}: {question['text']}")
            lines += [f"       - {part}" for part in question["parts"]]
            lines += [f"       [{question['guidance']}]"] if question["guidance"] else []
        lines += [f"   Notes: {key}" for key in stage.notes]
    counts = ", ".join(
        f"{len(held)} {name}{'s' * (len(held) != 1)}"
        for held, name in ((draft.stages, "stage"), (draft.questions, "question"))
    )
    lines += ["", f"{counts}; left over: {len(draft.leftover) or 'nothing'}"]
    return "\n".join([*lines, *(f"   line {one.line}: {one.text}" for one in draft.leftover)])


def _left(draft: Draft, file: str) -> None:
    for one in draft.leftover:
        text = one.text if len(one.text) <= 80 else one.text[:79] + "…"
        print(f"{file}:{one.line}: left over: {text}", file=sys.stderr)


def _publish(checklist: _Checklist, args: Namespace) -> int:
    draft = checklist.draft
    key = args.key or (checklist.form.key if checklist.form else slug(draft.title)) or "checklist"
    done = _published(checklist, key, args.file)
    edition = done.edition
    if args.json:
        row = {"key": edition.key, "version": edition.version, "sha256": edition.sha256}
        print(json.dumps({**row, "is_new": done.is_new, **plain(draft)}, ensure_ascii=False))
        return 0
    _left(draft, args.file)
    print(
        f"Published {edition.key}@{edition.version}."
        if done.is_new
        else f"{edition.key}@{edition.version} is this very document; nothing changed."
    )
    return 0


def _published(checklist: _Checklist, key: str, file: str) -> Published:
    """An edition of it: the next version where the set is known with other words."""
    latest = find(key)
    version = latest.version if latest else 1
    text = checklist.document(key, version)
    if latest and Edition.digest(text) != latest.sha256:
        text = checklist.document(key, version + 1)
    return publish(text, name=file)
