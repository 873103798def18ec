"""The question set that comes with the program."""

import pytest

from barnraise.instruments import yamltree
from barnraise.instruments.default_scale import standard_scale
from barnraise.instruments.dump import dump
from barnraise.instruments.models import Edition
from barnraise.instruments.parser import decoded, parse
from barnraise.instruments.publish import LIBRARY, find, load_built_in, offered, publish, withdraw
from barnraise.instruments.translations import untranslated

from .samples import SMALL

FILE = LIBRARY / "partnership-readiness.yaml"
LEANS_ON = {
    "2.2": ["1.4"],
    "2.3": ["3.1"],
    "3.3": ["1.2", "1.5", "1.6"],
    "4.1": ["1.2", "1.3", "1.5"],
    "4.4": ["3.1"],
    "5.3": ["4.4", "4.5"],
    "5.4": ["1.6", "3.1"],
}


@pytest.fixture(scope="module")
def readiness():
    return parse(decoded(FILE.read_bytes(), FILE.name), FILE.name)


def test_it_has_five_stages_and_26_questions(readiness):
    assert [len(stage.questions) for stage in readiness.stages] == [6, 4, 5, 6, 5]


def test_each_stage_has_its_text_box(readiness):
    keys = [[notes.key for notes in stage.notes] for stage in readiness.stages]
    assert keys == [[f"partner-text-{number}"] for number in range(1, 6)]


def test_it_speaks_english_and_spanish_everywhere(readiness):
    assert readiness.languages == ("en", "es")
    assert untranslated(readiness) == ()


def test_every_question_has_its_guidance(readiness):
    for question in readiness.questions:
        assert question.why, question.key
        assert question.evidence, question.key
        assert question.next_steps, question.key
        assert question.who, question.key
        assert question.principles, question.key


def test_its_soft_links_are_the_method_s(readiness):
    number = {question.key: readiness.number(question) for question in readiness.questions}
    links = {
        number[question.key]: [number[key] for key in question.leans_on]
        for question in readiness.questions
        if question.leans_on
    }
    assert links == LEANS_ON


def test_it_uses_the_standard_scale_and_credits_its_source(readiness):
    assert readiness.scale == standard_scale(("en", "es"))
    for language in readiness.languages:
        assert "Enterprise Community Partners" in readiness.source.in_(language)
        assert "StriveTogether" in readiness.source.in_(language)
    assert "not endorsed" in readiness.credit.in_("en")


def test_both_of_pyyaml_s_parsers_read_it_alike(readiness, monkeypatch):
    monkeypatch.setattr(yamltree, "LOADER", yamltree.yaml.SafeLoader)
    assert parse(decoded(FILE.read_bytes())) == readiness


def test_it_can_be_written_and_read_back(readiness):
    assert parse(dump(readiness)) == readiness


@pytest.mark.django_db
def test_it_is_published_and_offered_once(django_assert_num_queries):
    load_built_in()
    assert offered() == [find("partnership-readiness")]
    with django_assert_num_queries(1):
        load_built_in()
    assert Edition.objects.count() == 1


@pytest.mark.django_db
def test_a_host_who_withdrew_it_is_not_overruled(monkeypatch, tmp_path):
    load_built_in()
    withdraw(find("partnership-readiness"))
    load_built_in()
    assert offered() == []
    newer = FILE.read_text(encoding="utf-8").replace("version: 1", "version: 2")
    (tmp_path / FILE.name).write_text(newer, encoding="utf-8")
    monkeypatch.setattr("barnraise.instruments.publish.LIBRARY", tmp_path)
    load_built_in()
    assert find("partnership-readiness").version == 2
    assert offered() == []


@pytest.mark.django_db
def test_a_host_s_own_later_version_is_respected(caplog):
    own = publish(SMALL.replace("garden", "partnership-readiness").replace("n: 1", "n: 7")).edition
    load_built_in()
    assert find("partnership-readiness") == own
    assert "was not loaded" in caplog.text


def test_untranslated_texts_are_named_with_their_place():
    garden = parse(SMALL.replace(", es: Agua", ""))
    assert [(m.key, m.language) for m in untranslated(garden)] == [
        ("stages.1.questions.2.label", "es")
    ]
