"""`barnraise run`: make everything ready, then serve until told to stop."""

from argparse import ArgumentParser

from barnraise.house.cli.options import add_data

HELP = "bring the database up to date and serve the workbook"


def add_arguments(parser: ArgumentParser) -> None:
    """Where to serve, and from which folder."""
    parser.add_argument(
        "--port", type=int, metavar="N", help="the port to serve on (8000; or PORT)"
    )
    parser.add_argument(
        "--host", help="127.0.0.1, or 0.0.0.0 to open it to the local network (or HOST)"
    )
    add_data(parser)
