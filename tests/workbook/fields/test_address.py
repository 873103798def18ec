"""Addresses and values: what can be said, where, and what cannot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnraise.ledger.draft import MAX_FIELD
from barnraise.workbook.fields.address import UNWANTED, Unknown, clean, is_blank, parse, wrong
from barnraise.workbook.fields.kinds import KINDS, is_date, is_link
from barnraise.workbook.fields.rules import rejections_of
from tests.cast import Table, a_draft, an_item
from tests.laws import examples
from tests.workbook.snapshots import ITEM, SMALL

law = settings(max_examples=examples(300))

ADDRESSES = {
    "answer/goal": ("answer", "goal"),
    "part/people/1": ("part", "people"),
    "part/people/3": ("part", "people"),
    "reason/money": ("reason", "money"),
    f"view/goal/{ITEM}": ("view", "goal"),
    f"note/goal/{ITEM}": ("note", "goal"),
    f"evidence/plan/{ITEM}": ("evidence", "plan"),
    f"step/plan/{ITEM}": ("step", "plan"),
    "text/text-2": ("text", ""),
    "now/raise": ("now", ""),
    "way": ("way", ""),
}
MISNAMED = """|/|way/|way/goal|answer|answer/|answer/none|answer/goal/1| answer/goal|answer/gоal
|Answer/goal|answer/Goal|answer/goal |text/goal|now/goal|now/1|part/goal/1|part/people/0|part/none/1
|part/people/4|part/people/01|part/people/+1|part/people/-1|part/people/1.0|part/people/١|part/people
"""
NO_ADDRESSES = [
    *MISNAMED.split("|"),
    *(f"note/none/{ITEM}", f"note/goal/{ITEM}0", f"note/goal/{ITEM[1:]}", f"note/goal/{ITEM}\n"),
    *(f"note/goal/{ITEM.upper()}", "note/goal/" + "٣" * 32, "part/people/" + "9" * 9_999),
    *("\x00", "\ud800"),
]
VALUES = [
    ("answer", {"choice": "disagree"}, ""),
    ("answer", {"choice": ""}, ""),
    ("answer", {"choice": "two"}, "choice"),
    ("answer", {"choice": "YES"}, "choice"),
    ("answer", {"choice": True}, "choice"),
    ("answer", {"choice": "yes", "text": "x"}, "text"),
    ("part", {"choice": "disagree"}, "choice"),
    ("part", {"choice": "n_a"}, ""),
    ("reason", {"text": "x" * 2_000}, ""),
    ("reason", {"text": "x" * 2_001}, "text"),
    ("note", {"text": "one\ntwo\tthree", "struck": False}, ""),
    ("note", {"text": "a\x00b"}, "text"),
    ("note", {"text": "\ud800"}, "text"),
    ("note", {"struck": "on"}, "struck"),
    ("evidence", {"title": "A letter", "link": ""}, ""),
    ("evidence", {"link": "javascript:alert(1)"}, "link"),
    ("step", {"due": "2027-02-28", "done": True}, ""),
    ("step", {"due": "2027-02-30"}, "due"),
    ("step", {"done": "off"}, "done"),
    ("text", {"text": "😀" * 20_000}, ""),
    ("now", {"here": True}, ""),
    ("now", {"here": "yes"}, "here"),
    ("way", {"choice": "tick"}, ""),
    ("way", {}, ""),
]


@pytest.mark.parametrize("field", ADDRESSES)
def test_an_address_names_its_kind_and_its_question(field: str) -> None:
    address = parse(field, SMALL)
    assert (address.kind.name, address.question) == ADDRESSES[field]
    assert len(field) <= MAX_FIELD


@pytest.mark.parametrize("field", NO_ADDRESSES, ids=range(len(NO_ADDRESSES)))
def test_anything_else_is_unknown(field: str) -> None:
    with pytest.raises(Unknown):
        parse(field, SMALL)


@law
@given(st.text() | st.from_regex(r"(answer|part|note|now)/(goal|people)/?\w{0,40}", fullmatch=True))
def test_no_text_breaks_the_parser(field: str) -> None:
    try:
        found = parse(field, SMALL)
    except Unknown:
        return
    assert "/".join((found.kind.name, *found.names)) == field


@pytest.mark.parametrize(("kind", "value", "name"), VALUES)
def test_a_value_fits_or_its_first_wrong_attribute_is_named(
    kind: str, value: dict[str, str | bool], name: str
) -> None:
    assert wrong(KINDS[kind], value) == name


def test_every_kind_can_say_nothing_and_begins_with_what_it_is_about() -> None:
    for kind in KINDS.values():
        nothing = {each.name: False if each.is_flag else "" for each in kind.attributes}
        assert wrong(kind, nothing) == wrong(kind, {}) == wrong(kind, kind.unsaid) == ""
        assert is_blank(nothing)
        assert kind.main == kind.attributes[0].name


def test_only_notes_and_views_are_signed_and_only_items_repeat() -> None:
    assert {kind.name for kind in KINDS.values() if kind.signed} == {"note", "view"}
    items = {kind.name for kind in KINDS.values() if kind.is_item}
    assert items == {"note", "view", "evidence", "step", "milestone"}


LINKS = "https://example.org HTTP://EXAMPLE.ORG/a?b#c https://ejemplo.es/niñez http://[::1]/x"
NO_LINKS = "example.org //example.org ftp://example.org javascript:alert(1) https:// https://a<b>"
SPACED = ["https://a b.org", "https://exa\nmple.org", 'https://a"onclick=x', " https://a.org"]
DATES = "2027-03-31 2028-02-29 0001-01-01 9999-12-31"
NO_DATES = "2027-02-29 2027-13-01 0000-01-01 2027-3-1 20270331 ٢٠٢٧-٠٣-٣١ 2027-W01-1 x"


def test_links_are_web_addresses_only() -> None:
    assert all(map(is_link, LINKS.split()))
    assert not any(map(is_link, NO_LINKS.split() + SPACED))


def test_dates_are_days_of_the_calendar_only() -> None:
    assert all(map(is_date, DATES.split()))
    assert not any(map(is_date, NO_DATES.split()))


@law
@given(st.text(st.characters() | st.sampled_from("\r\n\t\x00\x85\u2028\ud800 ")))
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_unwanted(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not UNWANTED.search(once)
    assert "\r" not in once
    assert wrong(KINDS["text"], {"text": once}) == ""


SENTENCES = [
    ("answer/none", {"choice": "yes"}, "no such question"),
    ("text/text-1", {"text": "x" * 50_001}, "too long"),
    (f"evidence/goal/{ITEM}", {"link": "http://" + "x" * 2_000}, "too long"),
    (f"evidence/goal/{ITEM}", {"link": "example.org"}, "https://"),
    (f"step/goal/{ITEM}", {"due": "31/3/2027"}, "year-month-day"),
    ("answer/goal", {"choice": "perhaps"}, "could not be read"),
    ("text/text-1", {"text": "a\x00b"}, "could not be read"),
    ("text/text-1", {"texts": "many words"}, "could not be read"),
]


@pytest.mark.parametrize(("field", "value", "words"), SENTENCES)
def test_each_refusal_says_what_is_wrong(
    table: Table, field: str, value: dict[str, str | bool], words: str
) -> None:
    drafts = [a_draft(field, **value)]
    [reason] = rejections_of(table.workbook, table.workbook.asked, drafts, by=table.writer)
    assert words in reason


def test_what_is_fit_has_no_reason_whoever_says_it(table: Table) -> None:
    drafts = [a_draft("answer/goal", choice="yes"), a_draft(an_item("note"), text="n")]
    for member in (table.writer, table.keeper):
        assert rejections_of(table.workbook, table.workbook.asked, drafts, by=member) == ["", ""]
