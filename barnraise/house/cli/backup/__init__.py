"""`barnraise backup`: one file with everything, verified by raising it aside."""

from argparse import ArgumentParser, BooleanOptionalAction

from barnraise.house.cli.options import add_data, add_json, add_passphrase

HELP = "copy everything into one file, while people write"


def add_arguments(parser: ArgumentParser) -> None:
    """Where to put it, what goes in, how many are kept."""
    where = "a file, or a folder to name it in (the data folder's `backups`)"
    parser.add_argument("-o", "--output", metavar="FILE|FOLDER", help=where)
    parser.add_argument(
        "--verify", action=BooleanOptionalAction, default=True, help="raise it aside and compare"
    )
    parser.add_argument(
        "--with-keys", action=BooleanOptionalAction, default=True, help="links need them"
    )
    parser.add_argument("--keep", type=int, metavar="N", help="then remove all but the newest N")
    add_passphrase(parser)
    add_data(parser)
    add_json(parser)
