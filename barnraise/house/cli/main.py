"""The command line: `barnraise run`, `check` and others; exits 0 ok, 1 failed, 2 misused."""

import os
import sys
from argparse import (
    ArgumentParser,
    BooleanOptionalAction,
    Namespace,
    RawDescriptionHelpFormatter,
    _SubParsersAction,
)
from collections.abc import Sequence
from importlib import import_module

import django
from django.apps import apps
from django.db import DatabaseError

from barnraise import __version__
from barnraise.house.env import UsageError
from barnraise.refusals import Refusal

SETTINGS = {"port": "PORT", "host": "HOST", "data": "BARNRAISE_DATA"}
ABOUT = """A web workbook in which a community partnership says what it sees together.

Environment: PORT, HOST, BARNRAISE_DATA, BARNRAISE_URL, DATABASE_URL, BARNRAISE_DEBUG.
Exit codes: 0 all went well, 1 it failed and the last lines say why, 2 the words are unclear."""


def main(argv: Sequence[str] | None = None) -> int:
    """Understand the words, make Django ready, hand over to the command."""
    parser = words()
    said = parser.parse_args(argv)
    try:
        _into_environment(said)
        if not apps.ready:
            django.setup()
        act = import_module(f"barnraise.house.cli.{said.command}").act
        return int(act(said))
    except UsageError as error:
        return failed(str(error))
    except Refusal as refusal:
        return failed(refusal.sentence)
    except DatabaseError as error:
        return failed(f"The database does not answer as it should: {_first_line(error)}")
    except OSError as error:
        return failed(f"{error.filename or 'The system'}: {error.strerror or error}.")


def words() -> ArgumentParser:
    """Everything the command line understands."""
    parser = ArgumentParser(
        "barnraise", description=ABOUT, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"Barnraise {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="bring the database up to date and serve the workbook")
    run.add_argument("--port", type=int, metavar="N", help="the port to serve on (8000; or PORT)")
    run.add_argument(
        "--host", help="127.0.0.1, or 0.0.0.0 to open it to the local network (or HOST)"
    )
    check = commands.add_parser(
        "check", help="look at the settings and the database without serving"
    )
    for command in (run, check):
        _data(command)
    _json(check)
    _copies(commands)
    _report(commands.add_parser("report", help="write a workbook, or all, as documents"))
    _instrument(commands.add_parser("instrument", help="check, list and publish question sets"))
    _workbook(commands.add_parser("workbook", help="one workbook into a file, and back"))
    return parser


def _copies(commands: "_SubParsersAction[ArgumentParser]") -> None:
    backup = commands.add_parser("backup", help="copy everything into one file, while people write")
    where = "a file, or a folder to name it in (the data folder's `backups`)"
    backup.add_argument("-o", "--output", metavar="FILE|FOLDER", help=where)
    backup.add_argument(
        "--verify", action=BooleanOptionalAction, default=True, help="raise it aside and compare"
    )
    backup.add_argument(
        "--with-keys", action=BooleanOptionalAction, default=True, help="links need them"
    )
    backup.add_argument("--keep", type=int, metavar="N", help="then remove all but the newest N")
    restore = commands.add_parser("restore", help="put a backup in the place of what is there")
    restore.add_argument("file", metavar="FILE", help="as `barnraise backup` wrote it")
    restore.add_argument("--yes", action="store_true", help="do not ask")
    doctor = commands.add_parser(
        "doctor", help="look a data folder over: what is wrong, what to do"
    )
    for command in (backup, restore, doctor):
        _data(command)
        _json(command)


def _report(parser: ArgumentParser) -> None:
    formats = "such as pdf, pdf-a4, html, md, or blank for a paper form; a wrong word lists them"
    parser.add_argument("--format", required=True, metavar="NAME", help=formats)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--workbook", metavar="NAME", help="the part of its address after /w/")
    which.add_argument("--all", action="store_true", help="every workbook of this host")
    parser.add_argument("--language", default="en", metavar="CODE", help="en or es (en)")
    where = "else the present folder"
    parser.add_argument("-o", "--output", metavar="FILE|FOLDER", help=where)
    _data(parser)
    _json(parser)


def _instrument(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser(
        "check", help="read a question set and name every problem, file and line"
    )
    listing = verbs.add_parser(
        "list", help="the question sets that are offered, the first one first"
    )
    publish = verbs.add_parser("publish", help="keep a question set as a new version")
    default = verbs.add_parser("default", help="put one question set first")
    offer = verbs.add_parser("offer", help="let people start workbooks on a question set")
    withdraw = verbs.add_parser("withdraw", help="offer it no more; its workbooks go on")
    for command in (check, publish):
        command.add_argument("file", metavar="FILE", help="a YAML, JSON or XLSForm file")
    for command, about in (
        (listing, "those that come with the program, offered or not"),
        (publish, "FILE is the name of one that comes with the program"),
    ):
        command.add_argument("--library", action="store_true", help=about)
    export = verbs.add_parser("export", help="write a question set as a file for other tools")
    export.add_argument("--format", required=True, choices=("xlsform", "surveyjs", "json", "yaml"))
    export.add_argument("-o", "--output", metavar="FILE", help="else it is written to the screen")
    bring = verbs.add_parser("import", help="turn a checklist, in any shape, into a question set")
    _bringing(bring)
    for command in (default, offer, withdraw, export):
        command.add_argument(
            "which", metavar="KEY[@VERSION]", help="as `barnraise instrument list` shows it"
        )
    for command in (check, listing, publish, default, offer, withdraw, export, bring):
        _data(command)
    for command in (check, listing, publish, default, offer, withdraw, bring):
        _json(command)


def _workbook(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    export = verbs.add_parser("export", help="write one workbook, whole, as a file")
    export.add_argument("slug", metavar="SLUG", help="from its address, as in /w/SLUG/")
    export.add_argument("-o", "--output", metavar="FILE", help="else it is written to the screen")
    bring = verbs.add_parser("import", help="open a workbook file as a workbook of this server")
    bring.add_argument("file", metavar="FILE", help="as `barnraise workbook export` wrote it")
    bring.add_argument("--copy", action="store_true", help="make a copy where it is here already")
    for command in (export, bring):
        _data(command)
        _json(command)


def _bringing(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="text, Markdown, HTML, .docx or XLSForm")
    parser.add_argument("--dry-run", action="store_true", help="show what was found; make nothing")
    parser.add_argument("--publish", action="store_true", help="keep it as an edition and offer it")
    parser.add_argument("--language", metavar="CODE", help="such as es; else it is guessed")
    parser.add_argument("--title", help="a title, where the document's own will not do")
    parser.add_argument("--key", help="the set's lasting name; else it is made of the title")
    parser.add_argument("-o", "--output", metavar="FILE", help="else it is written to the screen")


def _data(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--data", metavar="FOLDER", help="the data folder (./data; or BARNRAISE_DATA)"
    )


def _json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer in JSON, for scripts")


def _into_environment(said: Namespace) -> None:
    """An option is the same as its variable; this comes before the settings are read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "barnraise.house.settings")
    for option, variable in SETTINGS.items():
        if (value := getattr(said, option, None)) is not None:
            os.environ[variable] = str(value)


def failed(sentence: str) -> int:
    """One clear sentence on the error stream, and the exit code that goes with it."""
    print(f"barnraise: {sentence}", file=sys.stderr, flush=True)
    return 1


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
