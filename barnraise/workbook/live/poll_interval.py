"""How soon an open page should look again: two seconds, or later when very many look.

All looks together may take a quarter of this process's time; what is left is for those who save.
The measure is processor time, so a slow disk or a busy neighbor does not count.
"""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

MIN_INTERVAL, MAX_INTERVAL = 2.0, 60.0  # seconds between two looks of a page in use
SHARE = 0.25  # of one processor, for all looks
WINDOW = 30.0  # seconds over which lookers are counted
MIN_COST = (
    0.001  # processor seconds to count for a look: an empty one takes less, but news will come
)
WEIGHT = 0.02  # of the newest look in the running mean


@dataclass
class PollInterval:
    """Counts who looks and what looking costs, and says how long to wait.

    `now` and `spent` answer seconds: of any clock that never goes back, and of this thread's work.
    """

    now: Callable[[], float] = time.monotonic
    spent: Callable[[], float] = time.thread_time
    cost: float = MIN_COST
    _began: float = 0.0
    _here: set[Hashable] = field(default_factory=set)
    _before: set[Hashable] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def looked(self, who: Hashable, took: float) -> float:
        """Note that `who` looked and what it took; the seconds after which to look again."""
        with self._lock:
            self._turn_over()
            self._here.add(who)
            self.cost += (took - self.cost) * WEIGHT
            many = max(len(self._here), len(self._before))
            return min(max(MIN_INTERVAL, many * max(self.cost, MIN_COST) / SHARE), MAX_INTERVAL)

    def _turn_over(self) -> None:
        gone = self.now() - self._began
        if gone >= WINDOW:
            self._before = self._here if gone < 2 * WINDOW else set()
            self._here, self._began = set(), self.now()


poll_interval = PollInterval()
