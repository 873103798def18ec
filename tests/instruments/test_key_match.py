"""A changed document takes the keys of the set it is a new version of."""

from dataclasses import replace

from barnraise.instruments.default_scale import standard_scale
from barnraise.instruments.document import Instrument, Question, Stage, Words
from barnraise.instruments.dump import dump
from barnraise.instruments.key_match import matched
from barnraise.instruments.parser import parse


def q(key: str, label: str, wording: str = "", **more: Words) -> Question:
    return Question(key, Words({"en": label}), Words({"en": wording or f"{label}?"}), **more)


def a_set(*questions: Question, key: str = "own-x", version: int = 1) -> Instrument:
    stage = Stage("one", Words({"en": "One"}), questions=questions)
    scale = standard_scale(("en",))
    return Instrument(key, version, ("en",), Words({"en": "Set"}), scale, (stage,))


OLD = a_set(q("roof", "Roof"), q("heat", "Heat"), q("calls", "Calls", "Do we know who is alone?"))


def keys(new: Instrument) -> list[str]:
    return [each.key for each in matched(new, OLD).questions]


def test_the_same_label_is_the_same_question_whatever_its_case() -> None:
    assert keys(a_set(q("a", "ROOF:"), q("b", "Heat"))) == ["roof", "heat"]


def test_the_same_wording_under_another_label_is_the_same_question() -> None:
    assert keys(a_set(q("x", "People alone", "Do we know who is alone?"))) == ["calls"]


def test_a_new_question_never_takes_an_old_key() -> None:
    assert keys(a_set(q("roof", "Cellar"), q("x", "Heat"))) == ["roof-2", "heat"]


def test_no_old_key_is_taken_twice() -> None:
    found = keys(a_set(q("a", "Roof", "One?"), q("b", "Roof", "Two?")))
    assert found == ["roof", "b"]


def test_it_is_the_next_version_of_the_same_set_and_can_be_published() -> None:
    new = matched(a_set(q("a", "Roof")), OLD)
    assert (new.key, new.version) == ("own-x", 2)
    assert parse(dump(new)) == new


def test_translations_of_unchanged_words_go_on_and_of_changed_ones_do_not() -> None:
    spoken = replace(
        OLD.questions[0], label=Words({"en": "Roof", "es": "Techo"}), why=Words({"en": "Rain."})
    )
    old = replace(a_set(spoken), languages=("en", "es"), scale=standard_scale(("en", "es")))
    same = matched(a_set(q("a", "Roof", "Is it tight?")), old).questions[0]
    assert same.label.in_("es") == "Techo"
    assert "es" not in same.wording.by_language
    assert str(same.why) == "Rain."
