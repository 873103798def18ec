"""Made-up entries for the laws of the ledger, and how many are tried."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from barnraise.ledger.draft import Draft
from tests.laws import examples

FIELDS = ("answer/goal", "answer/plan")

stored = settings(
    max_examples=examples(40),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def drafts(draw: st.DrawFn, most: int = 8) -> list[Draft]:
    """Entries that replace any of each other: in chains, in circles, across fields, in advance."""
    keys = draw(st.lists(st.uuids(version=4), min_size=1, max_size=most, unique=True))
    return [
        Draft(
            id=key,
            field=draw(st.sampled_from(FIELDS)),
            value={"choice": draw(st.sampled_from(["yes", "partly", ""]))},
            replaces=draw(st.frozensets(st.sampled_from(keys), max_size=3)) - {key},
        )
        for key in keys
    ]
