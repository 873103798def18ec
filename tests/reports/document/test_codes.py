"""Codes of a paper form: one for each thing that is asked, and slips of the finger are noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnraise.instruments.publish import load_built_in, offered
from barnraise.reports.document.codes import CODE, LETTERS, codes, stage_letter, typed, with_check
from tests.cast import a_small_edition

CODES = st.builds(
    lambda stage, number: with_check(f"{stage_letter(stage)}{number}"),
    st.integers(1, 50),
    st.integers(1, 1000),
)


@pytest.mark.django_db
def test_every_question_and_text_has_its_own_code() -> None:
    load_built_in()
    for edition in (offered()[0], a_small_edition()):
        found = codes(edition.instrument)
        assert len(found) == len(edition.instrument.questions) + len(edition.instrument.note_fields)
        assert len(set(found.values())) == len(found)
        assert all(typed(code) == code for code in found.values())


@pytest.mark.django_db
def test_codes_are_the_same_today_and_tomorrow() -> None:
    load_built_in()
    found = codes(offered()[0].instrument)
    assert found["question/goal_setting"] == "A1Y"
    assert found["text/partner-text-1"] == "A01J"


def test_fifty_stages_have_fifty_letters() -> None:
    letters = [stage_letter(number) for number in range(1, 51)]
    assert letters[:2] + letters[22:24] == ["A", "B", "Z", "AA"]
    assert len(set(letters)) == 50
    assert not set("IOQ") & set("".join(letters))


@given(CODES)
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    assert CODE.fullmatch(code)
    assert typed(f" {code[:1].lower()}-{code[1:].lower()} ") == code


@given(CODES, st.data())
def test_one_sign_mistaken_is_noticed(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(sorted(set("0123456789" + LETTERS) - {code[place]})))
    assert typed(code[:place] + other + code[place + 1 :]) is None


@given(CODES, st.data())
def test_two_neighbors_exchanged_are_noticed(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or typed(swapped) is None
