"""A name stands only beside words that this name wrote: on every page, in every format.

One thing is said by Ana, said in other words by Ben, and struck, marked done or chosen by Dana. In
each place nobody's name stands bare but that of who wrote the words there. Whoever did something
else is told with what they did, and adds no words to any list of all that was said. A new kind of
small entry walks through by itself, and so does a new format.
"""

import re
import unicodedata
from dataclasses import replace
from html import unescape

import pytest
from django.utils.html import strip_tags

from barnraise.reports.build.report import report_of
from barnraise.reports.formats import FORMATS
from barnraise.workbook.fields.kinds import KINDS, Kind, is_date, is_link
from tests.cast import Table, a_table
from tests.reports.conftest import AT
from tests.reports.places import LETTERS, address
from tests.workbook.pages import Page, now, place_of, say, say_unseen

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

ANA, BEN, DANA = "anafirst", "benauthor", "danastrikes"
NAMES = {"writer": ANA, "second": BEN, "keeper": DANA}
SMALL = [kind for kind in KINDS.values() if kind.is_item and kind.is_of_question]
ANYONES = [kind for kind in SMALL if not kind.signed]  # may be said in other words by others
FLAGGED = [(kind, each.name) for kind in SMALL for each in kind.attributes if each.is_flag]
SHARED = [kind for kind in KINDS.values() if kind.in_words and not kind.is_item]
# What stands right before the name of somebody who did not write the words beside it.
ACTS = ("firstby", "crossedoutby", "markeddoneby", "changedby", "struckby", "doneby", "chosenby")
PAGES = {
    "stages": ("stages/1/", "stages/2/"),
    "overview": ("",),
    "sheet": ("sheet/",),
    "stages then": ("moments/{version}/stages/1/", "moments/{version}/stages/2/"),
    "sheet then": ("moments/{version}/sheet/",),
    "comparison": ("comparison/?from={first}&to={version}",),
}
DRAWN = tuple(name for name in FORMATS if name != "pdf-a4")  # the same words on other paper
LOGS = ("history page", *DRAWN)


@pytest.fixture
def table() -> Table:
    made = a_table()
    for who, name in NAMES.items():
        made.seat(who).member.sign(name, "")
    return made


def words(kind: Kind, mark: str) -> dict[str, str | bool]:
    """Something to say in each attribute, in words that are found nowhere else."""
    said: dict[str, str | bool] = {}
    for each in kind.attributes:
        if each.most and each.form is not is_date:
            word = f"zeta{mark}{kind.name}{each.name}"
            said[each.name] = f"https://example.org/{word}" if each.form is is_link else word
    return said


def shown(table: Table, place: str, field: str, *, first: int = 1) -> str:
    """What a page or a format says without a list of all that was said, by its letters alone."""
    if place in FORMATS:
        return _made(table, place, with_history=FORMATS[place].part == "history")
    known = {"version": now(table).version, "first": first}
    return _pages(table, [path.format(**known) for path in PAGES[place]])


def listed(table: Table, place: str, field: str) -> str:
    """The same with everything that was ever said there."""
    if place in FORMATS:
        return _made(table, place, with_history=True)
    return _pages(table, [f"history/{field}/"])


def _made(table: Table, name: str, *, with_history: bool) -> str:
    report, form = report_of(now(table), "en", AT), FORMATS[name]
    made = form.render(report if with_history else replace(report, history=()))
    return _letters(form.read(made))


def _pages(table: Table, paths: list[str]) -> str:
    answers = [table.client("reader").get(f"/w/{table.slug}/{path}") for path in paths]
    assert {answer.status_code for answer in answers} == {200}
    return _letters(unescape(strip_tags(" ".join(each.content.decode() for each in answers))))


def _letters(text: str) -> str:
    return "".join(LETTERS.findall(unicodedata.normalize("NFKC", text))).casefold()


def bare(text: str) -> set[str]:
    """The names that stand there as if they had written what stands beside them."""
    return {
        name
        for name in NAMES.values()
        for match in re.finditer(name, text)
        if not text[: match.start()].endswith(ACTS)
    }


def told(text: str, name: str) -> bool:
    """Whether it is told there what somebody did who wrote none of the words."""
    return name in text and name not in bare(text)


