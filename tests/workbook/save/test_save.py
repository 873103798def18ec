"""Posting a page without JavaScript: what changed is kept once, what did not is left alone."""

from uuid import uuid4

import pytest

from barnraise.workbook.models import Workbook
from barnraise.workbook.save.save import SaveResult
from barnraise.workbook.state.load import snapshot_of
from tests.cast import Table, a_table, an_item
from tests.crowds import Crowd
from tests.ledger.states import stands
from tests.workbook.pages import Page, now, place_of, say

GOAL, PLAN, TEXT = "answer/goal", "answer/plan", "text/text-1"
EVERYTHING = (GOAL, PLAN, TEXT, "part/people/2", "reason/goal", "now/gather", "way")


def outcomes(taken: SaveResult) -> list[str]:
    return [receipt.outcome.value for receipt in taken.receipts]


def changed(taken: SaveResult) -> list[str]:
    return [result.posted.field for result in taken.fields if result.receipt]


def texts(table: Table, field: str) -> set[str]:
    return {line.text() for line in place_of(table, field).entries}


def test_only_what_changed_becomes_an_entry(table: Table) -> None:
    taken = Page(table, *EVERYTHING).post({f"{PLAN}.choice": "yes"})
    assert (changed(taken), outcomes(taken), taken.rejected) == ([PLAN], ["stored"], ())
    assert now(table).version == 1


def test_a_fresh_page_posted_untouched_says_nothing(table: Table) -> None:
    fields = [*EVERYTHING, an_item("note"), an_item("view"), an_item("evidence"), an_item("step")]
    assert Page(table, *fields).post().receipts == ()


def test_a_full_page_posted_untouched_says_nothing(table: Table) -> None:
    step, evidence = an_item("step"), an_item("evidence")
    say(table, GOAL, choice="n_a")
    say(table, TEXT, text="One\n\n  two — ¡tres! 🍞\n")
    say(table, step, what="Call", who="Ana", due="2027-03-31", done=True)
    say(table, evidence, title="A letter", link="https://example.org/a?b=1&c=2")
    say(table, "now/gather", here=True)
    say(table, "way", choice="tick")
    assert Page(table, *EVERYTHING, step, evidence).post().receipts == ()


def test_an_old_page_never_overwrites_a_neighbor(table: Table) -> None:
    old = Page(table, *EVERYTHING)
    say(table, GOAL, by=table.second, choice="yes")
    say(table, "way", by=table.second, choice="tick")
    taken = old.post({f"{PLAN}.choice": "partly"})
    assert changed(taken) == [PLAN]
    assert place_of(table, GOAL).choice == "yes"
    assert snapshot_of(now(table)).way == "tick"


def test_the_same_page_twice_is_once(table: Table) -> None:
    page = Page(table, GOAL, TEXT)
    typed = {f"{GOAL}.choice": "yes", f"{TEXT}.text": "Bread"}
    assert outcomes(page.post(typed)) == ["stored", "stored"]
    assert outcomes(page.post(typed)) == ["duplicate", "duplicate"]
    assert now(table).version == 2


def test_the_back_button_replaces_what_the_page_already_sent(table: Table) -> None:
    page = Page(table, TEXT)
    for text in ("A", "B", "C", "D"):
        assert outcomes(page.post({f"{TEXT}.text": text})) == ["stored"]
        assert texts(table, TEXT) == {text}
    stands(now(table))


def test_each_of_those_sent_twice_is_once(table: Table) -> None:
    page = Page(table, TEXT)
    for text in ("A", "B", "C"):
        page.post({f"{TEXT}.text": text})
    for text in ("C", "B", "A"):  # late copies of what was sent before
        assert outcomes(page.post({f"{TEXT}.text": text})) == ["duplicate"]
    assert texts(table, TEXT) == {"C"}
    assert now(table).version == 3


def test_going_back_several_pages_leaves_one_text_by_the_same_writer(table: Table) -> None:
    first = Page(table, TEXT)
    first.post({f"{TEXT}.text": "A"})
    second = Page(table, TEXT)
    second.post({f"{TEXT}.text": "B"})
    Page(table, TEXT).post({f"{TEXT}.text": "C"})
    first.post({f"{TEXT}.text": "D"})
    assert texts(table, TEXT) == {"D"}
    second.post({f"{TEXT}.text": "E"})
    assert texts(table, TEXT) == {"E"}


