"""`barnraise workbook`: one workbook into a file that holds all of it, and such a file back in."""

from argparse import ArgumentParser

from barnraise.house.cli.options import add_data, add_json

HELP = "one workbook into a file, and back"


def add_arguments(parser: ArgumentParser) -> None:
    """A command for each verb."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    export = verbs.add_parser("export", help="write one workbook, whole, as a file")
    export.add_argument("slug", metavar="SLUG", help="from its address, as in /w/SLUG/")
    export.add_argument("-o", "--output", metavar="FILE", help="else it is written to the screen")
    import_ = verbs.add_parser("import", help="open a workbook file as a workbook of this server")
    import_.add_argument("file", metavar="FILE", help="as `barnraise workbook export` wrote it")
    import_.add_argument("--copy", action="store_true", help="make a copy where it is here already")
    for command in (export, import_):
        add_data(command)
        add_json(command)
