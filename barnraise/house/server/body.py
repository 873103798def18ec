"""Collects what a request brings before a thread is used for it: bounded in bytes and seconds.

What is too much, too slow or one too many is not kept; a middleware tells its sender so.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

MAX_BYTES = 8_000_000  # of one body; the largest file that is taken has 5 MB
MAX_BYTES_IN_ALL = 96_000_000  # of the bodies that are on their way at the same time
MAX_DRAINED = 64_000_000  # of a body that is refused: who still sends does not hear the answer
TIMEOUT = 30.0  # seconds for a small body
MIN_RATE = 20_000  # bytes a second of a large one


class Shortfall(StrEnum):
    """Why a body is not there."""

    LARGE = "large"
    SLOW = "slow"
    CROWDED = "crowded"


@dataclass(frozen=True)
class Body:
    """A body's bytes, or why they are missing."""

    content: bytes = b""
    shortfall: Shortfall | None = None


class Source(Protocol):
    """What a body comes from, piece by piece."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...


class Bodies:
    """All bodies that are on their way; of one event loop."""

    def __init__(self) -> None:
        self._held = 0

    @asynccontextmanager
    async def collected(self, source: Source, announced: int | None) -> AsyncIterator[Body]:
        """The whole body of a request, whose room is taken until the block ends.

        `announced` is its length in bytes, if it was named. Waiting for a thread counts as well:
        where all are busy, what waits must not fill the memory.
        """
        room = MAX_BYTES if announced is None else announced
        if room > MAX_BYTES:
            yield await self._refused(source, Shortfall.LARGE)
            return
        if self._held + room > MAX_BYTES_IN_ALL:
            yield await self._refused(source, Shortfall.CROWDED)
            return
        self._held += room
        try:
            yield await self._in_time(source, room) if room else Body()
        finally:
            self._held -= room

    async def _in_time(self, source: Source, room: int) -> Body:
        try:
            async with asyncio.timeout(TIMEOUT + room / MIN_RATE):
                return await _read(source)
        except TimeoutError:
            return Body(shortfall=Shortfall.SLOW)

    async def _refused(self, source: Source, shortfall: Shortfall) -> Body:
        """Let the rest pass by, else the sender would never hear why it was refused."""
        try:
            async with asyncio.timeout(TIMEOUT):
                passed = 0
                async for piece in source:
                    passed += len(piece)
                    if passed > MAX_DRAINED:
                        break
        except TimeoutError:
            pass
        return Body(shortfall=shortfall)


async def _read(source: Source) -> Body:
    pieces: list[bytes] = []
    size = 0
    async for piece in source:
        size += len(piece)
        if size > MAX_BYTES:
            return Body(shortfall=Shortfall.LARGE)
        pieces.append(piece)
    return Body(b"".join(pieces))
