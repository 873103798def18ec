"""One text offered for two: from what both grew out of, and never stored by itself."""

import re
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from barnraise.workbook.text.offer import History, Version, nearest_common, offer
from tests.cast import Table
from tests.workbook.pages import Page, now, place_of, say, say_unseen

TEXT = "text/text-1"
PATH = "stages/1/"


def key(name: str) -> UUID:
    return UUID(int=ord(name))


def history(*said: tuple[str, str, str]) -> History:
    """Entries by name: ("b", "its text", "a") says that b replaces a."""
    return {key(name): Version(text, frozenset(map(key, before))) for name, text, before in said}


def offered(found: History, names: str) -> str:
    return offer(found, [key(name) for name in names]).text


def test_what_both_replaced_is_looked_up_however_many_entries_ago() -> None:
    found = history(
        ("a", "One. Two. Three. Four.", ""),
        ("b", "One! Two. Three. Four.", "a"),
        ("c", "One! Two! Three. Four.", "b"),
        ("d", "One. Two. Three. Four!", "a"),
    )
    assert nearest_common(found, [key("c"), key("d")]) == [key("a")]
    assert offered(found, "cd") == "One! Two! Three. Four!"


def test_the_nearest_of_several_common_ones_counts() -> None:
    found = history(
        ("a", "Old.", ""), ("b", "New.", "a"), ("c", "New. Map.", "b"), ("d", "List. New.", "ab")
    )
    assert nearest_common(found, [key("c"), key("d")]) == [key("b")]
    assert offered(found, "cd") == "List. New. Map."


def test_two_texts_that_stood_before_are_joined_first() -> None:
    found = history(
        ("a", "Rents rose.", ""),
        ("b", "Rents rose. Ask Ana.", "a"),
        ("c", "In May rents rose.", "a"),
        ("d", "In May rents rose. Ask Ana. And Luis.", "bc"),
        ("e", "In May rents rose twice. Ask Ana.", "bc"),
    )
    assert nearest_common(found, [key("d"), key("e")]) == [key("b"), key("c")]
    assert offered(found, "de") == "In May rents rose twice. Ask Ana. And Luis."


def test_without_anything_in_common_both_stand_one_after_the_other() -> None:
    found = history(("a", "Map.", ""), ("b", "List.", ""))
    assert offered(found, "ab") == "Map.\n\nList."


def test_three_texts_are_joined_one_after_another_and_shown_without_marks() -> None:
    found = history(
        ("a", "Rents rose.", ""),
        ("b", "Rents rose in May.", "a"),
        ("c", "Here rents rose.", "a"),
        ("d", "Rents rose. Ask Ana.", "a"),
    )
    assert offered(found, "bcd") == "Here rents rose in May. Ask Ana."
    assert offer(found, [key("b"), key("c"), key("d")]).merge is None
    assert offer(found, [key("b"), key("c")]).merge is not None


def test_what_was_replaced_but_never_arrived_is_passed_over() -> None:
    found = history(("b", "Map.", "a"), ("c", "Map. List.", "az"))
    assert offered(found, "bc") == "Map. List."


def test_entries_that_name_each_other_come_to_an_end() -> None:
    found = history(("a", "A", "b"), ("b", "B", "a"), ("c", "C", "a"), ("d", "D", "b"))
    assert offered(found, "cd") == "C\n\nD"


@given(st.lists(st.tuples(st.sampled_from(["", "a b", "a c", "b"]), st.sets(st.integers(0, 7)))))
def test_whatever_replaced_what_only_words_that_stand_are_offered(
    said: list[tuple[str, set[int]]],
) -> None:
    found = {
        UUID(int=n): Version(text, frozenset(UUID(int=m) for m in before if m != n))
        for n, (text, before) in enumerate(said)
    }
    replaced = {before for each in found.values() for before in each.replaces}
    there = [each for each in found if each not in replaced]
    if there:
        stand = {word for each in there for word in found[each].text.split()}
        assert set(re.findall(r"\w+", offer(found, there).text)) <= stand


def _both(table: Table) -> None:
    say(table, TEXT, text="We have a map.")
    say_unseen(table, TEXT, {"text": "We have a map & a list."}, {"text": "We have an old map."})


def test_the_page_offers_a_joined_text_and_stores_it_only_when_somebody_keeps_it(
    table: Table,
) -> None:
    _both(table)
    before = now(table).version
    body = table.seat("writer").client.get(f"/w/{table.slug}/{PATH}").content.decode()
    assert ">\nWe have an old map &amp; a list.</textarea>" in body
    assert "(added in version 1:) </bdi>&amp; a list" in body
    assert "(taken out in version 2:) </bdi>a<sup" in body
    assert now(table).version == before
    Page(table, TEXT).post({f"{TEXT}~joined": "We have an old map & a list."})
    assert now(table).version == before  # saving the page is not keeping the joined text
    Page(table, TEXT).post({f"{TEXT}~joined": "We have an old map & a list."}, do=f"join:{TEXT}")
    standing = place_of(table, TEXT).entries
    assert [entry.text() for entry in standing] == ["We have an old map & a list."]


def test_a_reader_sees_both_versions_and_no_offer(table: Table) -> None:
    _both(table)
    body = table.seat("reader").client.get(f"/w/{table.slug}/{PATH}").content.decode()
    assert "We have an old map." in body
    assert "joined" not in body


def test_a_third_version_changes_the_offer_that_is_remembered(table: Table) -> None:
    _both(table)
    client = table.seat("writer").client
    late = Page(table, TEXT)
    assert "~joined" in client.get(f"/w/{table.slug}/{PATH}").content.decode()
    late.post({f"{TEXT}.text": "We have a map, and more."}, by=table.keeper)
    body = client.get(f"/w/{table.slug}/{PATH}").content.decode()
    assert "and more" in body.split("~joined")[-1]


def test_words_that_look_like_marks_are_shown_as_words(table: Table) -> None:
    say_unseen(table, TEXT, {"text": "<b>one</b>"}, {"text": "</textarea><script>"})
    body = table.seat("writer").client.get(f"/w/{table.slug}/{PATH}").content.decode()
    assert "<b>one" not in body
    assert "</textarea><script>" not in body
