"""How the server and its document makers talk: a length of eight bytes, then as many bytes."""

from typing import IO, TypedDict

HEAD = 8
MAX_LENGTH = 1 << 30  # a length beyond this is noise


class AnswerFacts(TypedDict, total=False):
    """What became of a document, as the maker says it in JSON; only `peak_kb` is always there."""

    outcome: str
    counts: dict[str, tuple[int, int]]  # by kind, how many of how many
    problems: tuple[str, ...]
    sentence: str
    peak_kb: int


class Cut(EOFError):  # noqa: N818 - said as people say it
    """The other side ended in the middle, or said what is no frame."""


def write(pipe: IO[bytes], data: bytes) -> None:
    """Send one frame."""
    pipe.write(len(data).to_bytes(HEAD, "big") + data)
    pipe.flush()


def read(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None when the other side has closed, Cut when it ended within one."""
    head = pipe.read(HEAD)
    if not head:
        return None
    size = int.from_bytes(head, "big")
    if len(head) < HEAD or size > MAX_LENGTH:
        raise Cut
    data = pipe.read(size)
    if len(data) < size:
        raise Cut
    return data
