"""Every kind of thing that can be said is kept, and shown wherever things said are shown.

What a kind says is looked for beside what the same place says of a workbook in which nothing was
said, so that headings and legends do not count. A new kind walks through by itself: whoever adds
one shows it in each place, or says below why a place does not.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import unescape

import pytest
from django.utils.html import strip_tags

from barnraise.reports.build.report import QUOTED, report_of
from barnraise.reports.formats import FORMATS
from barnraise.workbook.fields.kinds import KINDS, Attribute, Kind, is_date, is_link
from barnraise.workbook.state.labels import kind_words, words_said
from tests.cast import Table, a_table
from tests.reports.conftest import AT
from tests.reports.places import LETTERS, address
from tests.workbook.pages import Page, now, place_of

pytestmark = pytest.mark.django_db

ANSWERING = "how answers are given shows in the page's own controls, and is no thing said"
NAMED = "a milestone is told where moments are listed"
ROW = "a row stands for one thing said of a question or a stage"
DATES = "a calendar holds what has a date"
EXPLAINS = "the codebook explains what is asked, and holds nothing that was said"
# Where a kind is not shown, and why.
UNSHOWN: dict[tuple[str, str], str] = {
    ("way", "moment"): ANSWERING,
    ("way", "comparison"): "a change of how answers are given moves no answer",
    ("milestone", "sittings"): "it stands there by its name",
    ("milestone", "moment"): NAMED,
    ("milestone", "comparison"): "one chooses it there by its name; its note stands where it is",
    ("now", "moment"): "only a comparison tells where the work was, as what it came to and left",
    **{("way", form): ANSWERING for form in ("pdf", "pdf-a4", "html", "markdown", "docx", "xlsx")},
    **{(kind, "csv"): ROW for kind in ("way", "milestone")},
    **{(kind, "calendar"): DATES for kind in set(KINDS) - {"step"}},
    **{(kind, "codebook"): EXPLAINS for kind in KINDS},
}
# What a place shows of a kind in a way of its own; else all words are looked for.
SHOWN_AS: dict[tuple[str, str], Callable[[tuple[str, ...]], tuple[str, ...]]] = {
    **{(kind, "sittings"): lambda _words: () for kind in KINDS},
    ("step", "csv"): lambda words: (*words[:2], "2027-05-01"),
    ("step", "xlsx"): lambda words: (*words[:2], "2027-05-01", words[3]),
    ("step", "calendar"): lambda words: (*words[:2], "20270501", words[3]),
    ("step", "comparison"): lambda words: words[:3],
    ("now", "comparison"): lambda _words: ("The work is now also in: Gather",),
}


def sample(kind: Kind, attribute: Attribute) -> str | bool:
    """Something that can be said there, and is said nowhere else."""
    if attribute.is_flag:
        return attribute.name != "struck"
    if attribute.among:
        return attribute.among[len(kind.path) or 1]  # another one for each kind
    if attribute.form is is_date:
        return "2027-05-01"
    word = f"zeta{kind.name}{attribute.name}"
    return f"https://example.org/{word}" if attribute.form is is_link else word


def value(kind: Kind) -> dict[str, str | bool]:
    return {each.name: sample(kind, each) for each in kind.attributes}


@pytest.fixture
def silent() -> Table:
    """A workbook in which nothing was said."""
    return a_table()


@pytest.fixture
def spoken() -> Table:
    """A workbook in which everything was said that there is, each in a post of its own."""
    table = a_table()
    for kind in KINDS.values():
        field = address(kind)
        page = Page(table, field)
        typed = {f"{field}.{name}": _typed(content) for name, content in value(kind).items()}
        answer = table.client("keeper").post(f"/w/{table.slug}/entries/", page.data(typed))
        assert answer.status_code == 302, kind.name
    return table


def _typed(content: str | bool) -> str:
    """As a form sends it."""
    return ("on" if content else "off") if isinstance(content, bool) else content


def shown(table: Table, place: str) -> str:
    """What a page or a format says, its letters and digits alone."""
    text = _format(table, place) if place in FORMATS else _pages(table, place)
    return "".join(LETTERS.findall(unicodedata.normalize("NFKC", text))).casefold()


def _format(table: Table, name: str) -> str:
    """A format as it is read back; the history, which says everything, in its own file alone."""
    report, form = report_of(now(table), "en", AT), FORMATS[name]
    made = form.make(report if form.part == "history" else replace(report, history=()))
    return form.read(made.data)


def _pages(table: Table, place: str) -> str:
    version = now(table).version
    paths = {
        "moment": [f"moments/{version}/stages/{number}/" for number in (1, 2)],
        "comparison": [f"comparison/?from=0&to={version}"],
        "sittings": ["moments/"],
    }
    client = table.client("keeper")
    answers = [client.get(f"/w/{table.slug}/{path}") for path in paths[place]]
    assert {answer.status_code for answer in answers} == {200}
    return unescape(strip_tags(" ".join(answer.content.decode() for answer in answers)))


def looked_for(table: Table, kind: Kind, place: str) -> tuple[str, ...]:
    """What has to be said there of this kind, its letters and digits alone."""
    [entry] = place_of(table, address(kind)).entries
    words = words_said(entry, table.workbook.instrument, "en")
    as_there = SHOWN_AS.get((kind.name, place), lambda words: words)(words)
    if place == "sittings":
        as_there = (f"{kind_words(kind)} (1)",)
    return tuple("".join(LETTERS.findall(each)).casefold() for each in as_there)


def said(value: Mapping[str, str | bool]) -> dict[str, str | bool]:
    """Without what was left empty."""
    return {name: content for name, content in value.items() if content}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_it_is_kept_and_its_own_history_says_all_of_it(spoken: Table, kind: Kind) -> None:
    [entry] = place_of(spoken, address(kind)).entries
    assert said(entry.value) == said(value(kind))
    page = spoken.client("reader").get(f"/w/{spoken.slug}/history/{address(kind)}/")
    text = unescape(strip_tags(page.content.decode()))
    words = words_said(entry, spoken.workbook.instrument, "en")
    assert len(words) == sum(map(bool, value(kind).values()))
    assert [each for each in words if each not in text] == []


@pytest.mark.alike
@pytest.mark.parametrize("place", ["moment", "comparison", "sittings", *FORMATS])
def test_every_kind_is_shown_there(silent: Table, spoken: Table, place: str) -> None:
    before, after = shown(silent, place), shown(spoken, place)
    unshown = {
        (kind.name, place)
        for kind in KINDS.values()
        if not all(
            after.count(words) > before.count(words) for words in looked_for(spoken, kind, place)
        )
    }
    assert unshown == {known for known in UNSHOWN if known[1] == place}


def test_every_kind_and_every_flag_is_called_something() -> None:
    kinds = KINDS.values()
    assert [kind.name for kind in kinds if not kind.words] == []
    assert [kind.name for kind in QUOTED if not kind.heading] == []
    in_rows = {name for name in KINDS if (name, "csv") not in UNSHOWN}
    assert {kind.name for kind in kinds if kind.meaning} == in_rows
    flags = [each for kind in kinds for each in kind.attributes if each.is_flag]
    assert [flag.name for flag in flags if not flag.words] == []


def test_each_reason_names_a_kind_and_a_place_that_there_are() -> None:
    places = {"moment", "comparison", "sittings", *FORMATS}
    for kind, place in {**UNSHOWN, **SHOWN_AS}:
        assert kind in KINDS
        assert place in places


def test_what_it_says_is_looked_for_in_words_of_its_own() -> None:
    said = [
        sample(kind, attribute)
        for kind in KINDS.values()
        for attribute in kind.attributes
        if not attribute.is_flag and not attribute.among and attribute.form is not is_date
    ]
    assert len(set(said)) == len(said) > len(KINDS) / 2
