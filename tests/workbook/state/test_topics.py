"""Worth talking about next: the published order, and nudges about what a yes leans on."""

from barnraise.workbook.state.snapshot import Snapshot, snapshot_from
from barnraise.workbook.state.topics import nudges, topics
from tests.workbook.snapshots import ITEM, SMALL, a_line, answered


def found(of: Snapshot, most: int = 5) -> list[tuple[str, str]]:
    return [(topic.state.question.key, topic.reason) for topic in topics(of, most)]


def test_an_empty_workbook_has_nothing_to_talk_about_next() -> None:
    assert found(answered()) == []


def test_what_is_in_place_or_does_not_apply_is_no_topic() -> None:
    assert found(answered(goal="yes", people="n_a", trust="yes", plan="yes", money="n_a")) == []


def test_not_agreed_comes_first_then_not_sure_then_leaned_on_then_not_yet() -> None:
    of = answered(
        money="not_yet", goal="not_yet", plan="partly", people="not_sure", trust="disagree"
    )
    assert found(of) == [
        ("trust", "apart"),
        ("people", "unsure"),
        ("goal", "leaned_on"),
        ("money", "not_yet"),
    ]


def test_two_different_answers_are_not_agreed() -> None:
    lines = [a_line("answer/goal", choice=choice) for choice in ("yes", "partly")]
    assert found(snapshot_from(SMALL, lines)) == [("goal", "apart")]


def test_a_blank_question_is_a_topic_only_when_something_leans_on_it() -> None:
    assert found(answered(plan="yes")) == [("goal", "leaned_on"), ("trust", "leaned_on")]
    assert found(answered(plan="not_yet")) == [("plan", "not_yet")]


def test_the_most_leaned_on_comes_first() -> None:
    of = answered(plan="yes", money="partly")
    assert [(topic.state.question.key, topic.leaning) for topic in topics(of)] == [
        ("goal", 2),
        ("trust", 1),
    ]


def test_not_yet_without_a_next_step_comes_before_not_yet_with_one() -> None:
    lines = [a_line(f"answer/{key}", choice="not_yet") for key in ("goal", "money")]
    step = a_line(f"step/goal/{ITEM}", what="Call")
    assert found(snapshot_from(SMALL, [*lines, step])) == [
        ("money", "not_yet"),
        ("goal", "not_yet"),
    ]
    done = a_line(f"step/goal/{ITEM}", what="Call", done=True)
    assert found(snapshot_from(SMALL, [*lines, done])) == [
        ("goal", "not_yet"),
        ("money", "not_yet"),
    ]


def test_no_more_are_named_than_asked_for() -> None:
    of = answered(**{question.key: "not_sure" for question in SMALL.questions})
    assert len(found(of)) == 5
    assert found(of, most=2) == [("goal", "unsure"), ("people", "unsure")]


def nudged(of: Snapshot, key: str) -> list[str]:
    return [each.question.key for each in nudges(of, of.by_key[key])]


def test_a_yes_that_leans_on_what_is_not_in_place_is_worth_a_second_look() -> None:
    assert nudged(answered(plan="yes", goal="partly"), "plan") == ["goal", "trust"]
    assert nudged(answered(plan="yes", goal="yes", trust="yes"), "plan") == []


def test_only_a_yes_is_looked_at_again_and_what_does_not_apply_carries_no_weight() -> None:
    assert nudged(answered(plan="partly"), "plan") == []
    assert nudged(answered(plan="yes", goal="n_a", trust="yes"), "plan") == []
