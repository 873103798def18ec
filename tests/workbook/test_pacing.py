"""Few look every two seconds; when very many look, each looks less often."""

from barnraise.workbook.pacing import LATEST, LEAST, SHARE, SOONEST, WINDOW, Pace
from tests.cast import Table


class Clock:
    """A clock the test winds itself."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def looked(pace: Pace, many: int, took: float = LEAST) -> float:
    return [pace.looked(who, took) for who in range(many)][-1]


def test_a_small_group_looks_every_two_seconds() -> None:
    assert looked(Pace(Clock()), 1) == SOONEST
    assert looked(Pace(Clock()), 500) == SOONEST


def test_all_looks_together_take_no_more_than_their_share() -> None:
    wait = looked(Pace(Clock()), 2_000)
    assert abs(2_000 / wait * LEAST - SHARE) < 1e-9


def test_dear_looks_are_asked_for_less_often() -> None:
    pace = Pace(Clock())
    looked(pace, 1_000, took=0.005)
    assert looked(pace, 1_000, took=0.005) > 19


def test_nobody_waits_longer_than_a_minute() -> None:
    assert looked(Pace(Clock()), 100_000, took=1.0) == LATEST


def test_who_went_away_is_forgotten_after_two_windows() -> None:
    clock = Clock()
    pace = Pace(clock)
    looked(pace, 2_000)
    clock.at += WINDOW
    assert pace.looked("one", LEAST) > SOONEST, "those of the last window are still counted"
    clock.at += WINDOW
    assert pace.looked("one", LEAST) == SOONEST


def test_looking_twice_counts_once() -> None:
    pace = Pace(Clock())
    assert [pace.looked("one", LEAST) for _look in range(5_000)][-1] == SOONEST


def test_an_answer_says_when_to_look_again(table: Table) -> None:
    path = f"/w/{table.slug}/changes/"
    empty = table.client("writer").get(path, {"since": "0", "page": "1"})
    assert (empty.status_code, empty["X-Look-Again"]) == (204, "2000")
