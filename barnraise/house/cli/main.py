"""Parses the command line and runs a command; exits 0 ok, 1 failed, 2 misused."""

import os
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from types import ModuleType

import django
from django.apps import apps
from django.db import DatabaseError

from barnraise import __version__
from barnraise.collector import loaded_for_good
from barnraise.house.cli import backup, check, doctor, instrument, report, restore, run, workbook
from barnraise.house.cli.output import fail
from barnraise.house.env import UsageError
from barnraise.house.permissions import OWNER_ONLY
from barnraise.refusals import Refusal

COMMANDS = {
    "run": run,
    "check": check,
    "backup": backup,
    "restore": restore,
    "doctor": doctor,
    "report": report,
    "instrument": instrument,
    "workbook": workbook,
}
FOR_OTHERS = {"report", "instrument"}  # their files are made to be passed on, as the shell says
SETTINGS = {"port": "PORT", "host": "HOST", "data": "BARNRAISE_DATA"}
ABOUT = """A web workbook in which a community partnership says what it sees together.

Environment: PORT, HOST, BARNRAISE_DATA, BARNRAISE_URL, BARNRAISE_PROXIES, BARNRAISE_HSTS,
BARNRAISE_MAX_MB, DATABASE_URL, BARNRAISE_DEBUG.
Exit codes: 0 all went well, 1 it failed and the last lines say why, 2 the words are unclear."""


def main(argv: Sequence[str] | None = None) -> int:
    """Parse the arguments, make Django ready, run the command."""
    args = parser().parse_args(argv)
    if args.command not in FOR_OTHERS:
        os.umask(OWNER_ONLY)
    try:
        _into_environment(args)
        return int(_command(args.command).run(args))
    except UsageError as error:
        return fail(str(error))
    except Refusal as refusal:
        return fail(refusal.sentence)
    except DatabaseError as error:
        return fail(f"The database does not answer as it should: {_first_line(error)}")
    except OSError as error:
        return fail(f"{error.filename or 'The system'}: {error.strerror or error}.")


def _command(name: str) -> ModuleType:
    """The command itself, which needs models; its arguments stand where no Django is needed."""
    with nullcontext() if apps.ready else loaded_for_good():
        if not apps.ready:
            django.setup()
        return import_module(f"barnraise.house.cli.{name}.command")


def parser() -> ArgumentParser:
    """Everything the command line understands."""
    whole = ArgumentParser(
        "barnraise", description=ABOUT, formatter_class=RawDescriptionHelpFormatter
    )
    whole.add_argument("--version", action="version", version=f"Barnraise {__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.add_arguments(commands.add_parser(name, help=command.HELP))
    return whole


def _into_environment(args: Namespace) -> None:
    """An option is the same as its variable; this comes before the settings are read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "barnraise.house.settings")
    for option, variable in SETTINGS.items():
        if (value := getattr(args, option, None)) is not None:
            os.environ[variable] = str(value)


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
