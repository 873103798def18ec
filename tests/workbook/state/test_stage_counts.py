"""A stage in words, and next steps by date."""

from barnraise.workbook.state.snapshot import Snapshot, snapshot_from
from barnraise.workbook.state.stage_counts import ORDER, choice_counts, dated_steps, stage_counts
from tests.workbook.snapshots import SMALL, a_line, answered


def test_there_is_a_tile_a_stage_and_its_counts_are_its_questions() -> None:
    found = stage_counts(answered(goal="yes", people="partly", money="yes"))
    assert [tile.stage.key for tile in found] == ["gather", "raise"]
    assert [tile.counts for tile in found] == [
        (("yes", 1), ("partly", 1), ("", 1)),
        (("yes", 1), ("", 1)),
    ]


def test_counts_come_in_one_order_and_add_up() -> None:
    of = answered(goal="not_sure", people="n_a", trust="disagree", plan="not_yet", money="yes")
    found = choice_counts(of.questions)
    assert [choice for choice, _many in found] == ["yes", "not_yet", "not_sure", "disagree", "n_a"]
    assert sum(many for _choice, many in found) == len(SMALL.questions)


def test_two_answers_count_as_not_agreed() -> None:
    lines = [a_line("answer/goal", choice=choice) for choice in ("yes", "partly")]
    lines.append(a_line("answer/people", choice="disagree"))
    assert choice_counts(snapshot_from(SMALL, lines).questions) == (("disagree", 2), ("", 3))


def test_every_choice_has_its_place_in_the_order() -> None:
    assert {"yes", "partly", "not_yet", "not_sure", "n_a", "disagree", "two", ""} == set(ORDER)


def steps(*values: dict[str, str | bool]) -> Snapshot:
    lines = [a_line(f"step/goal/{n:032x}", n + 1, **value) for n, value in enumerate(values)]
    return snapshot_from(SMALL, lines)


def whats(of: Snapshot) -> list[str]:
    return [str(step.field_state.value["what"]) for step in dated_steps(of)]


def test_open_steps_come_by_date_then_undated_then_done() -> None:
    of = steps(
        {"what": "done", "due": "2027-01-01", "done": True},
        {"what": "undated"},
        {"what": "later", "due": "2027-12-01"},
        {"what": "sooner", "due": "2027-04-01", "done": False},
    )
    assert whats(of) == ["sooner", "later", "undated", "done"]


def test_struck_steps_are_not_listed() -> None:
    assert whats(steps({"what": "gone", "struck": True}, {"what": "here"})) == ["here"]


def test_a_step_with_two_versions_is_listed_once_as_open() -> None:
    field = f"step/goal/{0:032x}"
    lines = [a_line(field, 1, what="Call", done=True), a_line(field, 2, what="Call")]
    [step] = dated_steps(snapshot_from(SMALL, lines))
    assert (step.done, step.due, step.field_state.split) == (False, "", True)
    assert step.question.question.key == "goal"
