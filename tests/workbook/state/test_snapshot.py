"""Reading what stands: each question with its parts, notes, steps, and the choice it comes to."""

import pytest

from barnraise.workbook.fields.kinds import CHOICES
from barnraise.workbook.state.load import snapshot_of
from barnraise.workbook.state.snapshot import (
    TWO,
    FieldState,
    QuestionState,
    StandingEntry,
    snapshot_from,
)
from tests.cast import Table, an_item
from tests.workbook.pages import now, say
from tests.workbook.snapshots import ITEM, SMALL, a_line, answered


def parts(*given: str, answer: str | None = None) -> QuestionState:
    """The question with three parts, of which these are answered."""
    lines = [a_line(f"part/people/{n}", choice=choice) for n, choice in enumerate(given, 1)]
    lines += [a_line("answer/people", choice=answer)] if answer is not None else []
    return snapshot_from(SMALL, lines).by_key["people"]


def test_nothing_said_reads_as_nothing() -> None:
    empty = snapshot_from(SMALL, [])
    assert [each.choice for each in empty.questions] == [""] * 5
    assert (empty.way, empty.now, empty.version) == ("scale", (), 0)
    place = empty.field_state("text/text-1")
    assert (place.text, place.sees, place.entry) == ("", "", None)
    assert not place.said
    assert not place.split


@pytest.mark.parametrize("choice", CHOICES)
def test_a_question_has_the_choice_that_stands(choice: str) -> None:
    assert answered(goal=choice).by_key["goal"].choice == choice


@pytest.mark.parametrize(
    ("given", "choice"),
    [
        (("yes", "yes", "yes"), "yes"),
        (("n_a", "n_a", "n_a"), "n_a"),
        (("yes", "n_a", "yes"), "yes"),
        (("not_yet", "n_a", "n_a"), "not_yet"),
        (("yes", "not_yet", "not_sure"), "partly"),
        (("partly", "not_yet", "not_yet"), "partly"),
        (("not_sure", "not_yet", "n_a"), "not_sure"),
        (("yes", "yes", ""), ""),
        (("yes", "yes"), ""),
        ((), ""),
    ],
)
def test_answered_parts_add_up_to_a_choice(given: tuple[str, ...], choice: str) -> None:
    assert parts(*given).choice == choice


def test_what_is_said_of_the_whole_goes_before_its_parts() -> None:
    said = parts("yes", "yes", "yes", answer="not_yet")
    assert (said.choice, said.from_parts) == ("not_yet", "")
    assert parts("yes", "yes", "yes", answer="").choice == "yes"


def test_a_part_with_two_answers_adds_up_to_nothing() -> None:
    lines = [a_line(f"part/people/{n}", choice="yes") for n in (1, 2, 3)]
    lines.append(a_line("part/people/3", 2, choice="partly"))
    assert snapshot_from(SMALL, lines).by_key["people"].choice == ""


def test_two_different_answers_read_as_two_and_two_alike_as_one() -> None:
    different = snapshot_from(SMALL, [a_line("answer/goal", choice=c) for c in ("yes", "partly")])
    alike = snapshot_from(SMALL, [a_line("answer/goal", choice="yes") for _time in range(2)])
    assert different.by_key["goal"].choice == TWO
    assert alike.by_key["goal"].choice == "yes"


def test_an_answer_and_a_blank_are_two_versions() -> None:
    place = FieldState("answer/goal", (a_line("", choice="yes"), a_line("", choice="")))
    assert place.split


def test_what_is_blank_or_false_does_not_make_versions_differ() -> None:
    bare = a_line("", 1, text="one")
    place = FieldState("", (bare, a_line("", 2, text="one", struck=False, more="")))
    assert place.versions == (bare,)
    assert place.entry == place.entries[-1]


def test_a_form_sends_back_all_that_stands() -> None:
    lines = tuple(a_line("text/text-1", n, text=str(n)) for n in (1, 2))
    assert FieldState("text/text-1", lines).sees == f"{lines[0].id} {lines[1].id}"


def test_items_are_found_under_their_question_and_blank_ones_are_gone() -> None:
    fields = {kind: f"{kind}/goal/{ITEM}" for kind in ("view", "note", "evidence", "step")}
    lines = [a_line(field, 7, text="x") for field in fields.values()]
    lines.append(a_line(f"note/goal/{ITEM[::-1]}", 9, text="", struck=False))
    found = snapshot_from(SMALL, lines).by_key["goal"]
    listed = (found.views, found.notes, found.evidence, found.steps)
    assert [[place.field for place in places] for places in listed] == [
        [f] for f in fields.values()
    ]
    assert found.version == 7


def test_steps_that_are_done_or_struck_are_closed() -> None:
    values: tuple[dict[str, bool], ...] = ({"done": True}, {"struck": True}, {"done": False}, {})
    lines = [a_line(f"step/goal/{n:032x}", what="x", **value) for n, value in enumerate(values)]
    found = snapshot_from(SMALL, lines).by_key["goal"]
    assert [step.field[-1] for step in found.open_steps] == ["2", "3"]


def test_the_work_is_where_anybody_says_it_is() -> None:
    lines = [a_line("now/raise", 1, here=True), a_line("now/raise", 2, here=False)]
    found = snapshot_from(SMALL, [*lines, a_line("now/gather", here=False)]).now
    assert [stage.key for stage in found] == ["raise"]


def test_lines_are_read_oldest_first_whatever_their_order() -> None:
    lines = [a_line("text/text-1", n, text=str(n)) for n in (3, 1, 2)]
    place = snapshot_from(SMALL, lines).field_state("text/text-1")
    assert [line.text() for line in place.entries] == ["1", "2", "3"]


def test_a_stage_has_its_questions_in_order() -> None:
    found = answered().of_stage(SMALL.stages[1])
    assert [each.question.key for each in found] == ["plan", "money"]


def test_what_is_kept_is_what_is_read(table: Table) -> None:
    step = an_item("step", "plan")
    say(table, step, what="Call", who="Ana", due="2027-03-31")
    say(table, "now/raise", here=True)
    say(table, "way", choice="tick")
    workbook = now(table)
    found = snapshot_of(workbook)
    [place] = found.by_key["plan"].steps
    assert isinstance(place.entry, StandingEntry)
    assert place.entry.text("what") == "Call"
    assert (place.entry.name, place.entry.by) == ("Ben", table.writer.pk)
    assert (found.way, [stage.key for stage in found.now]) == ("tick", ["raise"])
    assert found.version == workbook.version == 3
