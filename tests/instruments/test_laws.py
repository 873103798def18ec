"""Laws of the parser and the writer, tried on whatever Hypothesis thinks of."""

from hypothesis import given, settings
from hypothesis import strategies as st

from barnraise.instruments.diff import Changes, Difference, compare
from barnraise.instruments.document import Instrument
from barnraise.instruments.dump import dump
from barnraise.instruments.parser import parse
from tests.laws import examples

from .samples import SMALL, problems, told
from .strategies import instruments

PIECES = [
    "\n", " ", "  ", "\t", ":", ": ", "- ", "? ", "&a ", "*a", "!!x ", "!", "|", ">", "'", '"',
    "\\", "{", "}", "[", "]", ",", "#", "%", "@", "`", "---\n", "...\n", "<<: ", "\x00", "\x85",
    "\u2028", "\ufeff", "\ud800",
    "\r", "\\U00110000", "null", "~", "yes", "format: ", "stages:\n", "en: ",
]  # fmt: skip


def survives(text: str) -> None:
    """The one law: an instrument, or a refusal that says why."""
    found = problems(text)
    assert len(found) <= 50
    assert all(problem.line >= 1 and problem.sentence for problem in found)
    told(text).encode()


@given(instruments())
def test_what_is_written_is_read_back_as_the_same(instrument: Instrument):
    document = dump(instrument)
    again = parse(document)
    assert again == instrument
    assert dump(again) == document


@given(st.text())
def test_no_text_makes_the_parser_crash(text: str):
    survives(text)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join))
def test_no_heap_of_yaml_signs_makes_the_parser_crash(text: str):
    survives(text)


@settings(max_examples=examples(100))
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(SMALL)), st.integers(0, 12), st.sampled_from(PIECES) | st.text()
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_spoiled_document_makes_the_parser_crash(cuts: list[tuple[int, int, str]]):
    text = SMALL
    for at, length, put in cuts:
        text = text[:at] + put + text[at + length :]
    survives(text)


@settings(max_examples=examples(25))
@given(instruments(), instruments())
def test_comparing_accounts_for_every_key_once(old: Instrument, new: Instrument):
    changes = compare(old, new)
    before, after = set(old.by_key), set(new.by_key)
    assert set(changes.questions.new) == after - before
    assert set(changes.questions.removed) == before - after
    assert set(changes.questions.changed) <= before & after
    back = compare(new, old)
    assert set(back.new) == set(changes.removed)
    assert set(back.changed) == set(changes.changed)
    assert compare(new, new) == Changes(Difference(), Difference())
