"""What one server removes, another one notices and forgets: by the count in the database."""

import pytest
from django.db import DatabaseError

from barnraise.caches import Cache
from barnraise.house import peers
from barnraise.house.peers import RemovalWatch
from barnraise.ledger import epochs
from barnraise.ledger.removal import removal

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache() -> Cache[str]:
    """Something remembered; kept alive by the test, and known to the program until then."""
    return Cache(max_count=4, max_bytes=1_000)


@pytest.fixture
def watch() -> RemovalWatch:
    epochs.begin_first()
    return RemovalWatch()


def test_while_nothing_is_removed_everything_stays_remembered(
    watch: RemovalWatch, cache: Cache[str]
) -> None:
    cache.get("words", lambda: "said")
    assert not watch.look()
    assert len(cache) == 1


def test_what_was_removed_elsewhere_is_forgotten_and_once_more_at_the_next_look(
    watch: RemovalWatch, cache: Cache[str]
) -> None:
    with removal("as another server does"):
        pass
    for is_new in (True, False):
        cache.get("words", lambda: "said, and read by a request that was on its way")
        assert watch.look() is is_new
        assert len(cache) == 0
    cache.get("words", lambda: "said since")
    assert not watch.look()
    assert len(cache) == 1


def test_what_could_not_be_forgotten_is_forgotten_at_the_next_look(
    watch: RemovalWatch, cache: Cache[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with removal("as another server does"):
        pass
    cache.get("words", lambda: "said")
    with monkeypatch.context() as patch:
        patch.setattr(peers, "forget_what_was_removed", _away)
        with pytest.raises(DatabaseError):
            watch.look()
    assert watch.look()
    assert len(cache) == 0


def _away() -> None:
    raise DatabaseError("away")


def test_what_was_taken_back_is_no_removal(watch: RemovalWatch) -> None:
    with pytest.raises(ZeroDivisionError), removal("that fails"):
        _nothing = 1 / 0
    assert not watch.look()


def test_a_restored_database_is_another_one(watch: RemovalWatch, cache: Cache[str]) -> None:
    cache.get("words", lambda: "said before")
    epochs.begin("restored")
    assert watch.look()
    assert len(cache) == 0
