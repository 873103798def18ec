"""Random schedules of everything that goes wrong at once: all devices end with the same state."""

from pathlib import Path

from tests.faults.checking import is_intact, look_over
from tests.faults.figures import Tries, is_long
from tests.faults.install import a_server
from tests.faults.proxy import a_proxy
from tests.faults.schedules import Schedules, differences
from tests.faults.server import engine

BOOKS = 10 if is_long() else 5  # schedules that share one server, its kills and its restore
MANY = 50 if is_long() else 25  # things each of five devices says


def test_after_any_schedule_nothing_is_lost_or_doubled_and_all_see_the_same(tmp_path: Path) -> None:
    tries = Tries("random schedules", engine=engine(), short=10, long=2000, step=BOOKS)
    for number, chance in tries:
        with a_server(tmp_path / str(number)) as server, a_proxy(server.port) as proxy:
            these = Schedules(server, proxy, chance, books=BOOKS, many=MANY)
            these.run()
            these.settle()
            wrong = []
            for book in these.books:
                found = look_over(server, book.slug, book.devices)
                tries.count(
                    entries_said=len(book.said),
                    rows=found.rows,
                    acknowledged=found.acknowledged,
                    lost=found.lost,
                    doubled=found.doubled,
                    poisoned=sum(each.poisoned for each in book.scripts),
                    requests=sum(each.requests for each in book.devices),
                    without_answer=sum(each.unanswered for each in book.devices),
                )
                wrong += differences(server, book)
                wrong += [] if found.is_sound else [str(found)]
            tries.count(
                kills=these.kills,
                restores=these.restores,
                wrong_clocks=these.skews,
                connections_broken=sum(proxy.done.values()) - proxy.done["none"],
                differing=len(wrong),
            )
            assert not wrong
            assert is_intact(server)
