"""`barnraise restore`: put a backup in the place of the live data, which are kept beside it."""

from argparse import ArgumentParser

from barnraise.house.cli.options import add_data, add_json, add_passphrase

HELP = "put a backup in the place of what is there"


def add_arguments(parser: ArgumentParser) -> None:
    """Which backup, and whether to ask."""
    parser.add_argument("file", metavar="FILE", help="as `barnraise backup` wrote it")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    add_passphrase(parser)
    add_data(parser)
    add_json(parser)
