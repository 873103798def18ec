"""The law of the importer: every word of a document is in its edition or left over."""

import contextlib
import csv
import io
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnraise.instruments.document import Instrument
from barnraise.instruments.importers import checklist as making
from barnraise.instruments.importers.blocks import Block
from barnraise.instruments.importers.build_set import document, instrument
from barnraise.instruments.importers.characters import words
from barnraise.instruments.importers.draft import DraftSet, LeftLine
from barnraise.instruments.importers.errors import NotAChecklist
from barnraise.instruments.importers.leftover_check import said, unaccounted
from barnraise.instruments.importers.read_document import read
from barnraise.instruments.parser import parse
from barnraise.instruments.translations import texts
from tests.laws import examples

from .readers import FIXTURES, PARAGRAPH, word

slow = settings(max_examples=examples(80))

# Words that no grammar below means anything by: they must all arrive.
VOCABULARY = [
    "apple", "Bread", "CLOVE", "dill", "éclair", "fig", "Ginger", "honey", "IRIS", "juniper",
    "kale", "limón", "mint", "nuez", "olive", "Pear", "quince", "rosé", "sage", "تمر", "תפוח",
]  # fmt: skip
WORD = st.sampled_from(VOCABULARY)
PHRASE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
ASKED = PHRASE.map("{}?".format)
TEXT = PHRASE | ASKED | st.lists(ASKED, min_size=2, max_size=3).map(" ".join)
LABEL = st.sampled_from(["{}: ", "**{}:** ", "{}:** ", "**{}**: ", "**{}: ", "**{}** – "])
LABELLED = st.builds(lambda shape, label, text: shape.format(label) + text, LABEL, PHRASE, TEXT)
GUIDED = st.builds(
    lambda text, guide, end: f"{text} [{guide}{end}", LABELLED | TEXT, PHRASE, st.sampled_from("] ")
)
SAID = TEXT | LABELLED | GUIDED
LINE = st.sampled_from([
    "{}", "# {}", "## {}", "### {}", "- {}", "* {}", "• {}", "- [ ] {}", "- [x] {}", "☐ {}",
    "1. {}", "2) {}", "  - {}", "    - {}", "a) {}", "> {}", "> - {}", "**{}**", "{}:", "\t{}",
    "<p>{}</p>", "<li>{}</li>", "<ul><li>{}</ul>", "<h2>{}</h2>", "<h1>{}", "<b>{}", "{}<br>",
    "<table><tr><td>{}</td></tr></table>", '<input type="checkbox"/> {}', "<hr/> {}", "<td>{}",
    "<div>{}", "{}</div>", "<nav>{}</nav>", "<nav>{}", "<title>{}</title>", "<li><p>{}</p>",
    '<img src="x.png" alt="{}">', "![{}](x.png)", "{}\n===", "{}\n---", "<!-- -->{}", "Subject: {}",
    "From: {}", "<select><option>{}</option></select>", "<label><input type=checkbox>{}</label>",
    "&nbsp;{}&#32;", "<{}>", "{} <", "```\n{}\n```", "<footer>{}", "<i>{}</i>", "__{}__", "*{}*",
    "{} ☐ Yes ☐ No", "- {} Yes / No / N/A", "{}\n1  2  3  4  5", "**1. {}**", "Q1: {}\nA: ____",
    "{}\n\n{{}}", "I. {}", "A. {}", '<td rowspan="2">{}', '<td colspan="2" rowspan="3">{}',
    "<textarea>{}</textarea>", "[{}]", "({})", "“{}”", "<script>{{}}</script>{}",
]).flatmap(lambda shape: SAID.map(shape.format))  # fmt: skip
ROW = st.lists(SAID, min_size=2, max_size=4)
TABLE = st.one_of(
    ROW.map("\t".join),
    ROW.map(lambda cells: f"| {' | '.join(cells)} |"),
    ROW.map(lambda cells: f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"),
    ROW.map(lambda cells: f"<table><tr>{''.join(f'<th>{cell}' for cell in cells)}</table>"),
)
NUMBER = st.integers(1, 9)
KEYED = st.sampled_from(["[book:key-{}]", "<p>[book:key-{}]</p>"])
STAGE = st.builds(
    "{} {}{}{}".format,
    st.sampled_from(["Stage", "PARTNER STAGE", "## Phase", "Etapa", "المرحلة"]),
    NUMBER,
    st.sampled_from(["", ": ", "\t", " – "]),
    st.just("") | PHRASE,
)
SHORTCODE = st.builds(lambda shape, number: shape.format(number), KEYED, NUMBER)
BLANK = st.sampled_from(["", "", " ", "---", "***", "<hr>", "|---|---|"])
LINES = st.lists(LINE | TABLE | BLANK | STAGE | SHORTCODE, max_size=14)
DOCUMENTS = st.builds(
    lambda head, lines, gap: head + gap.join(lines),
    st.sampled_from(["", "", "<!doctype html><html><body>", "\n\n"]),
    LINES,
    st.sampled_from(["\n", "\n\n", " \n"]),
)


def edition_words(made: Instrument) -> Counter[str]:
    """Every word that a reader of the edition can see, and the keys of its fields."""
    said = [text for _, each in texts(made) for text in each.by_language.values()]
    said += [one.text for one in made.leftover] + [note.key for note in made.note_fields]
    return Counter(words(" ".join(said)))


def expected(text: str) -> Counter[str]:
    """The words that must arrive: those of the vocabulary, which is no markup anywhere."""
    known = {word for one in VOCABULARY for word in words(one)}
    return Counter(word for word in words(text) if word in known)


def found_in(data: bytes) -> DraftSet | None:
    """What is found; None when it is refused with a sentence. Anything else is a crash."""
    try:
        return read(data)
    except NotAChecklist:
        return None


@slow
@given(DOCUMENTS)
def test_every_word_is_in_the_edition_or_left_over(text: str):
    if found := found_in(text.encode()):
        missing = expected(text) - edition_words(instrument(found))
        assert not missing


@slow
@given(DOCUMENTS)
def test_nothing_is_invented(text: str):
    """Each word of a wording stands in the document, and no word stands oftener than there."""
    if found := found_in(text.encode()):
        there = Counter(words(re.sub(r"[*_]", "", text)))
        kept = Counter(
            word for q in found.questions for word in words(f"{q.label} {q.text} {q.guidance}")
        )
        assert not kept - there


@slow
@given(DOCUMENTS)
def test_no_word_is_forgotten_by_those_who_place_it(text: str):
    """The net under the law stays empty: each word went somewhere on purpose, and once."""
    caught: list[LeftLine] = []
    told: list[str] = []

    def net(blocks: list[Block], draft: DraftSet, left: list[LeftLine]) -> list[LeftLine]:
        caught.extend(unaccounted(blocks, draft, left))
        told.extend([*said(draft), *(one.text for one in left)])
        return caught

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "unaccounted", net)
        found = found_in(text.encode())
    assert not caught
    if found:
        assert not expected(text) - Counter(words(" ".join(told)))


