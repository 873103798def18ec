"""docs/reference/figures.md: what the last long runs of the fault tests have shown."""

from collections.abc import Iterator

from tools.figures import PUBLISHED, UNFINISHED, Row, counts, read
from tools.pages import page, table

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "": "either"}
NEVER_RUN = """
- A real power cut. Killed processes and the order of sync and answer stand for it.
- WebKit and Firefox, iOS and Android, real phones and real Wi-Fi.
- Network faults below TCP, such as late packets: the machine of these runs has no `netem`.
- Disks that lie about having synced.
"""


def make() -> dict[str, str]:
    """The page."""
    rows = read(PUBLISHED)
    return {
        "docs/reference/figures.md": page(
            "Figures",
            "What the long form of the fault tests has shown, from the last published runs. "
            "`make faults` makes them ([test and check](../how-to/test-and-check.md)); "
            "[when things go wrong](../explanation/when-things-go-wrong.md) tells what each "
            "fault is and what is promised. A control does it wrong on purpose: there the check "
            "has to find a loss, or it could find none anywhere. Seconds say how long a run "
            "took beside other work, not how fast the program is.",
            *_parts(rows),
            "## Not run at all",
            NEVER_RUN,
        )
    }


def _parts(rows: list[Row]) -> Iterator[str]:
    done = [row for row in rows if "not_run" not in row]
    left = [row for row in rows if "not_run" in row]
    heads = ("Fault", "Engine", "Tries", "Counted", "Seconds", "Seed")
    yield table(heads, [_row(row) for row in done]) if done else "Nothing was published yet."
    if left:
        yield "## Not run on that machine"
        names = ((row["name"], ENGINES[row["engine"]], row["not_run"]) for row in left)
        yield table(("Fault", "Engine", "Why"), list(names))
    if machines := sorted({row["machine"] for row in rows}):
        yield "## The machine"
        yield "\n".join(f"- {each}" for each in machines)


def _row(row: Row) -> tuple[str, ...]:
    of = f" of {row['wanted']:,}" if row.get("wanted", row["tries"]) != row["tries"] else ""
    of += " (stopped in one)" if UNFINISHED in row else ""
    told = {name: each for name, each in row.items() if name != "machine"}
    seconds = f"{row['seconds']:,.0f}"
    name = row["name"].replace("_", " ")
    return (
        name,
        ENGINES[row["engine"]],
        f"{row['tries']:,}{of}",
        counts(told),
        seconds,
        str(row["seed"]),
    )