def by_ana_then_ben(table: Table, kind: Kind, field: str) -> str:
    """Said by Ana and, where others may, in other words by Ben; answers whose the words are."""
    say(table, field, by=table.writer, **words(kind, "one"))
    if kind.signed:
        return ANA
    say(table, field, by=table.second, **words(kind, "two"))
    return BEN


def without_history(place: str) -> bool:
    return place not in FORMATS or FORMATS[place].part != "history"


STANDING = [place for place in (*PAGES, *DRAWN) if without_history(place)]


@pytest.mark.parametrize("place", [*STANDING, "pdf-a4"])
def test_whoever_changed_it_last_signs(table: Table, place: str) -> None:
    for kind in ANYONES:
        by_ana_then_ben(table, kind, address(kind))
    text = shown(table, place, "")
    assert bare(text) <= {BEN}
    if "zetatwo" in text and BEN in text:
        assert f"firstby{ANA}" in text or ANA not in text


@pytest.mark.parametrize(("kind", "flag"), FLAGGED, ids=lambda each: getattr(each, "name", each))
def test_whoever_turned_a_flag_wrote_no_words(table: Table, kind: Kind, flag: str) -> None:
    field = address(kind)
    writer = by_ana_then_ben(table, kind, field)
    first = now(table).version
    before = {place: listed(table, place, field) for place in LOGS}
    say(table, field, by=table.keeper, **{flag: True})
    for place in STANDING:
        assert bare(shown(table, place, field, first=first)) <= {writer}, place
    assert told(shown(table, "stages", field), DANA)
    for place in ("html", "markdown", "docx", "pdf"):
        assert told(shown(table, place, field), DANA), place
    for place in LOGS:
        after = listed(table, place, field)
        for word in map(
            _letters, map(str, words(kind, "two" if writer == BEN else "one").values())
        ):
            assert after.count(word) <= before[place].count(word), place
    assert DANA in listed(table, "history page", field)


@pytest.mark.parametrize("kind", SMALL, ids=lambda kind: kind.name)
def test_what_is_taken_back_leaves_the_words_with_who_wrote_them(table: Table, kind: Kind) -> None:
    field = address(kind)
    writer = by_ana_then_ben(table, kind, field)
    for struck in (True, False):
        say(table, field, by=table.keeper, struck=struck)
    for place in STANDING:
        assert bare(shown(table, place, field)) <= {writer}, place
    assert DANA not in shown(table, "stages", field)


@pytest.mark.parametrize("kind", SHARED, ids=lambda kind: kind.name)
def test_one_text_for_everyone_says_who_changed_it_last(table: Table, kind: Kind) -> None:
    field = address(kind)
    say(table, field, by=table.writer, **words(kind, "one"))
    say(table, field, by=table.second, **words(kind, "two"))
    for place in STANDING:
        assert bare(shown(table, place, field)) == set(), place
    for place in LOGS:
        assert bare(listed(table, place, field)) <= {ANA}, place
    assert told(listed(table, "history page", field), BEN)


@pytest.mark.parametrize("kind", [*ANYONES, *SHARED], ids=lambda kind: kind.name)
def test_whoever_chooses_one_of_two_wrote_neither(table: Table, kind: Kind) -> None:
    field = address(kind)
    say_unseen(table, field, words(kind, "one"), words(kind, "two"))
    [one, _two] = place_of(table, field).versions
    Page(table, field).post(by=table.keeper, do=f"choose:{field}:{one.id}")
    assert not place_of(table, field).split
    for place in STANDING:
        assert bare(shown(table, place, field)) <= {ANA}, place
    for place in LOGS:
        assert DANA not in bare(listed(table, place, field)), place


def test_a_name_that_was_changed_stays_with_what_it_wrote(table: Table) -> None:
    kind, field = KINDS["note"], address(KINDS["note"])
    say(table, field, by=table.writer, **words(kind, "one"))
    table.writer.sign(BEN, "")  # the next person at a shared device
    say(table, field, by=table.writer, struck=True)
    for place in STANDING:
        assert bare(shown(table, place, field)) <= {ANA}, place


def test_the_law_can_fail(table: Table) -> None:
    assert bare(f"words {ANA}") == {ANA}
    assert bare(f"wordsfirstby{ANA}") == set()
    assert not told(f"{ANA}crossedoutby{ANA}", ANA)
