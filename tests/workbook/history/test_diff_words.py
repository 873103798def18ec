"""A comparison in words: folded where nothing changed, and bounded whatever is written."""

import pytest
from django.utils.translation import override

from barnraise.workbook.history import diff_words
from barnraise.workbook.history.description import Description
from barnraise.workbook.history.diff import diff
from barnraise.workbook.history.diff_words import KEPT, describe
from barnraise.workbook.state.snapshot import StandingEntry, snapshot_from
from tests.workbook.snapshots import ITEM, SMALL, a_line

STAYED = " ".join(f"word{n}" for n in range(200))


def between(
    before: list[StandingEntry], after: list[StandingEntry], language: str = "en"
) -> Description:
    with override(language):
        return describe(diff(snapshot_from(SMALL, before), snapshot_from(SMALL, after)), language)


def text(words: str, version: int = 1, box: str = "text-1") -> StandingEntry:
    return a_line(f"text/{box}", version, text=words)


def test_a_move_is_told_with_its_number_its_label_and_both_answers() -> None:
    before, after = a_line("answer/plan", choice="not_yet"), a_line("answer/plan", choice="partly")
    [move] = between([before], [after], "es").moves
    assert (move.number, move.label) == ("2.1", "Un plan")
    assert (move.before.words, move.after.words) == ("Todavía no", "En parte")
    assert (move.before.look, move.after.look) == ("dashed", "tint")


def test_words_that_stayed_are_cut_out_but_for_those_beside_a_change() -> None:
    [words] = between([text(f"Old. {STAYED} old.")], [text(f"New. {STAYED} new.")]).rewordings
    codes = [piece.code for piece in words.pieces]
    assert codes == ["gone", "new", "same", "cut", "same", "gone", "new"]
    assert [len(piece.text.split()) for piece in words.pieces[2:5]] == [KEPT, 200 - 2 * KEPT, KEPT]
    assert words.pieces[3].many == 200 - 2 * KEPT
    whole = "".join(piece.text for piece in words.pieces if piece.code != "gone")
    assert whole == f"New. {STAYED} new."


def test_a_short_stretch_that_stayed_is_not_worth_folding() -> None:
    stayed = " ".join(f"word{n}" for n in range(KEPT * 3))
    [words] = between([text(f"{stayed} old")], [text(f"{stayed} new")]).rewordings
    assert [piece.code for piece in words.pieces] == ["cut", "same", "gone", "new"]
    stayed = " ".join(f"word{n}" for n in range(KEPT * 2))
    [words] = between([text(f"{stayed} old")], [text(f"{stayed} new")]).rewordings
    assert [piece.code for piece in words.pieces] == ["same", "gone", "new"]


def test_two_versions_side_by_side_are_both_compared_and_it_says_so() -> None:
    two = [text("We have a map."), text("We have a list.", 2)]
    [words] = between([two[0]], two).rewordings
    assert words.rival
    assert "".join(piece.text for piece in words.pieces if piece.code == "new") == (
        "\n\nWe have a list."
    )


def test_after_so_much_text_the_rest_stands_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff_words, "MAX_LOOKED_AT", 60)
    before = [text("a b c d e f g", box=box) for box in ("text-1", "text-2")]
    after = [text("a x c d y f g", box=box) for box in ("text-1", "text-2")]
    first, second = (
        [piece.code for piece in each.pieces] for each in between(before, after).rewordings
    )
    assert first == ["same", "gone", "new", "same", "gone", "new", "same"]
    monkeypatch.setattr(diff_words, "MAX_LOOKED_AT", 20)
    *_first, second = (
        [piece.code for piece in each.pieces] for each in between(before, after).rewordings
    )
    assert second == ["same", "gone", "new", "same"]


def test_dates_and_choices_are_told_as_people_say_them() -> None:
    step = a_line(f"step/plan/{ITEM}", what="Call", who="Ana", due="2027-05-01", done=False)
    done = a_line(f"step/plan/{ITEM}", what="Call", who="Ana", due="2027-05-01", done=True)
    [turn] = between([step], [done], "es").turns
    assert (turn.code, turn.text) == ("done", "Call · Ana · 1 de mayo de 2027")
    assert (turn.kind, turn.by) == ("próximo paso", "alguien que no firmó")
