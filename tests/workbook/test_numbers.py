"""A number that came as text is a few plain digits, or none."""

import pytest

from barnraise.workbook.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("123456789", 123_456_789)]
)
def test_plain_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text", ["", " 1", "-1", "+1", "1.0", "1_0", "١", "²", "1e3", "1234567890", "9" * 5_000]
)
def test_what_int_would_take_or_choke_on_is_no_number(text: str) -> None:
    assert whole_number(text) is None


def test_there_may_be_as_many_digits_as_are_asked_for() -> None:
    assert whole_number("1234", 3) is None
    assert whole_number("1" * 15, 15) == int("1" * 15)
