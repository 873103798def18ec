"""The SurveyJS form: pages, choices and comments in every language."""

import json

import pytest

from barnraise.instruments.exchange.surveyjs import surveyjs
from barnraise.instruments.parser import parse
from barnraise.instruments.publish import LIBRARY

from ..samples import SMALL


@pytest.fixture(scope="module")
def form():
    text = (LIBRARY / "partnership-readiness.yaml").read_text(encoding="utf-8")
    return surveyjs(parse(text))


def test_each_stage_is_a_page_of_intro_choices_and_comment(form):
    kinds = [[element["type"] for element in page["elements"]] for page in form["pages"]]
    assert kinds == [["html", *["radiogroup"] * n, "comment"] for n in (6, 4, 5, 6, 5)]


def test_each_question_offers_the_five_answers_in_both_languages(form):
    asked = form["pages"][0]["elements"][1]
    assert asked["name"] == "goal_setting"
    assert set(asked["title"]) == {"default", "en", "es"}
    assert [choice["value"] for choice in asked["choices"]] == [
        "yes", "partly", "not_yet", "not_sure", "n_a",
    ]  # fmt: skip
    assert asked["choices"][0]["text"] == {"default": "Yes", "en": "Yes", "es": "Sí"}


def test_it_is_plain_json(form):
    assert json.loads(json.dumps(form)) == form


def test_marks_in_an_introduction_are_shown_and_not_obeyed():
    small = parse(SMALL)
    stage = small.stages[0]
    hostile = type(stage.title)({small.languages[0]: "<script>x</script>\n\n& more"})
    object.__setattr__(stage, "intro", hostile)
    html = surveyjs(small)["pages"][0]["elements"][0]["html"]["default"]
    assert html == "<p>&lt;script&gt;x&lt;/script&gt;</p><p>&amp; more</p>"
