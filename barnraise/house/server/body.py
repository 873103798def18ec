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
    UNSIZED = "unsized"
    CUT = "cut"


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

        `announced` is its length in bytes; without it nobody could tell a body that was cut from
        a whole one. Waiting for a thread counts as well: where all are busy, what waits must not
        fill the memory.
        """
        if shortfall := self._why_not(announced):
            yield await _refused(source, shortfall)
            return
        room = announced or 0
        self._held += room
        try:
            yield await _in_time(source, room) if room else Body()
        finally:
            self._held -= room

    def _why_not(self, announced: int | None) -> Shortfall | None:
        if announced is None:
            return Shortfall.UNSIZED
        if announced > MAX_BYTES:
            return Shortfall.LARGE
        return Shortfall.CROWDED if self._held + announced > MAX_BYTES_IN_ALL else None


async def _in_time(source: Source, size: int) -> Body:
    try:
        async with asyncio.timeout(TIMEOUT + size / MIN_RATE):
            return await _read(source, size)
    except TimeoutError:
        return Body(shortfall=Shortfall.SLOW)


async def _read(source: Source, size: int) -> Body:
    """One that is shorter than was announced was cut on its way: half of it must not be used."""
    content = b"".join([piece async for piece in source])
    return Body(content) if len(content) == size else Body(shortfall=Shortfall.CUT)


async def _refused(source: Source, shortfall: Shortfall) -> Body:
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
