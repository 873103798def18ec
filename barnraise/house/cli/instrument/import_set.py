"""`barnraise instrument import`: a checklist in any shape becomes a question set."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from barnraise.house.cli.instrument.next_step import tell_how_to_offer
from barnraise.house.env import UsageError
from barnraise.instruments.container_types import LANGUAGE
from barnraise.instruments.document import Instrument, Question, Stage, Words
from barnraise.instruments.dump import dump
from barnraise.instruments.importers.build_set import slug
from barnraise.instruments.importers.draft import REMARKS, Remark
from barnraise.instruments.importers.errors import NotAChecklist
from barnraise.instruments.importers.isolated import ImportedSet, import_document, is_form
from barnraise.instruments.models import Edition
from barnraise.instruments.publish import Published, find, publish
from barnraise.refusals import Refusal


def import_set(args: Namespace) -> int:
    """Read the document and show, write or publish the question set in it."""
    _check(args)
    imported = _import(args)
    instrument = _renamed(imported.instrument, args)
    for remark in imported.remarks:
        print(f"{args.file}: {REMARKS[remark]}", file=sys.stderr)
    if args.dry_run and not args.json:
        print(shown(instrument))
    elif args.dry_run:
        print(json.dumps(plain(instrument, imported.remarks), ensure_ascii=False, indent=2))
    elif args.publish:
        _publish(instrument, imported.remarks, args)
    else:
        _write(instrument, imported.remarks, args)
    return 0


def _check(args: Namespace) -> None:
    """Refuse options that mean nothing."""
    if args.language and is_form(args.file):
        raise UsageError("--language: a form says itself which languages it speaks.")
    if args.language and not LANGUAGE.fits(args.language):
        raise UsageError(f"--language {args.language}: {LANGUAGE.says}.")
    if args.key and slug(args.key) != args.key:
        raise UsageError(f"--key {args.key}: a key has only small letters, digits and -.")
    if args.title is not None and not 0 < len(args.title.strip()) <= 300:
        raise UsageError("--title: a title has 1 to 300 characters.")


def _import(args: Namespace) -> ImportedSet:
    file = Path(args.file)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{args.file} cannot be read ({error.strerror}).") from error
    try:
        return import_document(data, file.name, args.language, key=args.key or "")
    except NotAChecklist as refusal:
        raise Refusal(f"{args.file}: {refusal.sentence}") from refusal


def _renamed(instrument: Instrument, args: Namespace) -> Instrument:
    """With the title that was asked for, and the key that a text's title gives."""
    if not args.title:
        return instrument
    title = args.title.strip()
    words = Words({**instrument.title.by_language, instrument.languages[0]: title})
    is_named = args.key or is_form(args.file)
    key = instrument.key if is_named else slug(title) or "checklist"
    return replace(instrument, key=key, title=words)


def _write(instrument: Instrument, remarks: Iterable[Remark], args: Namespace) -> None:
    _tell_leftover(instrument, args.file)
    if args.output:
        Path(args.output).write_text(dump(instrument), encoding="utf-8")
    elif args.json:
        print(json.dumps(plain(instrument, remarks), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(dump(instrument))


def plain(instrument: Instrument, remarks: Iterable[Remark]) -> dict[str, Any]:
    """The question set in its first language, for scripts."""
    first = instrument.languages[0]
    return {
        "title": instrument.title.in_(first),
        "intro": instrument.intro.in_(first),
        "language": first,
        "stages": [_plain_stage(stage, first) for stage in instrument.stages],
        "leftover": [{"line": left.line, "text": left.text} for left in instrument.leftover],
        "remarks": [{"code": remark.value, "sentence": REMARKS[remark]} for remark in remarks],
    }


def _plain_stage(stage: Stage, language: str) -> dict[str, Any]:
    return {
        "title": stage.title.in_(language),
        "mark": stage.alias.in_(language),
        "intro": stage.intro.in_(language),
        "notes": [{"key": note.key} for note in stage.notes],
        "questions": [_plain_question(question, language) for question in stage.questions],
    }


def _plain_question(question: Question, language: str) -> dict[str, Any]:
    return {
        "label": question.label.in_(language),
        "text": question.wording.in_(language),
        "guidance": question.hint.in_(language),
        "parts": [part.in_(language) for part in question.parts],
    }


def shown(instrument: Instrument) -> str:
    """The same, for people."""
    told = plain(instrument, ())
    lines = [told["title"], *([told["intro"]] if told["intro"] else [])]
    for number, stage in enumerate(told["stages"], 1):
        lines += _shown_stage(number, stage)
    counts = ", ".join(
        f"{len(held)} {name}{'s' * (len(held) != 1)}"
        for held, name in ((instrument.stages, "stage"), (instrument.questions, "question"))
    )
    lines += ["", f"{counts}; left over: {len(instrument.leftover) or 'nothing'}"]
    return "\n".join(
        [*lines, *(f"   line {left.line}: {left.text}" for left in instrument.leftover)]
    )


def _shown_stage(number: int, stage: dict[str, Any]) -> list[str]:
    lines = ["", f"{number}. {stage['title']}"]
    lines += [f"   {stage['intro']}"] if stage["intro"] else []
    for place, question in enumerate(stage["questions"], 1):
        lines.append(f"   {number}.{place} {question['label']}: {question['text']}")
        lines += [f"       - {part}" for part in question["parts"]]
        lines += [f"       [{question['guidance']}]"] if question["guidance"] else []
    return [*lines, *(f"   Notes: {note['key']}" for note in stage["notes"])]


def _tell_leftover(instrument: Instrument, file: str) -> None:
    for left in instrument.leftover:
        text = left.text if len(left.text) <= 80 else left.text[:79] + "…"
        print(f"{file}:{left.line}: left over: {text}", file=sys.stderr)


def _publish(instrument: Instrument, remarks: Iterable[Remark], args: Namespace) -> None:
    published = _published(instrument, args.file)
    edition = published.edition
    if args.json:
        row = {"key": edition.key, "version": edition.version, "sha256": edition.sha256}
        told = {**row, "is_new": published.is_new, **plain(instrument, remarks)}
        print(json.dumps(told, ensure_ascii=False))
        return
    _tell_leftover(instrument, args.file)
    print(
        f"Published {edition.key}@{edition.version}."
        if published.is_new
        else f"{edition.key}@{edition.version} is this very document; nothing changed."
    )
    tell_how_to_offer(edition)


def _published(instrument: Instrument, file: str) -> Published:
    """An edition of it: the next version where the set is known with other words."""
    latest = find(instrument.key)
    version = latest.version if latest else 1
    text = dump(replace(instrument, version=version))
    if latest and Edition.digest(text) != latest.sha256:
        text = dump(replace(instrument, version=version + 1))
    return publish(text, name=file)
