"""Bodies are collected before a thread is used, and bounded in bytes and seconds."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest

from barnraise.house.server import body as bounds
from barnraise.house.server.body import Bodies, Body, Shortfall


class Pieces:
    """A body in pieces; `between` is awaited before each."""

    def __init__(self, *pieces: bytes, between: Callable[[], object] | None = None) -> None:
        self.left = list(pieces)
        self.between = between

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.left:
            if self.between:
                await self.between()  # type: ignore[misc]
            yield self.left.pop(0)


def collected(source: Pieces, announced: int | None) -> Body:
    return asyncio.run(_collected(Bodies(), source, announced))


async def _collected(bodies: Bodies, source: Pieces, announced: int | None) -> Body:
    async with bodies.collected(source, announced) as body:
        return body


def test_a_body_comes_whole() -> None:
    assert collected(Pieces(b"abc", b"", b"def"), 6) == Body(b"abcdef")


def test_half_a_body_is_none() -> None:
    assert collected(Pieces(b"abc", b"de"), 6) == Body(shortfall=Shortfall.CUT)


def test_one_whose_length_nobody_knows_is_let_pass_and_not_kept() -> None:
    source = Pieces(b"abc", b"def")
    assert collected(source, None) == Body(shortfall=Shortfall.UNSIZED)
    assert not source.left


def test_nothing_is_waited_for_where_nothing_is_announced() -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    assert collected(Pieces(b"a", between=never), 0) == Body()


def test_one_that_is_announced_too_large_is_let_pass_and_not_kept() -> None:
    source = Pieces(*[b"x" * 1_000_000] * 9)
    assert collected(source, 9_000_000) == Body(shortfall=Shortfall.LARGE)
    assert not source.left


def test_one_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "TIMEOUT", 0.01)

    async def never() -> None:
        await asyncio.Event().wait()

    assert collected(Pieces(b"a", between=never), 100) == Body(shortfall=Shortfall.SLOW)
    assert collected(Pieces(b"a", between=never), 10**9) == Body(shortfall=Shortfall.LARGE)


def test_all_that_are_on_their_way_share_one_bound_and_give_their_room_back() -> None:
    """Many at once: those beyond the bound hear so at once, and later ones are taken again."""
    many, size = bounds.MAX_BYTES_IN_ALL // bounds.MAX_BYTES, bounds.MAX_BYTES
    whole = b"x" * size

    async def scene() -> tuple[list[Body], Body]:
        bodies, begun, gate = Bodies(), asyncio.Semaphore(0), asyncio.Event()

        async def between() -> None:
            begun.release()
            await gate.wait()

        held = [
            asyncio.create_task(_collected(bodies, Pieces(whole, between=between), size))
            for _each in range(many)
        ]
        for _each in range(many):
            await begun.acquire()
        crowded = await _collected(bodies, Pieces(b"y"), size)
        gate.set()
        taken = [*await asyncio.gather(*held), await _collected(bodies, Pieces(whole), size)]
        return taken, crowded

    taken, crowded = asyncio.run(scene())
    assert crowded == Body(shortfall=Shortfall.CROWDED)
    assert taken == [Body(whole)] * (many + 1)


def test_a_body_takes_its_room_as_long_as_it_waits_to_be_answered() -> None:
    size = bounds.MAX_BYTES

    async def scene() -> Body:
        bodies = Bodies()
        async with AsyncExitStack() as stack:
            for _each in range(bounds.MAX_BYTES_IN_ALL // size):
                await stack.enter_async_context(bodies.collected(Pieces(b"x"), size))
            return await _collected(bodies, Pieces(b"y"), size)

    assert asyncio.run(scene()) == Body(shortfall=Shortfall.CROWDED)
