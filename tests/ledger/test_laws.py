"""Laws of the ledger: what stands is a function of the set of entries, however they arrive."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, permutations
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from barnraise.ledger.draft import Draft
from barnraise.ledger.receipt import Outcome
from barnraise.ledger.standing import standing
from tests.cast import Table, a_table
from tests.laws import examples
from tests.ledger.states import stands
from tests.ledger.strategies import FIELDS, drafts, stored

State = dict[str, set[UUID]]

pure = settings(max_examples=examples(300))


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Draft], list[list[Draft]]]:
    """Entries, and batches in which each comes at least once: out of order, doubled, re-batched."""
    said = draw(drafts())
    sent = draw(st.permutations(said + draw(st.lists(st.sampled_from(said), max_size=4))))
    cuts = sorted(draw(st.sets(st.integers(1, len(sent)), max_size=3)))
    ends = [0, *cuts, len(sent)]
    return said, [list(sent[a:b]) for a, b in pairwise(ends)]


def model(said: Iterable[Draft]) -> State:
    """The promise, word for word: in each field, the entries that nothing there replaces."""
    known = list(said)
    found: State = {}
    for line in known:
        if not any(o.field == line.field and line.id in o.replaces for o in known):
            found.setdefault(line.field, set()).add(line.id)
    return found


def as_sets(lines: Iterable[Draft]) -> State:
    return {field: {line.id for line in there} for field, there in standing(lines).items()}


def sent(table: Table, batches: Sequence[Sequence[Draft]]) -> State:
    """What stands after these batches, written by two people in turn."""
    for number, batch in enumerate(batches):
        receipts = table.workbook.keep(batch, by=table.second if number % 2 else table.writer)
        assert all(receipt.kept for receipt in receipts)
    return stands(table.workbook)


@pure
@given(drafts())
def test_the_pure_function_says_what_the_promise_says(said: list[Draft]) -> None:
    assert as_sets(said) == model(said)


@pure
@given(drafts(most=5))
def test_every_order_gives_the_same_state(said: list[Draft]) -> None:
    assert all(as_sets(order) == model(said) for order in permutations(said))


@pure
@given(drafts())
def test_doubled_lines_change_nothing(said: list[Draft]) -> None:
    assert as_sets(said) == model([*said, *said])


@stored
@given(deliveries())
def test_any_order_and_batching_is_kept_as_the_same_state(
    db: None, delivery: tuple[list[Draft], list[list[Draft]]]
) -> None:
    said, batches = delivery
    table = a_table()
    assert sent(table, batches) == model(said)
    assert table.workbook.entries.count() == table.workbook.version == len(said)


@stored
@given(drafts())
def test_the_same_batch_twice_is_once(db: None, said: list[Draft]) -> None:
    table = a_table()
    first = table.workbook.keep(said, by=table.writer)
    before = (stands(table.workbook), table.workbook.version, table.workbook.bytes_kept)
    again = table.workbook.keep(said, by=table.writer)
    assert (stands(table.workbook), table.workbook.version, table.workbook.bytes_kept) == before
    assert [each.outcome for each in again] == [Outcome.DUPLICATE] * len(said)
    assert [(e.id, e.digest, e.version) for e in again] == [
        (e.id, e.digest, e.version) for e in first
    ]


def test_all_120_orders_of_a_hard_case_are_kept_as_the_same_state(db: None) -> None:
    """A chain, a fork, a joining of both, and a bystander; one by one, in every order."""
    a, b, c, d, e = (UUID(int=n, version=4) for n in range(1, 6))
    yes = {"choice": "yes"}
    goal, plan = FIELDS
    said = [
        Draft(a, goal, yes),
        Draft(b, goal, yes, frozenset({a})),
        Draft(c, goal, yes, frozenset({a})),
        Draft(d, goal, yes, frozenset({b, c})),
        Draft(e, plan, yes, frozenset({d})),
    ]
    for order in permutations(said):
        assert sent(a_table(), [[draft] for draft in order]) == {goal: {d}, plan: {e}}


@pure
@given(
    st.uuids(),
    st.text(),
    st.dictionaries(st.text(), st.text() | st.booleans(), max_size=4),
    st.frozensets(st.uuids(), max_size=4),
)
def test_the_bytes_of_an_entry_do_not_depend_on_any_order(
    key: UUID, field: str, value: dict[str, str | bool], replaces: frozenset[UUID]
) -> None:
    one = Draft(key, field, value, replaces)
    turned = dict(reversed(list(value.items())))
    other = Draft(key, field, turned, frozenset(sorted(replaces, reverse=True)))
    assert one.canonical == other.canonical
    assert len(one.digest) == 64


@pure
@given(drafts(most=2), st.text(max_size=3))
def test_other_words_are_other_bytes(said: list[Draft], text: str) -> None:
    first = said[0]
    other = Draft(first.id, first.field, {"choice": text}, first.replaces)
    assert (first.digest == other.digest) == (first.value == other.value)
