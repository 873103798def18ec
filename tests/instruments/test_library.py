"""The question sets that come with the program, offered or not."""

import pytest

from barnraise.instruments.default_scale import standard_scale
from barnraise.instruments.dump import dump
from barnraise.instruments.exchange.json_out import as_json
from barnraise.instruments.exchange.xlsform.reader import from_xlsform
from barnraise.instruments.exchange.xlsform.writer import xlsform
from barnraise.instruments.parser import decoded, parse
from barnraise.instruments.publish import BUILT_IN, LIBRARY, load_built_in, offered
from barnraise.instruments.translations import texts, untranslated

FILES = sorted(LIBRARY.glob("*.yaml"))
every_set = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(name):
    return parse(decoded((LIBRARY / name).read_bytes(), name), name)


@every_set
def test_each_set_is_named_as_its_file_and_speaks_both_languages(path):
    instrument = read(path.name)
    assert instrument.key == path.stem
    assert instrument.languages == ("en", "es")
    assert untranslated(instrument) == ()


@every_set
def test_each_question_of_each_set_says_why_and_how_to_go_on(path):
    for question in read(path.name).questions:
        held = (question.why, question.evidence, question.next_steps, question.who)
        assert all(held), question.key


@every_set
def test_each_set_goes_out_and_comes_back_as_the_same(path):
    instrument = read(path.name)
    taken = from_xlsform(xlsform(instrument), "form.xlsx")
    assert (taken.instrument, taken.missing) == (instrument, ())
    assert parse(as_json(instrument)) == instrument
    assert parse(dump(instrument)) == instrument


def test_the_quick_check_asks_two_questions_in_each_of_the_same_five_stages():
    quick, full = read("quick-check.yaml"), read("partnership-readiness.yaml")
    assert [len(stage.questions) for stage in quick.stages] == [2] * 5
    assert [stage.key for stage in quick.stages] == [stage.key for stage in full.stages]
    assert "not\nendorsed" in str(quick.credit) or "not endorsed" in str(quick.credit)


def test_the_flood_set_has_answers_in_words_of_its_own():
    flood = read("flood-ready-block.yaml")
    assert [len(stage.questions) for stage in flood.stages] == [3, 4, 3, 3]
    assert flood.scale != standard_scale(flood.languages)
    assert "partnership" not in " ".join(str(words) for _, words in texts(flood.scale))


@pytest.mark.django_db
def test_only_the_built_in_set_is_offered_by_itself():
    load_built_in()
    assert [f"{edition.key}.yaml" for edition in offered()] == list(BUILT_IN)
