"""What moved between two moments: each thing once, its mirror the other way round, no judgment."""

from hypothesis import given, settings
from hypothesis import strategies as st

from barnraise.instruments.parser import parse
from barnraise.workbook.fields.kinds import CHOICES
from barnraise.workbook.history.diff import Comparison, diff
from barnraise.workbook.state.snapshot import FieldState, Snapshot, StandingEntry, snapshot_from
from tests.cast import SMALL_SET
from tests.laws import examples
from tests.workbook.snapshots import ITEM, SMALL, a_line, answered

TEXT = SMALL_SET.read_text(encoding="utf-8")
SECOND = parse(
    TEXT.replace("version: 1", "version: 2")
    .replace("key: goal", "key: aim")
    .replace("[goal, trust]", "[aim, trust]")
    .replace("[goal]", "[aim]"),
    "second",
)
MIRROR = {"added": "gone", "struck": "back", "done": "open", "changed": "changed"}
MIRROR |= {after: before for before, after in MIRROR.items()}
QUESTIONS = tuple(SMALL.by_key)
law = settings(max_examples=examples(150))

flags = st.booleans()
words = st.sampled_from(["", "A map.", "A map and a list."])
lines = st.one_of(
    st.builds(
        lambda key, choice: a_line(f"answer/{key}", choice=choice),
        st.sampled_from(QUESTIONS),
        st.sampled_from(["", *CHOICES]),
    ),
    st.builds(
        lambda n, choice: a_line(f"part/people/{n}", choice=choice),
        st.integers(1, 3),
        st.sampled_from(["", "yes", "not_yet"]),
    ),
    st.builds(
        lambda kind, n, text, struck: a_line(f"{kind}/goal/{n * 32}", text=text, struck=struck),
        st.sampled_from(["note", "view"]),
        st.sampled_from("ab"),
        words,
        flags,
    ),
    st.builds(
        lambda what, done, struck: a_line(f"step/plan/{ITEM}", what=what, done=done, struck=struck),
        words,
        flags,
        flags,
    ),
    st.builds(lambda text: a_line("text/text-1", text=text), words),
    st.builds(lambda text: a_line("reason/trust", text=text), words),
    st.builds(lambda here: a_line("now/gather", here=here), flags),
)
states = st.builds(snapshot_from, st.sampled_from([SMALL, SECOND]), st.lists(lines, max_size=12))


def said(*these: StandingEntry) -> Snapshot:
    return snapshot_from(SMALL, these)


@law
@given(states)
def test_a_moment_is_no_different_from_itself(one: Snapshot) -> None:
    assert diff(one, one).nothing


@law
@given(states, states)
def test_the_other_way_round_is_the_mirror(one: Snapshot, other: Snapshot) -> None:
    assert facts(diff(one, other)) == mirrored(facts(diff(other, one)))


def ids(place: FieldState) -> str:
    return f"{place.field} {place.sees}"


def facts(found: Comparison) -> set[tuple[object, ...]]:
    """Everything a comparison says, without its order."""
    told: set[tuple[object, ...]] = set()
    told |= {("move", m.question.key, m.part, m.before, m.after) for m in found.moves}
    told |= {("turn", ids(t.before), ids(t.after), t.code) for t in found.turns}
    told |= {("words", ids(r.before), ids(r.after)) for r in found.rewordings}
    told |= {("asked", a.question.key, a.code) for a in found.asked}
    told |= {("here", stage.key, came) for stage, came in found.here}
    return told


def mirrored(told: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    for kind, *rest in told:
        match kind, rest:
            case "move", [key, part, before, after]:
                found.add(("move", key, part, after, before))
            case "turn", [before, after, code]:
                found.add(("turn", after, before, MIRROR[str(code)]))
            case "words", [before, after]:
                found.add(("words", after, before))
            case "asked", [key, code]:
                turned = {"new": "gone", "gone": "new"}
                found.add(("asked", key, turned.get(str(code), code)))
            case "here", [key, came]:
                found.add(("here", key, not came))
    return found


def test_an_answer_that_moved_says_from_where_to_where() -> None:
    found = diff(answered(goal="not_yet", plan="yes"), answered(goal="partly", plan="yes"))
    assert [(m.question.key, m.before, m.after) for m in found.moves] == [
        ("goal", "not_yet", "partly")
    ]


def test_an_answer_that_follows_from_its_parts_moves_with_them() -> None:
    parts = [a_line(f"part/people/{n}", choice="yes") for n in (1, 2, 3)]
    found = diff(said(), said(*parts))
    assert [(m.part, m.after) for m in found.moves] == [
        (0, "yes"),
        (1, "yes"),
        (2, "yes"),
        (3, "yes"),
    ]


def test_two_different_answers_are_a_move_too() -> None:
    one = a_line("answer/goal", choice="yes")
    found = diff(said(one), said(one, a_line("answer/goal", 2, choice="not_yet")))
    assert [(m.before, m.after) for m in found.moves] == [("yes", "two")]


def test_what_happened_to_small_entries() -> None:
    note, step = f"note/goal/{ITEM}", f"step/plan/{ITEM}"
    plain, struck = a_line(note, text="A note"), a_line(note, text="A note", struck=True)
    todo, done = a_line(step, what="Call them"), a_line(step, what="Call them", done=True)
    codes = {
        name: [turn.code for turn in diff(before, after).turns]
        for name, before, after in (
            ("added", said(), said(plain)),
            ("gone", said(plain), said()),
            ("struck", said(plain), said(struck)),
            ("back", said(struck), said(plain)),
            ("done", said(todo), said(done)),
            ("open", said(done), said(todo)),
            ("changed", said(plain), said(a_line(note, text="Another"))),
            ("nothing", said(plain), said(plain)),
        )
    }
    assert codes == {name: [] if name == "nothing" else [name] for name in codes}


def test_texts_and_changed_notes_are_told_word_by_word_but_new_notes_are_not() -> None:
    note = f"note/goal/{ITEM}"
    before = said(a_line("text/text-1", text="One"), a_line(note, text="One"))
    after = said(
        a_line("text/text-1", text="Two"),
        a_line(note, text="Two"),
        a_line(f"note/goal/{'b' * 32}", text="Quite new"),
        a_line("reason/trust", text="Because"),
    )
    assert [each.field for each in diff(before, after).rewordings] == [
        "text/text-1",
        "reason/trust",
        note,
    ]


def test_questions_that_only_one_side_asks_are_told_apart_from_moves() -> None:
    note = a_line(f"note/goal/{ITEM}", text="A note")
    before = snapshot_from(SMALL, [a_line("answer/goal", choice="yes")])
    after = snapshot_from(SECOND, [a_line("answer/aim", choice="partly"), note])
    found = diff(before, after)
    assert found.moves == ()
    assert [(a.question.key, a.code, a.choice) for a in found.asked] == [
        ("aim", "new", "partly"),
        ("plan", "changed", ""),
        ("money", "changed", ""),
        ("goal", "gone", "yes"),
    ]
    assert [(turn.code, turn.before) for turn in found.turns] == [("added", FieldState(note.field))]
