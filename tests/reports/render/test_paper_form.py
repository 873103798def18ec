"""The paper form, read back by pypdf: every question once, in order, in every size and language."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from barnraise.instruments.models import Edition
from barnraise.reports.build.paper_form import PaperOptions, paper_form_of
from barnraise.reports.document.paper_form import PaperForm
from barnraise.reports.render import paper_form as renderer
from barnraise.reports.verify.extract_text import text_of_pdf
from tests.cast import a_small_edition, a_table
from tests.reports.nasty import NASTY
from tests.reports.render.pdf_reader import SIZES, elements, flat

pytestmark = pytest.mark.alike
WISHES = [
    ("en", PaperOptions("letter", large=False, way="scale")),
    ("en", PaperOptions("a4", large=True, way="tick")),
    ("es", PaperOptions("a4", large=False, way="tick")),
    ("es", PaperOptions("letter", large=True, way="scale")),
]


@pytest.fixture
def edition(built_in: Edition) -> Edition:
    return built_in


def told(wish: tuple[str, PaperOptions]) -> str:
    language, how = wish
    return f"{language} {how.paper} {'large' if how.large else 'ordinary'} {how.way}"


@pytest.mark.parametrize("wish", WISHES, ids=told)
def test_every_question_stands_there_once_in_order_as_on_the_screen(
    edition: Edition, wish: tuple[str, PaperOptions]
) -> None:
    language, how = wish
    form = paper_form_of(edition, "Juniper Bend", language, how)
    made = renderer.make(form)
    assert (made.problems, made.counts) == ((), {"question": (26, 26), "text": (5, 5)})
    text, places = flat(text_of_pdf(made.data)), []
    for item, question in zip(form.items, edition.instrument.questions, strict=True):
        assert item.wording == question.wording.in_(language)
        assert text.count(item.code) == 1 + (item is form.items[0])  # the first is the example
        assert flat(item.hint) in text
        assert all(flat(part) in text for part in item.parts)
        assert len(item.parts) == (len(question.parts) * (how.way == "scale"))
        places.append(text.index(flat(f"{item.number}{item.label}")))
        assert flat(item.wording) in text
    assert places == sorted(places)
    for box in form.boxes if how.way == "scale" else ():
        assert text.count(flat(box.words)) >= 26
    reader = PdfReader(BytesIO(made.data))
    page = reader.pages[0].mediabox
    assert (round(page.width), round(page.height)) == SIZES[how.paper]
    assert reader.trailer["/Root"]["/Lang"] == language


def test_it_is_tagged_with_headings_tables_and_a_title(edition: Edition) -> None:
    form = paper_form_of(edition, "Juniper Bend", "en", PaperOptions())
    reader = PdfReader(BytesIO(renderer.render(form)))
    root: Any = reader.trailer["/Root"]
    kinds = [str(each["/S"]) for each in elements(reader)]
    assert kinds.count("/H2") == 31  # questions and texts
    assert kinds.count("/Table") == 26
    assert set(kinds) >= {"/H1", "/TH", "/TD", "/P"}
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Juniper Bend · Form to fill in")


def test_nothing_in_large_print_is_under_18_points(edition: Edition) -> None:
    form = paper_form_of(
        edition, "Juniper Bend", "es", PaperOptions(large=True, link="https://example.org/")
    )
    assert min(sizes(renderer.render(form))) >= 18
    assert min(sizes(renderer.render(replace(form, large=False)))) < 18


def sizes(data: bytes) -> set[float]:
    """Every size in which words are set, in points."""
    found: set[float] = set()

    def look(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * tm[3] * cm[3]), 1))

    for page in PdfReader(BytesIO(data)).pages[:4]:
        page.extract_text(visitor_text=look)
    return found


def test_the_link_is_there_only_when_it_is_wished(edition: Edition) -> None:
    link = "https://example.org/open/wabc/"
    without = renderer.render(paper_form_of(edition, "Juniper Bend", "en", PaperOptions()))
    form = paper_form_of(edition, "Juniper Bend", "en", PaperOptions(link=link))
    with_link = PdfReader(BytesIO(renderer.render(form)))
    assert figures(PdfReader(BytesIO(without))) == []
    assert len(figures(with_link)) == 1
    assert link in flat(with_link.pages[0].extract_text()).replace("\u200b", "")


def figures(reader: PdfReader) -> list[str]:
    return [str(each["/Alt"]) for each in elements(reader) if each["/S"] == "/Figure"]


def test_a_form_that_lost_a_question_says_so(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = paper_form_of(edition, "Juniper Bend", "en", PaperOptions())
    less = replace(form, stages=(replace(form.stages[0], items=form.items[1:3]), *form.stages[1:]))
    data = renderer.render(less)
    monkeypatch.setattr(renderer, "render", lambda _form: data)
    made = renderer.make(form)
    assert "question/community_voice" in made.problems
    assert not made.complete


@pytest.mark.django_db
@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
def test_no_character_in_a_title_or_question_stops_it(nasty: str) -> None:
    form = paper_form_of(a_small_edition(), nasty, "en", PaperOptions())
    stage = form.stages[0]
    said = tuple(
        replace(each, label=nasty, wording=nasty, hint=nasty, parts=(nasty, nasty))
        for each in stage.items
    )
    form = replace(form, stages=(replace(stage, title=nasty, items=said), *form.stages[1:]))
    assert renderer.make(form).complete


@pytest.mark.django_db
def test_words_are_never_markup() -> None:
    words = '#read("/etc/passwd") $x^2$ *b* @d <e> \\ //f'
    form = paper_form_of(a_small_edition(), words, "en", PaperOptions())
    assert flat(words) in flat(text_of_pdf(renderer.render(form)))


@pytest.mark.django_db
def test_a_very_long_question_goes_on_overleaf() -> None:
    form = paper_form_of(a_small_edition(), "Long", "en", PaperOptions(large=True))
    stage = form.stages[0]
    long = replace(stage.items[0], wording=" ".join(f"word{n}" for n in range(700)))
    form = replace(form, stages=(replace(stage, items=(long, *stage.items[1:])), *form.stages[1:]))
    text = flat(text_of_pdf(renderer.render(form)))
    assert [n for n in range(700) if f"word{n}" not in text] == []


@pytest.mark.django_db
class TestOverHttp:
    """Who gets which form, and where a code leads."""

    def test_the_keeper_alone_gets_the_link(self) -> None:
        table = a_table()
        path = f"/w/{table.slug}/blank/form/?link=1"
        for who, status in (("reader", 403), ("writer", 403), ("stranger", 404), ("keeper", 200)):
            assert table.client(who).get(path).status_code == status, who
        given = PdfReader(BytesIO(table.client("keeper").get(path).content))
        words = given.pages[0].extract_text().replace("\u200b", "")
        assert f"/open/w{table.slug}" in flat(words)
        assert len(figures(given)) == 1

    def test_nobody_comes_by_the_keepers_form_without_the_right(self) -> None:
        table = a_table()
        keeper = table.client("keeper")
        assert keeper.get(f"/w/{table.slug}/blank/form/?link=1").status_code == 200
        assert keeper.get(f"/w/{table.slug}/blank/form/progress/?link=1").status_code == 200
        for who in ("reader", "writer"):
            there = table.client(who).get(f"/w/{table.slug}/blank/form/progress/?link=1")
            assert there.status_code == 403
            form = PdfReader(BytesIO(table.client(who).get(f"/w/{table.slug}/blank/form/").content))
            assert figures(form) == []

    def test_only_the_keeper_is_offered_the_link(self) -> None:
        table = a_table()
        offered = {
            who: 'name="link"' in table.client(who).get(f"/w/{table.slug}/blank/").content.decode()
            for who in ("reader", "writer", "keeper")
        }
        assert offered == {"reader": False, "writer": False, "keeper": True}

    def test_a_code_leads_to_its_question_and_text(self) -> None:
        table = a_table()
        page = table.client("reader").get(f"/w/{table.slug}/blank/").content.decode()
        example = re.search(r"such as (\w+)", page)
        assert example is not None
        there = table.client("reader").get(f"/w/{table.slug}/blank/code/?code={example[1].lower()}")
        assert there.headers["Location"] == f"/w/{table.slug}/stages/1/#answer-goal"
        nowhere = table.client("reader").get(f"/w/{table.slug}/blank/code/?code=A1B")
        assert nowhere.status_code == 422
        assert "No question here has this code" in nowhere.content.decode()


def test_a_form_of_another_edition_has_another_mark(edition: Edition, db: None) -> None:
    one: PaperForm = paper_form_of(edition, "Juniper Bend", "en", PaperOptions())
    other = paper_form_of(a_small_edition(), "Juniper Bend", "en", PaperOptions())
    assert one.mark != other.mark
    assert f"Form{one.mark}" in flat(text_of_pdf(renderer.render(one)))