@slow
@given(DOCUMENTS | st.text(max_size=200))
def test_what_is_found_is_a_question_set_whose_document_says_the_same(text: str):
    if found := found_in(text.encode(errors="replace")):
        assert parse(document(found)) == instrument(found)


@slow
@given(st.text(max_size=300).map(lambda text: text.replace("<", " ").replace("&", " ")))
def test_every_word_of_any_text_arrives(text: str):
    data = f"- Is it there?\n\n{text}".encode(errors="replace")
    if b"\0" not in data and (found := found_in(data)):
        bare = re.sub(r"\[[A-Za-z][\w-]*:", "[", data.decode())
        bare = re.sub(r"(?m)^[\W_]*\w{1,8}[.)]", " ", bare)  # signs of lists
        missing = Counter(words(bare)) - edition_words(instrument(found))
        assert not missing


@slow
@given(st.lists(ROW | st.lists(SAID, max_size=1), max_size=8), st.sampled_from(",;\t"))
def test_every_word_of_a_sheet_arrives(sheet: list[list[str]], delimiter: str):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(sheet)
    with contextlib.suppress(NotAChecklist):
        found = read(stream.getvalue().encode(), "sheet.csv")
        assert not expected(stream.getvalue()) - edition_words(instrument(found))


@slow
@given(st.binary(max_size=300))
def test_no_bytes_make_it_crash(data: bytes):
    found_in(data)


@slow
@given(st.sampled_from(sorted(FIXTURES.iterdir())), st.data())
def test_no_spoiled_document_makes_it_crash_or_lose_a_line(path, data):
    """A real document with lines taken out, doubled and moved still arrives whole."""
    lines = path.read_text(encoding="utf-8").split("\n")
    chosen = data.draw(st.lists(st.sampled_from(lines), max_size=20))
    found_in("\n".join(chosen).encode())


@slow
@given(st.lists(SAID, min_size=1, max_size=8))
def test_every_word_of_a_word_document_arrives(said: list[str]):
    body = "".join(PARAGRAPH % re.sub("[<>&]", " ", text) for text in said)
    if found := found_in(word(body)):
        assert not expected(" ".join(said)) - edition_words(instrument(found))
