"""Few look every two seconds; when very many look, each looks less often."""

from barnraise.workbook.live.poll_interval import (
    MAX_INTERVAL,
    MIN_COST,
    MIN_INTERVAL,
    SHARE,
    WINDOW,
    PollInterval,
)
from tests.cast import Table


class Clock:
    """A clock the test winds itself."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def looked(rhythm: PollInterval, many: int, took: float = MIN_COST) -> float:
    return [rhythm.looked(who, took) for who in range(many)][-1]


def test_a_small_group_looks_every_two_seconds() -> None:
    assert looked(PollInterval(Clock()), 1) == MIN_INTERVAL
    assert looked(PollInterval(Clock()), 500) == MIN_INTERVAL


def test_all_looks_together_take_no_more_than_their_share() -> None:
    wait = looked(PollInterval(Clock()), 2_000)
    assert abs(2_000 / wait * MIN_COST - SHARE) < 1e-9


def test_dear_looks_are_asked_for_less_often() -> None:
    rhythm = PollInterval(Clock())
    looked(rhythm, 1_000, took=0.005)
    assert looked(rhythm, 1_000, took=0.005) > 19


def test_nobody_waits_longer_than_a_minute() -> None:
    assert looked(PollInterval(Clock()), 100_000, took=1.0) == MAX_INTERVAL


def test_who_went_away_is_forgotten_after_two_windows() -> None:
    clock = Clock()
    rhythm = PollInterval(clock)
    looked(rhythm, 2_000)
    clock.at += WINDOW
    assert rhythm.looked("one", MIN_COST) > MIN_INTERVAL, (
        "those of the last window are still counted"
    )
    clock.at += WINDOW
    assert rhythm.looked("one", MIN_COST) == MIN_INTERVAL


def test_looking_twice_counts_once() -> None:
    rhythm = PollInterval(Clock())
    assert [rhythm.looked("one", MIN_COST) for _look in range(5_000)][-1] == MIN_INTERVAL


def test_an_answer_says_when_to_look_again(table: Table) -> None:
    path = f"/w/{table.slug}/changes/"
    empty = table.client("writer").get(path, {"since": "0", "page": "1"})
    assert (empty.status_code, empty["X-Look-Again"]) == (204, "2000")