def test_going_back_leaves_a_neighbors_words_beside_ones_own(table: Table) -> None:
    page = Page(table, TEXT)
    page.post({f"{TEXT}.text": "A"})
    say(table, TEXT, by=table.second, text="A and more")
    page.post({f"{TEXT}.text": "B"})
    page.post({f"{TEXT}.text": "C"})
    assert texts(table, TEXT) == {"A and more", "C"}


def test_an_id_used_in_another_field_costs_nobody_their_words(table: Table) -> None:
    page = Page(table, GOAL, PLAN)
    page.held[f"{PLAN}~id"] = page.held[f"{GOAL}~id"]
    page.post({f"{GOAL}.choice": "yes"})
    assert outcomes(page.post({f"{GOAL}.choice": "yes", f"{PLAN}.choice": "partly"})) == [
        "duplicate",
        "stored",
    ]
    assert (place_of(table, GOAL).choice, place_of(table, PLAN).choice) == ("yes", "partly")


def test_a_checkbox_pairs_with_a_hidden_off(table: Table) -> None:
    say(table, "now/gather", here=True)
    page = Page(table, "now/gather")
    assert page.held["now/gather.here"] == ["off", "on"]
    page.post({"now/gather.here": ["off"]})
    assert place_of(table, "now/gather").value == {"here": False}
    Page(table, "now/gather").post({"now/gather.here": ["off", "on"]})
    assert place_of(table, "now/gather").value == {"here": True}


def test_a_part_of_an_item_left_out_of_the_page_is_kept_as_it_was(table: Table) -> None:
    step = an_item("step")
    say(table, step, what="Call", who="Ana", due="2027-03-31")
    page = Page(table, step)
    page.held = {name: v for name, v in page.held.items() if "~" in name}
    page.post({f"{step}.done": ["off", "on"]})
    value = place_of(table, step).value
    assert (value["what"], value["due"], value["done"]) == ("Call", "2027-03-31", True)


def test_one_bad_field_fails_alone_and_gives_its_words_back(table: Table) -> None:
    evidence, late = an_item("evidence"), an_item("step")
    typed = {
        f"{GOAL}.choice": "yes",
        f"{evidence}.title": "A letter",
        f"{evidence}.link": "javascript:alert(1)",
        f"{late}.what": "Call",
        f"{late}.due": "2027-02-31",
        f"{TEXT}.text": "x" * 50_001,
    }
    taken = Page(table, GOAL, evidence, late, TEXT).post(typed)
    assert outcomes(taken) == ["stored", "refused", "refused", "refused"]
    assert [each.field for each in taken.rejected] == [evidence, late, TEXT]
    assert all(each.sentence for each in taken.rejected)
    assert taken.rejected[0].words == "A letter\njavascript:alert(1)"
    assert taken.rejected[2].words == "x" * 50_001


def test_when_the_workbook_is_full_the_words_come_back(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workbook, "max_standing", 0)
    [rejected] = Page(table, TEXT).post({f"{TEXT}.text": "Bread"}).rejected
    assert rejected.words == "Bread"
    assert "full" in rejected.sentence


