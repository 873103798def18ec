"""Few look every two seconds; when very many look, each looks less often."""

from barnraise.workbook.live.poll_interval import LATEST, LEAST, SHARE, SOONEST, WINDOW, Rhythm
from tests.cast import Table


class Clock:
    """A clock the test winds itself."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def looked(rhythm: Rhythm, many: int, took: float = LEAST) -> float:
    return [rhythm.looked(who, took) for who in range(many)][-1]


def test_a_small_group_looks_every_two_seconds() -> None:
    assert looked(Rhythm(Clock()), 1) == SOONEST
    assert looked(Rhythm(Clock()), 500) == SOONEST


def test_all_looks_together_take_no_more_than_their_share() -> None:
    wait = looked(Rhythm(Clock()), 2_000)
    assert abs(2_000 / wait * LEAST - SHARE) < 1e-9


def test_dear_looks_are_asked_for_less_often() -> None:
    rhythm = Rhythm(Clock())
    looked(rhythm, 1_000, took=0.005)
    assert looked(rhythm, 1_000, took=0.005) > 19


def test_nobody_waits_longer_than_a_minute() -> None:
    assert looked(Rhythm(Clock()), 100_000, took=1.0) == LATEST


def test_who_went_away_is_forgotten_after_two_windows() -> None:
    clock = Clock()
    rhythm = Rhythm(clock)
    looked(rhythm, 2_000)
    clock.at += WINDOW
    assert rhythm.looked("one", LEAST) > SOONEST, "those of the last window are still counted"
    clock.at += WINDOW
    assert rhythm.looked("one", LEAST) == SOONEST


def test_looking_twice_counts_once() -> None:
    rhythm = Rhythm(Clock())
    assert [rhythm.looked("one", LEAST) for _look in range(5_000)][-1] == SOONEST


def test_an_answer_says_when_to_look_again(table: Table) -> None:
    path = f"/w/{table.slug}/changes/"
    empty = table.client("writer").get(path, {"since": "0", "page": "1"})
    assert (empty.status_code, empty["X-Look-Again"]) == (204, "2000")
