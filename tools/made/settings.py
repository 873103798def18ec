"""docs/reference/settings.md: every environment variable, from the tables below."""

from tools.pages import code, page, table

HEADS = ("Variable", "If left out", "What it does")
ABOUT = """The program is set up by environment variables and nothing else. `barnraise check` says
what is wrong with them and what to do about it. A variable that is empty counts as left out."""
OF_MAKE = """`make` has two words of its own: `ARGS`, handed on by `make test`, `make bench` and
`make faults`, and `PYTHON`, the Python that makes `.venv` (`python3`)."""

OF_THE_PROGRAM = (
    (
        "PORT",
        "`8000`",
        "The port to serve on, 1 to 65535. Also `barnraise run --port`.",
    ),
    (
        "HOST",
        "`127.0.0.1`",
        (
            "The address to listen on. `0.0.0.0` opens it to the local network over plain HTTP: it "
            "then answers to loopback and to this machine's own addresses and names. "
            "Also `barnraise run --host`."
        ),
    ),
    (
        "BARNRAISE_DATA",
        "`data` beside the program",
        (
            "The data folder: both key files, the SQLite database, backups that were given no "
            "other place, prepared styles and scripts. Also `--data`."
        ),
    ),
    (
        "BARNRAISE_URL",
        "none",
        (
            "The address people use, `https://` and a name, when a TLS proxy stands in front. It "
            "makes cookies secure, answers to this name and loopback only, and tells browsers to "
            "insist on HTTPS for this name for a year."
        ),
    ),
    (
        "BARNRAISE_PROXIES",
        "`1` with `https://` in `BARNRAISE_URL`, else `0`",
        (
            "How many proxies stand in front, 0 to 9, each of which adds an address to "
            "`X-Forwarded-For`. Limits are counted by the address that the outermost of them "
            "added, never by one a visitor can make up. A content delivery network in front of "
            "your own proxy makes it `2`."
        ),
    ),
    (
        "BARNRAISE_HSTS",
        "this name alone",
        (
            "`subdomains` tells browsers to insist on HTTPS for all names under this one as well; "
            "`preload` also asks browser makers to build that in, which takes months to take back."
        ),
    ),
    (
        "BARNRAISE_MAX_MB",
        "as much as the disk has",
        (
            "The most megabytes the database may take before no new workbook is started. Those "
            "that are there go on. New ones are refused as well while less than a twentieth of "
            "the data folder's disk is free, or less than 2 GB of a large one."
        ),
    ),
    (
        "DATABASE_URL",
        "SQLite in the data folder",
        (
            "A PostgreSQL database, as in `postgresql://user:password@host/name`. "
            "`sqlite:///` with a path names another SQLite file."
        ),
    ),
    (
        "BARNRAISE_DEBUG",
        "off",
        (
            "`1` shows the program's insides when something breaks. For developers, on their own "
            "machine: refused as soon as `HOST` or `BARNRAISE_URL` lets others in."
        ),
    ),
)
OF_TESTS = (
    (
        "BARNRAISE_SOURCE_DOCUMENT",
        "empty: the test is skipped",
        "A checklist document whose import is compared with what is known of it.",
    ),
    (
        "BARNRAISE_FAULTS_ROUNDS",
        "a short run",
        "How many damaged workbook files are tried.",
    ),
    (
        "BARNRAISE_FAULTS_SEED",
        "`1`",
        "The seed of what is random in fault tests, to see a failure again.",
    ),
    (
        "BARNRAISE_FAULTS_STATE",
        "empty: the short form",
        "The folder of a long run; `make faults` sets it.",
    ),
    (
        "BARNRAISE_FAULTS_UNTIL",
        "no end",
        "When the time of a long run is over; `make faults` sets it.",
    ),
    (
        "CHROME",
        "a Chromium found on the machine",
        "The browser that browser tests use.",
    ),
    (
        "BARNRAISE_TEST_DATABASE_URL",
        "a server from a Python package",
        "The PostgreSQL that `make test` uses.",
    ),
    (
        "BARNRAISE_PICTURES",
        "a folder that is thrown away",
        "Where the test that takes pictures of the program puts them.",
    ),
)


def make() -> dict[str, str]:
    """The page."""
    return {
        "docs/reference/settings.md": page(
            "Settings",
            ABOUT,
            _table(OF_THE_PROGRAM),
            "## For tests",
            _table(OF_TESTS),
            OF_MAKE,
        )
    }


def _table(rows: tuple[tuple[str, str, str], ...]) -> str:
    return table(HEADS, [(code(name), unset, does) for name, unset, does in rows])
