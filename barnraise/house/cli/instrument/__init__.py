"""`barnraise instrument`: check, list and publish question sets, and choose which comes first."""

from argparse import ArgumentParser

from barnraise.house.cli.options import add_data, add_json

HELP = "check, list and publish question sets"
PUBLISH = "keep it as an edition; `instrument offer` then offers it to people"


def add_arguments(parser: ArgumentParser) -> None:
    """A command for each verb."""
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
    export = verbs.add_parser("export", help="write a question set as a file for other tools")
    import_ = verbs.add_parser("import", help="turn a checklist, in any shape, into a question set")
    for command in (check, publish):
        command.add_argument("file", metavar="FILE", help="a YAML, JSON or XLSForm file")
    for command, about in (
        (listing, "those that come with the program, offered or not"),
        (publish, "FILE is the name of one that comes with the program"),
    ):
        command.add_argument("--library", action="store_true", help=about)
    _add_export(export)
    _add_import(import_)
    for command in (default, offer, withdraw, export):
        command.add_argument(
            "which", metavar="KEY[@VERSION]", help="as `barnraise instrument list` shows it"
        )
    for command in (check, listing, publish, default, offer, withdraw, export, import_):
        add_data(command)
    for command in (check, listing, publish, default, offer, withdraw, import_):
        add_json(command)


def _add_export(parser: ArgumentParser) -> None:
    parser.add_argument("--format", required=True, choices=("xlsform", "surveyjs", "json", "yaml"))
    parser.add_argument("-o", "--output", metavar="FILE", help="else it is written to the screen")


def _add_import(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="text, Markdown, HTML, .docx or XLSForm")
    parser.add_argument("--dry-run", action="store_true", help="show what was found; make nothing")
    parser.add_argument("--publish", action="store_true", help=PUBLISH)
    parser.add_argument("--language", metavar="CODE", help="such as es; else it is guessed")
    parser.add_argument("--title", help="a title, where the document's own will not do")
    parser.add_argument("--key", help="the set's lasting name; else it is made of the title")
    parser.add_argument("-o", "--output", metavar="FILE", help="else it is written to the screen")
