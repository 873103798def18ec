"""Options that several commands have; those of one alone are declared in its folder."""

from argparse import ArgumentParser


def add_data(parser: ArgumentParser) -> None:
    """`--data`: where the install keeps everything."""
    parser.add_argument(
        "--data", metavar="FOLDER", help="the data folder (./data; or BARNRAISE_DATA)"
    )


def add_passphrase(parser: ArgumentParser) -> None:
    """`--passphrase-file`: a file and no word, so that it stands in no list of processes."""
    about = "the first line of FILE opens the backup, and nothing else does"
    parser.add_argument("--passphrase-file", metavar="FILE", help=about)


def add_json(parser: ArgumentParser) -> None:
    """`--json`, for scripts."""
    parser.add_argument("--json", action="store_true", help="answer in JSON, for scripts")
