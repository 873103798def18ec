"""What a new version changes."""

from barnraise.instruments.diff import compare, returned_as_another
from barnraise.instruments.parser import parse

from .samples import SMALL, spoiled

WATER = SMALL[SMALL.index("      - key: water") :]
OLD = parse(SMALL)
WITHOUT_WATER = parse(SMALL.replace(WATER, ""))


def test_against_nothing_everything_is_new():
    assert compare(None, OLD).new == ("soil", "water", "ground-text")


def test_the_same_has_no_changes():
    changes = compare(OLD, parse(SMALL))
    assert (changes.new, changes.changed, changes.removed) == ((), (), ())


def test_a_text_fix_is_a_change():
    assert compare(OLD, parse(spoiled("Is the soil good?", "Good soil?"))).changed == ("soil",)
    assert compare(OLD, parse(spoiled("What have we seen?", "Seen?"))).notes.changed == (
        "ground-text",
    )


def test_new_and_removed_questions_are_named():
    assert compare(OLD, WITHOUT_WATER).removed == ("water",)
    assert compare(WITHOUT_WATER, OLD).new == ("water",)


def test_a_renamed_key_is_one_removed_and_one_new():
    changes = compare(OLD, parse(SMALL.replace("soil", "earth")))
    assert (changes.questions.new, changes.questions.removed) == (("earth",), ("soil",))


def test_a_key_may_come_back_as_what_it_was():
    assert returned_as_another(OLD, [WITHOUT_WATER, OLD]) == ()
    reworded = parse(spoiled("es: Agua", "es: El agua"))
    assert returned_as_another(reworded, [WITHOUT_WATER, OLD]) == ()


def test_a_key_that_comes_back_as_something_else_is_named():
    other = parse(spoiled("{en: Water, es: Agua}", "{en: Weeds, es: Hierbas}"))
    assert returned_as_another(other, [WITHOUT_WATER, OLD]) == ("water",)
    assert returned_as_another(other, [OLD]) == ()
