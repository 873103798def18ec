"""What was erased is gone for good, whatever comes again and in whatever order."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barnraise.house.backups.integrity import troubles
from barnraise.ledger.append import rebuilt
from barnraise.ledger.draft import Draft
from barnraise.ledger.erase import Act, erase
from barnraise.ledger.receipt import Outcome
from barnraise.ledger.removal import removal
from barnraise.workbook.models import Entry, Erased, Erasure
from tests.cast import Table, a_draft, a_table, forgotten
from tests.laws import examples
from tests.ledger.states import stands

FIELDS = ("text/text-1", "reason/goal")


def an_act(field: str, *drafts: Draft, words: bool = True, names: bool = False) -> Act:
    keys = frozenset(draft.id for draft in drafts)
    signed = ("Ana", "Juniper Bend Housing")
    return Act(uuid4(), field, keys, words, names, signed, timezone.now())


def everything(table: Table) -> str:
    """All that the database holds of a workbook, as text."""
    book = table.workbook
    there: list[Any] = [book.entries, book.set_aside, book.erasures, book.erased]
    rows = [list(each.values()) for each in there]
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_an_erased_entry_keeps_its_place_and_says_nothing(table: Table) -> None:
    one = a_draft(FIELDS[0], text="Maria Lopez is nine.")
    two = a_draft(FIELDS[0], one.id, text="She is nine.")
    table.workbook.keep([one, two], by=table.writer)
    size = table.workbook.bytes_kept
    act = an_act(FIELDS[0], one, two)
    assert erase(table.workbook, act, by=table.keeper) == 2
    gone = list(table.workbook.entries.filter(key__in=act.keys).order_by("version"))
    assert [(e.version, e.value, e.digest) for e in gone] == [(1, {}, ""), (2, {}, "")]
    assert {e.name for e in gone} == {"Ben"}
    assert "Maria" not in everything(table)
    assert stands(table.workbook) == rebuilt(table.workbook) == {FIELDS[0]: {act.key}}
    assert table.workbook.version == 3
    assert table.workbook.bytes_kept < size
    assert not list(troubles("default"))


def test_what_was_erased_is_answered_with_erased_and_not_kept(table: Table) -> None:
    said = a_draft(FIELDS[0], text="Maria")
    table.workbook.keep([said], by=table.writer)
    erase(table.workbook, an_act(FIELDS[0], said), by=table.keeper)
    other = Draft(said.id, said.field, {"text": "Maria again"})
    receipts = table.workbook.keep([said, other], by=table.writer)
    assert [each.outcome for each in receipts] == [Outcome.ERASED] * 2
    assert all(each.reason for each in receipts)
    assert "Maria" not in everything(table)


def test_it_is_known_even_where_the_entry_never_was(table: Table) -> None:
    """As in a database restored from before the entry came."""
    said = a_draft(FIELDS[0], text="Maria")
    erase(table.workbook, an_act(FIELDS[0], said), by=table.keeper)
    [receipt] = table.workbook.keep([said], by=table.writer)
    assert receipt.outcome is Outcome.ERASED
    assert table.workbook.version == 0


def test_a_change_to_erased_words_is_refused_and_may_begin_anew(table: Table) -> None:
    said = a_draft(FIELDS[0], text="Maria")
    table.workbook.keep([said], by=table.writer)
    act = an_act(FIELDS[0], said)
    erase(table.workbook, act, by=table.keeper)
    [receipt] = table.workbook.keep([a_draft(FIELDS[0], said.id, text="Maria L.")], by=table.writer)
    assert (receipt.outcome, receipt.instead) == (Outcome.REFUSED, (act.key,))
    [again] = table.workbook.keep(
        [a_draft(FIELDS[0], *receipt.instead, text="A pupil.")], by=table.writer
    )
    assert again.outcome is Outcome.STORED
    assert stands(table.workbook) == {FIELDS[0]: {again.id}}


def test_erasing_an_earlier_version_leaves_what_stands(table: Table) -> None:
    one = a_draft(FIELDS[0], text="Maria")
    two = a_draft(FIELDS[0], one.id, text="A pupil")
    table.workbook.keep([one, two], by=table.writer)
    erase(table.workbook, an_act(FIELDS[0], one), by=table.keeper)
    assert stands(table.workbook) == rebuilt(table.workbook) == {FIELDS[0]: {two.id}}
    assert table.workbook.version == 3


def test_of_two_versions_the_other_one_stands_alone(table: Table) -> None:
    one, two = a_draft(FIELDS[0], text="Maria"), a_draft(FIELDS[0], text="A pupil")
    table.workbook.keep([one, two], by=table.writer)
    erase(table.workbook, an_act(FIELDS[0], one), by=table.keeper)
    assert stands(table.workbook) == rebuilt(table.workbook) == {FIELDS[0]: {two.id}}


def test_what_was_set_aside_under_its_id_goes_too(table: Table) -> None:
    said = a_draft(FIELDS[0], text="one")
    other = Draft(said.id, said.field, {"text": "Maria"})
    table.workbook.keep([said, other], by=table.writer)
    assert "Maria" in everything(table)
    erase(table.workbook, an_act(FIELDS[0], said), by=table.keeper)
    assert "Maria" not in everything(table)


def test_a_name_can_go_and_the_words_stay(table: Table) -> None:
    said = a_draft(FIELDS[0], text="one")
    table.workbook.keep([said], by=table.writer)
    erase(table.workbook, an_act(FIELDS[0], said, words=False, names=True), by=table.keeper)
    entry = table.workbook.entries.get(key=said.id)
    assert (entry.value, entry.name, entry.organization) == ({"text": "one"}, "", "")
    [receipt] = table.workbook.keep([said], by=table.writer)
    assert receipt.outcome is Outcome.DUPLICATE
    assert not list(troubles("default"))


def test_words_that_come_back_after_a_restore_come_without_the_erased_name(table: Table) -> None:
    said = a_draft(FIELDS[0], text="one")
    erase(table.workbook, an_act(FIELDS[0], said, words=False, names=True), by=table.keeper)
    [receipt] = table.workbook.keep([said], by=table.writer)
    assert receipt.outcome is Outcome.STORED
    assert table.workbook.entries.get(key=said.id).name == ""


def test_the_same_act_twice_is_once(table: Table) -> None:
    said = a_draft(FIELDS[0], text="one")
    table.workbook.keep([said], by=table.writer)
    act = an_act(FIELDS[0], said)
    assert [erase(table.workbook, act, by=table.keeper) for _time in range(2)] == [1, 0]
    assert table.workbook.version == 2


def test_a_full_workbook_can_be_erased_in(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    said = a_draft(FIELDS[0], text="one")
    table.workbook.keep([said], by=table.writer)
    monkeypatch.setattr(type(table.workbook), "max_standing", 1)
    assert erase(table.workbook, an_act(FIELDS[0], said), by=table.keeper) == 1


@pytest.mark.parametrize("model", [Erasure, Erased, Entry])
def test_nobody_undoes_an_erasure(table: Table, model: Any) -> None:
    said = a_draft(FIELDS[0], text="one")
    table.workbook.keep([said], by=table.writer)
    erase(table.workbook, an_act(FIELDS[0], said), by=table.keeper)
    for change in (model.objects.all().delete, lambda: model.objects.update(key=uuid4())):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_words_in_an_erased_entry_are_found_by_the_doctor(table: Table) -> None:
    said = a_draft(FIELDS[0], text="one")
    table.workbook.keep([said], by=table.writer)
    erase(table.workbook, an_act(FIELDS[0], said), by=table.keeper)
    with removal("a test"):
        table.workbook.entries.filter(key=said.id).update(value={"text": "one"}, digest=said.digest)
    assert any("was erased, and still says something" in each for each in troubles("default"))


@dataclass
class Model:
    """The promise in a few lines: what is kept, what is gone, what stands."""

    kept: dict[UUID, Draft] = field(default_factory=dict)
    gone: set[UUID] = field(default_factory=set)
    acts: dict[UUID, tuple[str, frozenset[UUID]]] = field(default_factory=dict)

    def keep(self, draft: Draft) -> Outcome:
        if draft.id in self.gone:
            return Outcome.ERASED
        if draft.id in self.kept:
            return Outcome.DUPLICATE
        if draft.replaces & self.gone:
            return Outcome.REFUSED
        self.kept[draft.id] = draft
        return Outcome.STORED

    def erase(self, act: Act) -> None:
        stood = self.standing().get(act.field, set())
        replaced = stood & act.keys
        self.gone |= act.keys & self.kept.keys()
        itself = frozenset() if replaced and stood <= act.keys else frozenset({act.key})
        self.acts[act.key] = (act.field, frozenset(replaced) | itself)

    def standing(self) -> dict[str, set[UUID]]:
        there = [(draft.id, draft.field, draft.replaces) for draft in self.kept.values()]
        there += [(key, field, replaces) for key, (field, replaces) in self.acts.items()]
        found: dict[str, set[UUID]] = {}
        for key, name, _replaces in there:
            if not any(name == other and key in gone for _id, other, gone in there):
                found.setdefault(name, set()).add(key)
        return found


@st.composite
def stories(draw: st.DrawFn) -> list[tuple[str, Any]]:
    """Keeps, erasures and deliveries of the same entries again, in any order."""
    keys = draw(st.lists(st.uuids(version=4), min_size=1, max_size=6, unique=True))
    said = [
        Draft(
            id=key,
            field=draw(st.sampled_from(FIELDS)),
            value={"text": f"words {number:02}"},
            replaces=draw(st.frozensets(st.sampled_from(keys), max_size=2)) - {key},
        )
        for number, key in enumerate(keys)
    ]
    step = st.one_of(
        st.tuples(st.just("keep"), st.lists(st.sampled_from(said), min_size=1, max_size=4)),
        st.tuples(st.just("erase"), st.lists(st.sampled_from(said), min_size=1, max_size=3)),
    )
    return draw(st.lists(step, min_size=2, max_size=9))


@settings(
    max_examples=examples(60),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(stories())
def test_whatever_happens_erased_words_are_nowhere_and_the_rest_stands(
    db: None, story: list[tuple[str, Any]]
) -> None:
    with forgotten():
        table, model = a_table(), Model()
        for verb, drafts in story:
            if verb == "keep":
                receipts = table.workbook.keep(drafts, by=table.writer)
                assert [each.outcome for each in receipts] == [*map(model.keep, drafts)]
                continue
            for name in FIELDS:
                there = [d for d in drafts if d.field == name and d.id in model.kept]
                if there and not {d.id for d in there} <= model.gone:
                    act = an_act(name, *there)
                    model.erase(act)
                    erase(table.workbook, act, by=table.keeper)
        assert stands(table.workbook) == rebuilt(table.workbook) == model.standing()
        text = everything(table)
        for draft in model.kept.values():
            assert (str(draft.value["text"]) in text) == (draft.id not in model.gone)
        name = f"workbook {table.workbook.pk}"
        assert not [each for each in troubles("default") if each.startswith(name)]
