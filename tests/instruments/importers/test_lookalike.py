"""A document with every oddity of real ones at once, in words of our own, is read whole."""

from barnraise.instruments.importers.build_set import document
from barnraise.instruments.importers.draft import DraftSet
from barnraise.instruments.importers.read_document import read
from barnraise.instruments.parser import parse

from .readers import FIXTURES, counts, found_in, left


def lookalike() -> DraftSet:
    return found_in("lookalike.txt")


def test_title_and_opening_are_kept():
    found = lookalike()
    assert found.title == "Getting a Shared Kitchen Ready"
    assert found.intro.startswith("Where does your kitchen stand")
    assert found.intro.endswith("cook, clean or pay for it.")
    assert (found.language, found.remarks) == ("en", ())


def test_each_stage_has_its_title_introduction_questions_and_field():
    found = lookalike()
    titles = ["Look Around First", "Find the Cooks", "Agree on What Matters"]
    assert [stage.title for stage in found.stages] == titles
    assert [stage.mark for stage in found.stages] == [f"KITCHEN STAGE {n}" for n in (1, 2, 3)]
    assert [stage.intro[:11] for stage in found.stages] == [
        "Stage 1 is ",
        "Stage 2 goe",
        "Stage 3 is ",
    ]
    assert all(stage.intro.endswith(".") for stage in found.stages)
    assert [stage.notes for stage in found.stages] == [(f"cook-text-{n}",) for n in (1, 2, 3)]
    assert counts(found) == [6, 3, 4]


def test_labels_come_off_whole_whatever_their_asterisks():
    assert [question.label for question in lookalike().questions] == [
        "OUR AIM", "ROOMS & STOVES", "WHO COMES", "VOICES AT THE TABLE", "FACTS AND STORIES",
        "FAIR SHARE", "LOCAL COOKS", "MANY KINDS OF PEOPLE", "GROUPS ALREADY COOKING",
        "GOAL AND PROMISE", "PLAN OF WORK", "FIRST COUNT", "Rules of the house",
    ]  # fmt: skip
    assert not any("*" in question.text for question in lookalike().questions)


def test_bracketed_guidance_is_guidance_also_when_nobody_closed_it():
    guided = {q.label: q.guidance for q in lookalike().questions if q.guidance}
    assert list(guided) == [
        "FACTS AND STORIES", "MANY KINDS OF PEOPLE", "GROUPS ALREADY COOKING", "PLAN OF WORK"
    ]  # fmt: skip
    assert guided["PLAN OF WORK"] == "A drawing with arrows can help, for example."
    assert not any(sign in q.text + q.guidance for q in lookalike().questions for sign in "[]<>")


def test_what_asks_twice_is_offered_in_parts():
    parts = {q.label: q.parts for q in lookalike().questions if q.parts}
    assert list(parts) == ["OUR AIM", "WHO COMES", "FAIR SHARE", "GOAL AND PROMISE"]
    assert parts["WHO COMES"] == (
        "Did we ask which families would come?",
        "Has anybody outside our own circle been asked too?",
    )


def test_an_open_parenthesis_and_curly_quotes_stay_as_they_are():
    cooks = lookalike().stages[1].questions[0]
    assert "“who cooks what”" in cooks.text
    assert cooks.text.endswith("(e.g., who signs for the hall and the budget)")


def test_only_what_is_no_part_of_it_is_left_over_with_its_line():
    found = lookalike()
    assert left(found) == [
        "TOOLS FOR GOOD NEIGHBORS", *["THINGS TO TALK OVER"] * 3, "A drawing of a pot"
    ]  # fmt: skip
    assert [one.line for one in found.leftover] == [3, 9, 14, 36, 45]
    lines = (FIXTURES / "lookalike.txt").read_text(encoding="utf-8").split("\n")
    assert all(one.text in lines[one.line - 1] for one in found.leftover)
    assert all(question.text[:20] in lines[question.line - 1] for question in found.questions)


def test_its_edition_keeps_all_of_it():
    found = lookalike()
    instrument = parse(document(found))
    assert instrument.key == "getting-a-shared-kitchen-ready"
    assert [note.key for note in instrument.note_fields] == [f"cook-text-{n}" for n in (1, 2, 3)]
    assert instrument.questions[1].key == "rooms-stoves"
    assert str(instrument.questions[4].hint).startswith("For instance")
    assert str(instrument.stages[0].alias) == "KITCHEN STAGE 1"
    assert [(one.line, one.text) for one in instrument.leftover] == [
        (one.line, one.text) for one in found.leftover
    ]


def test_other_line_breaks_and_letters_change_nothing():
    text = (FIXTURES / "lookalike.txt").read_text(encoding="utf-8")
    found = lookalike()
    assert read(text.replace("\n", "\r\n").encode()) == found
    assert read(text.encode("utf-16")) == found
    assert read(text.encode("utf-8-sig")) == found
    assert read(text.encode("cp1252")) == found
