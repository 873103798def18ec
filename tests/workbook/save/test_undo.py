"""Undo, strike and restore: what a field said before is said again, as one more entry."""

import pytest

from barnraise.workbook.save.save import SaveResult
from tests.cast import Table, an_item
from tests.ledger.states import stands
from tests.workbook.pages import Page, now, place_of, say, say_unseen

GOAL, TEXT = "answer/goal", "text/text-1"


def press(table: Table, verb: str, field: str, what: str = "", by: str = "writer") -> SaveResult:
    """Load the page and press one of its buttons."""
    do = f"{verb}:{field}" + (f":{what}" if what else "")
    return Page(table, field).post(by=table.seat(by).member, do=do)


def kept(taken: SaveResult) -> list[bool]:
    return [receipt.kept for receipt in taken.receipts]


def test_undo_says_again_what_was_said_before(table: Table) -> None:
    for choice in ("yes", "partly"):
        say(table, GOAL, choice=choice)
    press(table, "undo", GOAL)
    assert place_of(table, GOAL).choice == "yes"
    assert now(table).version == 3
    stands(now(table))


def test_undo_of_an_undo_is_as_if_nothing_had_been_undone(table: Table) -> None:
    for choice in ("yes", "partly"):
        say(table, GOAL, choice=choice)
    for expected in ("yes", "partly", "yes"):
        press(table, "undo", GOAL)
        assert place_of(table, GOAL).choice == expected


def test_undo_of_the_first_thing_ever_said_says_nothing(table: Table) -> None:
    step = an_item("step")
    say(table, step, what="Call", done=True)
    say(table, GOAL, choice="yes")
    for field in (step, GOAL):
        press(table, "undo", field)
        assert not place_of(table, field).said
    assert place_of(table, step).value["done"] is False
    press(table, "undo", GOAL)
    assert place_of(table, GOAL).choice == "yes"


def test_undo_where_nothing_was_said_does_nothing(table: Table) -> None:
    assert press(table, "undo", GOAL).receipts == ()
    assert press(table, "undo", "answer/none").receipts == ()


def test_undo_pressed_twice_on_the_same_page_is_once(table: Table) -> None:
    for choice in ("yes", "partly"):
        say(table, GOAL, choice=choice)
    page = Page(table, GOAL)
    for _time in range(2):
        page.post(do=f"undo:{GOAL}")
    assert place_of(table, GOAL).choice == "yes"
    assert now(table).version == 3


def test_undo_keeps_what_else_was_typed_on_the_page(table: Table) -> None:
    say(table, GOAL, choice="yes")
    Page(table, GOAL, TEXT).post({f"{TEXT}.text": "Bread"}, do=f"undo:{GOAL}")
    assert place_of(table, TEXT).text == "Bread"
    assert not place_of(table, GOAL).said


def test_undo_from_an_old_page_leaves_a_neighbors_answer_beside_it(table: Table) -> None:
    for choice in ("yes", "partly"):
        say(table, GOAL, choice=choice)
    page = Page(table, GOAL)
    say(table, GOAL, by=table.second, choice="not_yet")
    page.post(do=f"undo:{GOAL}")
    assert {line.value["choice"] for line in place_of(table, GOAL).entries} == {"yes", "not_yet"}


def test_undo_of_a_choice_between_two_says_the_later_of_the_two(table: Table) -> None:
    one, _other = say_unseen(table, GOAL, {"choice": "yes"}, {"choice": "partly"})
    press(table, "choose", GOAL, str(one.id))
    press(table, "undo", GOAL)
    assert place_of(table, GOAL).choice == "partly"


def test_a_note_is_struck_and_brought_back_by_its_writer_or_a_keeper(table: Table) -> None:
    note = an_item("note")
    say(table, note, text="Mine")
    for who in ("writer", "keeper"):
        assert kept(press(table, "strike", note, by=who)) == [True]
        assert place_of(table, note).value == {"text": "Mine", "struck": True}
        assert kept(press(table, "unstrike", note, by=who)) == [True]
        assert place_of(table, note).value == {"text": "Mine", "struck": False}


def test_after_a_keeper_struck_a_note_its_writer_can_still_change_it(table: Table) -> None:
    note = an_item("note")
    say(table, note, text="Mine")
    press(table, "strike", note, by="keeper")
    assert kept(press(table, "unstrike", note)) == [True]
    say(table, note, text="Mine, better said")
    press(table, "strike", note, by="keeper")
    assert kept(press(table, "undo", note, by="keeper")) == [True]
    assert place_of(table, note).value == {"text": "Mine, better said", "struck": False}


@pytest.mark.parametrize("verb", ["strike", "undo"])
def test_a_neighbor_strikes_and_undoes_no_note_of_others(table: Table, verb: str) -> None:
    note = an_item("note")
    say(table, note, text="Mine")
    assert kept(press(table, verb, note, by="second")) == [False]
    assert place_of(table, note).value["text"] == "Mine"
    assert not place_of(table, note).entries[0].struck


def test_a_keeper_cannot_undo_the_words_of_others(table: Table) -> None:
    note = an_item("note")
    say(table, note, text="Mine")
    say(table, note, text="Mine, better said")
    assert kept(press(table, "undo", note, by="keeper")) == [False]
    assert place_of(table, note).text == "Mine, better said"


def test_evidence_and_steps_are_struck_by_anybody(table: Table) -> None:
    evidence, step = an_item("evidence"), an_item("step")
    say(table, evidence, title="A letter")
    say(table, step, what="A letter")
    for field, name in ((evidence, "title"), (step, "what")):
        assert kept(press(table, "strike", field, by="second")) == [True]
        assert place_of(table, field).entries[0].struck
        assert place_of(table, field).value[name] == "A letter"


def test_striking_takes_its_words_from_its_own_field_only(table: Table) -> None:
    mine, yours = an_item("note"), an_item("note")
    say(table, mine, text="Mine")
    say(table, yours, by=table.second, text="Yours")
    page = Page(table, mine)
    page.held[f"{mine}~sees"] = [place_of(table, yours).sees]
    page.post(do=f"strike:{mine}")
    assert [line.text() for line in place_of(table, mine).entries] == ["Mine"]


def test_an_earlier_entry_of_the_field_is_restored_however_old(table: Table) -> None:
    first, *_others = [say(table, TEXT, text=text) for text in ("one", "two", "three", "four")]
    press(table, "restore", TEXT, str(first.id))
    assert place_of(table, TEXT).text == "one"
    assert len(place_of(table, TEXT).entries) == 1


@pytest.mark.parametrize("what", ["", "x", "\x00", "00000000-0000-4000-8000-000000000000"])
def test_what_was_never_said_is_not_restored(table: Table, what: str) -> None:
    say(table, TEXT, text="one")
    other = say(table, GOAL, choice="yes")
    for wanted in (what, str(other.id)):
        assert press(table, "restore", TEXT, wanted).receipts == ()


@pytest.mark.parametrize(
    "do", ["", "undo", "undo:", ":", "drop:answer/goal", "undo:\x00", "choose:a:b:c"]
)
def test_a_button_that_is_none_does_nothing(table: Table, do: str) -> None:
    say(table, GOAL, choice="yes")
    assert Page(table, GOAL).post(do=do).receipts == ()