HOSTILE = ["a\x00b", "\x01\x02", "a\ud800b", "\u202eevil", "<script>", "' OR 1=1 --", "{{7*7}}"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_kept_without_what_no_database_keeps(table: Table, text: str) -> None:
    taken = Page(table, TEXT).post({f"{TEXT}.text": f"[{text}]"})
    assert outcomes(taken) == ["stored"]
    kept = place_of(table, TEXT).text
    assert kept == f"[{text}]".translate({0: None, 1: None, 2: None, 0xD800: None})
    assert Page(table, TEXT).post().receipts == ()


NOTHING = ["", "note", "answer/", "answer/nothing", "part/people/4", "part/people/" + "1" * 5_000]
NOTHING += ["way/x", "\x00", "note/goal/\x00", "text/text-1/", "ANSWER/goal", "answer/goal~id"]


@pytest.mark.parametrize("field", NOTHING, ids=range(len(NOTHING)))
def test_a_field_that_names_nothing_is_passed_over(table: Table, field: str) -> None:
    page = Page(table, GOAL)
    page.held |= {f"{field}~id": [str(uuid4())], f"{field}~sees": [""], f"{field}.choice": ["yes"]}
    assert changed(page.post({f"{GOAL}.choice": "yes"})) == [GOAL]


@pytest.mark.parametrize("key", ["", "x", "\x00", "0" * 31, "{" * 40, "\ud800" * 32, "-" * 36])
def test_unreadable_ids_lose_no_words(table: Table, key: str) -> None:
    page = Page(table, GOAL)
    page.held |= {f"{GOAL}~id": [key], f"{GOAL}~sees": [f"{key} {key}"]}
    assert outcomes(page.post({f"{GOAL}.choice": "yes"})) == ["stored"]


def test_seeing_entries_of_another_field_takes_nothing_from_them(table: Table) -> None:
    step = an_item("step")
    say(table, step, what="Call", who="Ana")
    page = Page(table, GOAL)
    page.held[f"{GOAL}~sees"] = [place_of(table, step).sees]
    page.post({f"{GOAL}.choice": "yes"})
    assert place_of(table, GOAL).value == {"choice": "yes"}
    assert place_of(table, step).value["what"] == "Call"


def test_a_page_that_claims_to_have_seen_thousands_is_read(table: Table) -> None:
    page = Page(table, GOAL, PLAN)
    page.held[f"{GOAL}~sees"] = [" ".join(uuid4().hex for _time in range(6_000))]
    typed = {f"{GOAL}.choice": "yes", f"{PLAN}.choice": "yes"}
    assert outcomes(page.post(typed)) == ["stored", "stored"]


def test_six_hundred_items_on_a_page_are_all_kept(table: Table) -> None:
    notes = [an_item("note") for _time in range(600)]
    taken = Page(table, *notes).post({f"{note}.text": "n" for note in notes})
    assert outcomes(taken) == ["stored"] * 600
    stands(now(table))


def test_a_neighbor_cannot_change_a_note_and_a_keeper_can_only_strike_it(table: Table) -> None:
    note = an_item("note")
    say(table, note, text="Mine")
    typed: dict[str, str | list[str]] = {f"{note}.text": "Yours"}
    for other in (table.second, table.keeper):
        assert outcomes(Page(table, note).post(typed, by=other)) == ["refused"]
    for struck in (table.second, table.keeper):
        typed |= {f"{note}.struck": ["off", "on"]}
        assert outcomes(Page(table, note).post(typed, by=struck)) == ["refused"]
    assert place_of(table, note).text == "Mine"
    assert outcomes(Page(table, note).post(typed)) == ["stored"]


def test_anybody_may_change_steps_and_evidence(table: Table) -> None:
    step = an_item("step")
    say(table, step, what="Call")
    say(table, step, by=table.second, done=True)
    assert place_of(table, step).value["done"] is True


def test_a_note_cannot_be_taken_over_by_not_having_seen_it(table: Table) -> None:
    note = an_item("note")
    page = Page(table, note)
    say(table, note, text="Mine")
    assert outcomes(page.post({f"{note}.text": "Yours"}, by=table.second)) == ["refused"]


def test_one_page_posted_by_a_crowd_with_different_words_loses_none(
    crowd: Crowd[SaveResult],
) -> None:
    """A page whose saves overtake each other: each is kept, one stands, none is set aside."""
    table = a_table()
    page, member = Page(table, TEXT), table.writer
    found = crowd(lambda number: page.post({f"{TEXT}.text": f"v{number}"}, by=member), 10)
    assert [outcomes(taken) for taken in found] == [["stored"]] * 10
    assert len(place_of(table, TEXT).entries) == 1
    assert now(table).set_aside.count() == 0
    stands(now(table))


def test_the_same_post_by_a_crowd_is_once(crowd: Crowd[SaveResult]) -> None:
    table = a_table()
    page, member = Page(table, GOAL), table.writer
    found = crowd(lambda _number: page.post({f"{GOAL}.choice": "yes"}, by=member), 20)
    outs = sorted(outcomes(taken)[0] for taken in found)
    assert outs == ["duplicate"] * 19 + ["stored"]
    assert now(table).version == 1
